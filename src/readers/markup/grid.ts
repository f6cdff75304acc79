import { addTo } from '../../model/groups.js'
import type { Cell, CellDoubt, Table } from '../../model/block.js'
import type { StatutoryTable } from '../../model/record.js'
import { place, type Placed, type SpannedCell } from './placing.js'
import {
  isLabel,
  isMisplaced,
  mayBeValue,
  lowestHeadingRow,
  shapeOf,
  startingIn,
  covers,
  isNumber,
  MAX_CELLS,
} from './rectangle.js'
import { repairSpans } from './repair.js'
import { statutoryStart } from '../../vocabulary/families.js'

/** A cell as the markup states it, before it has a place. */
export interface MarkupCell {
  /** As written; browsers' rules for bad numbers apply. */
  readonly rowSpan: string | null
  readonly columnSpan: string | null
  readonly text: string
  /** Takes a place without being a cell: the grid has a hole there. */
  readonly hole?: boolean
  readonly doubt?: CellDoubt
}

/** Rows of one <thead>, <tbody> or <tfoot>: no row span crosses its end. */
export type RowGroup = readonly (readonly MarkupCell[])[]

/** The bounds that the HTML standard sets for spans. */
const MAX_COLUMN_SPAN = 1000
const MAX_ROW_SPAN = 65_534

/** Where at least this many rows all end before a heading, its column was left out; fewer may have lost a cell each. */
const ROWS_WITHOUT_COLUMN = 3

/** Leading digits, as browsers read `3px`; anything else is the default of 1. */
function spanOf(attribute: string | null, most: number, zero: number): number {
  const digits = /^\s*\+?(\d+)/.exec(attribute ?? '')?.[1]
  if (digits === undefined) return 1
  const value = Math.min(Number(digits), most)
  return value === 0 ? zero : value
}

const spanned = (cell: MarkupCell): SpannedCell => ({
  text: cell.text,
  hole: cell.hole ?? false,
  ...(cell.doubt === undefined ? {} : { doubt: cell.doubt }),
  rowSpan: spanOf(cell.rowSpan, MAX_ROW_SPAN, MAX_ROW_SPAN),
  columnSpan: spanOf(cell.columnSpan, MAX_COLUMN_SPAN, 1),
})

/**
 * The grid of a table as a browser shows it, with miscounted spans mended where only one way makes the table whole.
 * Columns and rows in which no cell starts, such as a `colspan=1000` makes, are taken out. Values of a row that still do
 * not stand in the columns of the others carry `uncertain`.
 */
export function gridFromRows(groups: readonly RowGroup[], caption: string | null): Table {
  const parts = partedAtTables(groups).map((part) => gridOfPart(part, caption))
  const [first, ...others] = parts
  return first && others.length === 0 ? first : others.reduce(stacked, first ?? gridOfPart([], caption))
}

/** Rows of several statutory tables in one element: each is a grid of its own, as wide as its own rows. */
function partedAtTables(groups: readonly RowGroup[]): readonly (readonly RowGroup[])[] {
  const rows = groups.flatMap((group) => group.map((cells) => ({ group, cells })))
  const starts = rows.map(({ cells }) => statutoryStart(cells.map(({ text }) => text)))
  const parts: { readonly group: RowGroup; readonly cells: RowGroup[number] }[][] = [[]]
  let open: StatutoryTable | null = null
  rows.forEach((row, at) => {
    const start = starts[at] ?? null
    if (start !== null && open !== null && start !== open) parts.push([])
    open = start ?? open
    parts.at(-1)?.push(row)
  })
  if (parts.length === 1) return [groups]
  return parts.map((part) => {
    const own = [...new Set(part.map(({ group }) => group))]
    return own.map((group) => part.filter((row) => row.group === group).map(({ cells }) => cells))
  })
}

/** One grid with another one below it. */
function stacked(above: Table, below: Table): Table {
  const cells = below.cells.map((cell) => ({ ...cell, row: cell.row + above.rows }))
  return {
    ...above,
    rows: above.rows + below.rows,
    columns: Math.max(above.columns, below.columns),
    cells: [...above.cells, ...cells],
  }
}

function gridOfPart(groups: readonly RowGroup[], caption: string | null): Table {
  const placed = place(repairSpans(groups.map((rows) => rows.map((cells) => cells.map(spanned)))))
  const untrusted = untrustedRows(placed)
  const rows = axis(placed.map(({ row, rowSpan }) => ({ start: row, span: rowSpan })))
  const columns = axis(placed.map(({ column, columnSpan }) => ({ start: column, span: columnSpan })))
  const cells = placed
    .flatMap((one, index): readonly Cell[] => {
      const row = rows[index]
      const column = columns[index]
      if (!row || !column || one.cell.hole) return []
      const doubtful = untrusted.has(one.row) && mayBeValue(one.cell.text)
      return [
        {
          row: row.start,
          column: column.start,
          rowSpan: row.span,
          columnSpan: column.span,
          text: one.cell.text,
          boxes: [],
          ...(doubtful ? { uncertain: 'column' } : {}),
          ...(one.cell.doubt === undefined ? {} : { doubt: one.cell.doubt }),
        },
      ]
    })
    .sort((a, b) => a.row - b.row || a.column - b.column)
  return {
    kind: 'table',
    method: 'markup',
    rows: cells.reduce((most, cell) => Math.max(most, cell.row + cell.rowSpan), 0),
    columns: cells.reduce((most, cell) => Math.max(most, cell.column + cell.columnSpan), 0),
    cells,
    pages: [],
    caption,
  }
}

/** Rows that lack a value, or whose values do not stand in the columns of the others; all if the headings do not fit. */
function untrustedRows(placed: readonly Placed[]): ReadonlySet<number> {
  const lacking = rowsLackingValues(placed)
  const shape = shapeOf(placed)
  if (!shape || shape.ragged.length === 0) return lacking
  if (shape.valueColumns.size > 1 && shape.ragged.includes(lowestHeadingRow(placed)))
    return new Set(placed.map(({ row }) => row))
  return new Set([...lacking, ...shape.ragged.filter((row) => isMisplaced(startingIn(placed, row), shape))])
}

interface Extent {
  readonly start: number
  readonly span: number
}

/** The extents along one axis without the slots in which none starts: they only exist inside of spans. */
function axis(extents: readonly Extent[]): readonly Extent[] {
  const starts = [...new Set(extents.map(({ start }) => start))].sort((a, b) => a - b)
  // How many starts lie before a slot: its new place.
  const before = (slot: number): number => {
    let low = 0
    let high = starts.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((starts[middle] ?? Infinity) < slot) low = middle + 1
      else high = middle
    }
    return low
  }
  return extents.map(({ start, span }) => {
    const place = before(start)
    return { start: place, span: Math.max(1, before(start + span) - place) }
  })
}

/**
 * Rows of values that have no cell under one of their headings. Markup gives cells by their order only: where one is
 * missing, those behind it may each stand one column too far ahead, and nothing tells which one it was.
 */
function rowsLackingValues(placed: readonly Placed[]): ReadonlySet<number> {
  if (placed.length > MAX_CELLS) return new Set()
  const numbered = new Set(placed.filter(({ cell }) => isNumber(cell)).map(({ row }) => row))
  const headings = placed.filter((one) => isLabel(one) && !numbered.has(one.row))
  const lacking = new Map<Placed, number[]>()
  const served = new Map<Placed, number>()
  let above: readonly Placed[] = []
  let over: readonly Placed[] = []
  for (const row of [...numbered].toSorted((a, b) => a - b)) {
    const higher = headings.filter((heading) => heading.row + heading.rowSpan <= row)
    if (higher.length > above.length) over = lowest(placed, higher)
    above = higher
    const cells = placed.filter((one) => covers(one, row))
    for (const heading of over) {
      if (cells.some((one) => overlap(one, heading))) served.set(heading, (served.get(heading) ?? 0) + 1)
      else addTo(lacking, heading, row)
    }
  }
  const lost = [...lacking].filter(([heading, short]) => served.has(heading) || short.length < ROWS_WITHOUT_COLUMN)
  return new Set(lost.flatMap(([, short]) => short))
}

const overlap = (a: Placed, b: Placed): boolean =>
  a.column < b.column + b.columnSpan && b.column < a.column + a.columnSpan

/** Gives the headings above a row that have no other heading below them, and leaves out those of narrower blocks. */
function lowest(placed: readonly Placed[], above: readonly Placed[]): readonly Placed[] {
  return above.filter((heading) => {
    const later = above.filter((other) => other.row >= heading.row + heading.rowSpan)
    if (later.some((other) => overlap(other, heading))) return false
    return !later.some(
      (other) =>
        later.some((beside) => beside !== other && beside.row === other.row) &&
        !placed.some((one) => covers(one, other.row) && overlap(one, heading)),
    )
  })
}
