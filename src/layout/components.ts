import type { Ruling } from '../model/page.js'

/** A line that ends this near to a crossing one touches it, in points: corners are often left open. */
const TOUCH = 3

/** Disjoint sets over 0..size-1. */
export class DisjointSets {
  readonly #parent: Int32Array

  constructor(size: number) {
    this.#parent = Int32Array.from({ length: size }, (_, index) => index)
  }

  find(item: number): number {
    let root = item
    while (this.#parent[root] !== root) root = this.#parent[root] ?? root
    let walk = item
    while (walk !== root) {
      const next = this.#parent[walk] ?? root
      this.#parent[walk] = root
      walk = next
    }
    return root
  }

  join(a: number, b: number): void {
    this.#parent[this.find(a)] = this.find(b)
  }
}

const firstAtLeast = (lines: readonly Ruling[], position: number): number => {
  let low = 0
  let high = lines.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((lines[middle]?.position ?? Infinity) < position) low = middle + 1
    else high = middle
  }
  return low
}

/** Groups tidied rulings by what crosses or touches what: lines of one table hang together, those of two do not. */
export function connectedRulings(rulings: readonly Ruling[]): readonly (readonly Ruling[])[] {
  const byPosition = (a: Ruling, b: Ruling): number => a.position - b.position
  const horizontal = rulings.filter(({ orientation }) => orientation === 'horizontal').sort(byPosition)
  const vertical = rulings.filter(({ orientation }) => orientation === 'vertical').sort(byPosition)
  const sets = new DisjointSets(horizontal.length + vertical.length)
  horizontal.forEach((line, index) => {
    for (let other = firstAtLeast(vertical, line.start - TOUCH); other < vertical.length; other++) {
      const crossing = vertical[other]
      if (!crossing || crossing.position > line.end + TOUCH) break
      if (crossing.start - TOUCH <= line.position && line.position <= crossing.end + TOUCH)
        sets.join(index, horizontal.length + other)
    }
  })
  const groups = new Map<number, Ruling[]>()
  ;[...horizontal, ...vertical].forEach((line, index) => {
    const root = sets.find(index)
    const group = groups.get(root)
    if (group) group.push(line)
    else groups.set(root, [line])
  })
  return [...groups.values()]
}
