import { at, lastOf } from '../../model/at.js'
import type { LaidCell, LaidTable, LineItem, TableItem } from '../laid.js'
import { lineOf } from '../lines.js'
import { middleOf, runsOfLine, type Run } from '../runs.js'

/** A text may reach this far (em) over the borders of its cell. */
const OVER = 0.3
/** Room above and below the text of a row, in points. */
const PADDING = 1

/** Cells of a table's last row, left to right; null where some of them reach up into other rows. */
function lastRow({ cells, rows, columnEdges }: LaidTable): readonly LaidCell[] | null {
  const own = cells.filter(({ row, rowSpan }) => row + rowSpan === rows)
  const covered = own.reduce((sum, { columnSpan }) => sum + columnSpan, 0)
  return own.every(({ rowSpan }) => rowSpan === 1) && covered === columnEdges.length - 1 ? own : null
}

/**
 * The row of a table that one line at the head of a page is: a label and values, each within a column; null if it is none.
 */
function rowOf(line: LineItem, cells: readonly LaidCell[], edges: readonly number[]): LaidCell[] | null {
  const runs = runsOfLine(line.line, line.page, true)
  const [first, ...values] = runs
  if (!first || first.isValue || values.length === 0 || values.some(({ isValue }) => !isValue)) return null
  const bounds = ({ column, columnSpan }: LaidCell): readonly [number, number] => [
    at(edges, column, 'column edge'),
    at(edges, column + columnSpan, 'column edge'),
  ]
  const holds = (cell: LaidCell, run: Run): boolean => {
    const [left, right] = bounds(cell)
    const over = OVER * run.line.size
    return left <= middleOf(run) && middleOf(run) < right && run.box[0] >= left - over && run.box[2] <= right + over
  }
  const held = cells.map((cell) => runs.filter((run) => holds(cell, run)))
  if (held.some(({ length }) => length > 1) || held.flat().length < runs.length || held[0]?.[0] !== first) return null
  return cells.map((cell, index): LaidCell => {
    const [left, right] = bounds(cell)
    const glyphs = held[index]?.flatMap((run) => run.line.glyphs) ?? []
    const box = [left, line.box[1] - PADDING, right, line.box[3] + PADDING] as const
    const lines = glyphs.length > 0 ? [lineOf(glyphs)] : []
    return { ...cell, row: 0, pieces: [{ page: line.page, box, lines }] }
  })
}

/**
 * Finds the rest of a table behind a page break where rulings are too few to make a grid: lines at the head of the page
 * that stand in the columns of the table at the foot of the page before.
 * @returns the rows as a table of the same columns, and of how many lines it was made; null if there are none
 */
export function remainderOf(
  { table, page }: TableItem,
  lines: readonly LineItem[],
): { readonly item: TableItem; readonly lines: number } | null {
  const cells = lastRow(table)
  if (!cells) return null
  const rows: LaidCell[][] = []
  let bottom = 0
  for (const line of lines) {
    const row = line.page === page + 1 ? rowOf(line, cells, table.columnEdges) : null
    if (!row || (rows.length > 0 && line.box[1] - bottom > 2 * line.line.size)) break
    rows.push(row)
    bottom = line.box[3]
  }
  const [first, last] = [lines[0], lines[rows.length - 1]]
  if (!first || !last || rows.length === 0) return null
  const { columnEdges } = table
  const box = [
    at(columnEdges, 0, 'column edge'),
    first.box[1] - PADDING,
    lastOf(columnEdges, 'column edge'),
    last.box[3] + PADDING,
  ] as const
  const remainder: LaidTable = {
    method: 'unruled',
    rows: rows.length,
    columnEdges,
    cells: rows.flatMap((row, index) => row.map((cell) => ({ ...cell, row: index }))),
    parts: [{ page: first.page, box }],
  }
  return { item: { kind: 'table', page: first.page, box, table: remainder }, lines: rows.length }
}
