import Flatbush from 'flatbush'
import type { Box } from './geometry.js'

/** Finds the things of a page whose boxes (points) meet a box, without looking at each of them. */
export class BoxIndex<Item> {
  readonly #items: readonly Item[]
  readonly #boxOf: (item: Item) => Box
  #tree: Flatbush | null = null

  constructor(items: readonly Item[], boxOf: (item: Item) => Box) {
    this.#items = items
    this.#boxOf = boxOf
  }

  /** The things that touch a box or stand no farther from it than `reach` (points), in the order in which they were given. */
  near([left, top, right, bottom]: Box, reach = 0): readonly Item[] {
    if (this.#items.length === 0) return []
    // Many pages are never asked, and sorting the boxes costs more than all questions: it waits for the first one.
    const tree = (this.#tree ??= this.#sorted())
    const places = tree.search(left - reach, top - reach, right + reach, bottom + reach)
    if (places.length > 1) places.sort((one, other) => one - other)
    const found: Item[] = []
    for (const place of places) {
      const item = this.#items[place]
      if (item !== undefined) found.push(item)
    }
    return found
  }

  /** The first of those that `near` gives that is as asked for; no list of them is made. */
  find([left, top, right, bottom]: Box, isIt: (item: Item) => boolean, reach = 0): Item | undefined {
    if (this.#items.length === 0) return undefined
    const tree = (this.#tree ??= this.#sorted())
    let [first, found]: [number, Item | undefined] = [Infinity, undefined]
    tree.search(left - reach, top - reach, right + reach, bottom + reach, (place) => {
      const item = this.#items[place]
      if (place < first && item !== undefined && isIt(item)) [first, found] = [place, item]
      return false
    })
    return found
  }

  #sorted(): Flatbush {
    const tree = new Flatbush(this.#items.length)
    for (const item of this.#items) tree.add(...this.#boxOf(item))
    tree.finish()
    return tree
  }
}
