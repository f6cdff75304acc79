import { addTo } from '../model/groups.js'
import type { Ruling } from '../model/page.js'

/** A rectangle of slots that no painted line divides. */
export interface Region {
  readonly row: number
  readonly column: number
  readonly rowSpan: number
  readonly columnSpan: number
  /** Which of its sides are painted. */
  readonly sides: PaintedSides
}

export interface PaintedSides {
  readonly left: boolean
  readonly top: boolean
  readonly right: boolean
  readonly bottom: boolean
}

type Span = Omit<Region, 'sides'>
type Sides = readonly (readonly boolean[])[]

/** A line that ends this near to a crossing one touches it, in points: corners are often left open. */
const TOUCH = 3

const side = (sides: Sides, edge: number, band: number): boolean => sides[edge]?.[band] ?? false

/** Parts a set of slots (sorted by row, then column) into rectangles: runs of a row, joined with equal runs beneath. */
function tile(slots: readonly (readonly [row: number, column: number])[]): Span[] {
  const [first] = slots
  if (first && slots.length === 1) return [{ row: first[0], column: first[1], rowSpan: 1, columnSpan: 1 }]
  const done: Span[] = []
  let open: Span[] = []
  const runs = new Map<number, { column: number; columnSpan: number }[]>()
  for (const [row, column] of slots) {
    const own = runs.get(row) ?? []
    const last = own.at(-1)
    if (last && last.column + last.columnSpan === column) last.columnSpan += 1
    else own.push({ column, columnSpan: 1 })
    runs.set(row, own)
  }
  for (const [row, own] of runs) {
    const grown = own.map((run) => {
      const above = open.find(
        (region) =>
          region.column === run.column && region.columnSpan === run.columnSpan && region.row + region.rowSpan === row,
      )
      return above ? { ...above, rowSpan: above.rowSpan + 1 } : { row, rowSpan: 1, ...run }
    })
    done.push(
      ...open.filter((region) => !grown.some((next) => next.row === region.row && next.column === region.column)),
    )
    open = grown
  }
  return [...done, ...open]
}

/**
 * Slots between grid edges, merged where no line stands between them, as rectangles that tile the grid.
 * `horizontal[edge][column]` and `vertical[edge][row]` tell where a line is painted; the outer bounds count as lines.
 */
export function rectangles(horizontal: Sides, vertical: Sides): readonly Region[] {
  const rows = horizontal.length - 1
  const columns = vertical.length - 1
  const sets = new DisjointSets(rows * columns)
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const slot = row * columns + column
      if (column + 1 < columns && !side(vertical, column + 1, row)) sets.join(slot, slot + 1)
      if (row + 1 < rows && !side(horizontal, row + 1, column)) sets.join(slot, slot + columns)
    }
  const groups = new Map<number, [row: number, column: number][]>()
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) addTo(groups, sets.find(row * columns + column), [row, column])
  const painted = (sides: Sides, edge: number, from: number, count: number): boolean => {
    for (let at = from; at < from + count; at++) if (!side(sides, edge, at)) return false
    return true
  }
  const sidesOf = ({ row, column, rowSpan, columnSpan }: Span): PaintedSides => ({
    left: painted(vertical, column, row, rowSpan),
    top: painted(horizontal, row, column, columnSpan),
    right: painted(vertical, column + columnSpan, row, rowSpan),
    bottom: painted(horizontal, row + rowSpan, column, columnSpan),
  })
  return [...groups.values()].flatMap((slots) =>
    tile(slots).map((region) => {
      const { row, column, rowSpan, columnSpan } = region
      return { row, column, rowSpan, columnSpan, sides: sidesOf(region) }
    }),
  )
}

/** Disjoint sets over 0..size-1. */
class DisjointSets {
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
    addTo(groups, sets.find(index), line)
  })
  return [...groups.values()]
}
