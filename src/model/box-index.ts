import Flatbush from 'flatbush'
import type { Box } from './geometry.js'

/** Finds the things of a page whose boxes (points) meet a box, without looking at each of them. */
export class BoxIndex<Item> {
  readonly #items: readonly Item[]
  readonly #tree: Flatbush | null

  constructor(items: readonly Item[], boxOf: (item: Item) => Box) {
    this.#items = items
    this.#tree = items.length === 0 ? null : new Flatbush(items.length)
    if (!this.#tree) return
    for (const item of items) this.#tree.add(...boxOf(item))
    this.#tree.finish()
  }

  /** The things that touch a box or stand no farther from it than `reach` (points), in the order in which they were given. */
  near([left, top, right, bottom]: Box, reach = 0): readonly Item[] {
    const places = this.#tree?.search(left - reach, top - reach, right + reach, bottom + reach) ?? []
    if (places.length > 1) places.sort((one, other) => one - other)
    const found: Item[] = []
    for (const place of places) {
      const item = this.#items[place]
      if (item !== undefined) found.push(item)
    }
    return found
  }
}
