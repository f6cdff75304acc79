import type { Cell, Table } from '../../model/block.js'

/** A cell as the markup states it, before it has a place. */
export interface MarkupCell {
  /** As written; browsers' rules for bad numbers apply. */
  readonly rowSpan: string | null
  readonly columnSpan: string | null
  readonly text: string
  /** Takes a place without being a cell: the grid has a hole there. */
  readonly hole?: boolean
}

/** Rows of one <thead>, <tbody> or <tfoot>: no row span crosses its end. */
export type RowGroup = readonly (readonly MarkupCell[])[]

/** The bounds that the HTML standard sets for spans. */
const MAX_COLUMN_SPAN = 1000
const MAX_ROW_SPAN = 65_534

/** No table of a document is wider; what stands beyond is a span gone wrong. */
const MAX_COLUMNS = 4000

interface Placed {
  row: number
  column: number
  rowSpan: number
  columnSpan: number
  readonly text: string
  readonly hole: boolean
}

/** Leading digits, as browsers read `3px`; anything else is the default of 1. */
function spanOf(attribute: string | null, most: number, zero: number): number {
  const digits = /^\s*\+?(\d+)/.exec(attribute ?? '')?.[1]
  if (digits === undefined) return 1
  const value = Math.min(Number(digits), most)
  return value === 0 ? zero : value
}

/**
 * The grid of a table by the algorithm of the HTML standard (4.9.12 “forming a table”), with two differences where the
 * markup is wrong: cells never overlap (a span stops before a slot that is taken), and a column or row in which no cell
 * starts, such as a `colspan=1000` makes, is taken out again.
 */
export function gridFromRows(groups: readonly RowGroup[], caption: string | null): Table {
  const placed: Placed[] = []
  let row = 0
  for (const group of groups) {
    const groupEnd = row + group.length
    // For each column the first row of this group in which it is free again.
    const freeFrom: number[] = []
    const isFree = (column: number): boolean => (freeFrom[column] ?? 0) <= row
    for (const cells of group) {
      let column = 0
      for (const cell of cells) {
        while (column < MAX_COLUMNS && !isFree(column)) column += 1
        const wanted = spanOf(cell.columnSpan, MAX_COLUMN_SPAN, 1)
        let columnSpan = 1
        while (columnSpan < wanted && column + columnSpan < MAX_COLUMNS && isFree(column + columnSpan)) columnSpan += 1
        const rowSpan = Math.min(spanOf(cell.rowSpan, MAX_ROW_SPAN, MAX_ROW_SPAN), groupEnd - row)
        for (let at = column; at < column + columnSpan; at++) freeFrom[at] = row + rowSpan
        placed.push({ row, column, rowSpan, columnSpan, text: cell.text, hole: cell.hole ?? false })
        column += columnSpan
      }
      row += 1
    }
  }
  squeezeAxis(placed, 'column', 'columnSpan')
  squeezeAxis(placed, 'row', 'rowSpan')
  const cells: Cell[] = placed
    .filter(({ hole }) => !hole)
    .map(({ row, column, rowSpan, columnSpan, text }) => ({ row, column, rowSpan, columnSpan, text, boxes: [] }))
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

/** Takes out the columns (rows) in which no cell starts: they only exist inside of spans. */
function squeezeAxis(cells: readonly Placed[], start: 'row' | 'column', span: 'rowSpan' | 'columnSpan'): void {
  const starts = [...new Set(cells.map((cell) => cell[start]))].sort((a, b) => a - b)
  const places = new Map(starts.map((value, index) => [value, index]))
  // How many starts lie before a slot: the new place of a span's end.
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
  for (const cell of cells) {
    const end = before(cell[start] + cell[span])
    cell[start] = places.get(cell[start]) ?? 0
    cell[span] = Math.max(1, end - cell[start])
  }
}
