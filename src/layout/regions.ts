import { DisjointSets } from './components.js'

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
    for (let column = 0; column < columns; column++) {
      const root = sets.find(row * columns + column)
      const group = groups.get(root)
      if (group) group.push([row, column])
      else groups.set(root, [[row, column]])
    }
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
