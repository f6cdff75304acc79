import type { Block, Cell, Table } from '../model/block.js'
import { gridOf, type Grid } from '../forms/grid.js'
import { captionUnit } from '../vocabulary/captions.js'
import { isBlankText } from '../vocabulary/values.js'
import { captionOf, type Caption } from './caption.js'
import { headingsOf, type Headings } from './headings.js'
import { columnPaths, RowPaths, type CellPaths } from './paths.js'
import { isDoubtful, readValue, type ReadValue } from './values.js'

/** A body cell with its labels and what it holds. */
export interface BodyCell extends CellPaths {
  readonly cell: Cell
  readonly read: ReadValue
  /** As printed in the cell, else in its row or heading, else the table's. */
  readonly unit: string | null
  /** Which of its row, column or text is not sure; undefined where all are. */
  readonly uncertain: Uncertainty | undefined
}

/** A cell's row, column or text, where it is not sure. */
export type Uncertainty = NonNullable<Cell['uncertain']> | 'text'

/** Tells what is not sure of a cell itself, wherever its table's lines are. */
export const uncertaintyOf = (cell: Cell): Uncertainty | undefined =>
  cell.uncertain ?? (isDoubtful(cell) ? 'text' : undefined)

/** A table with what it says of itself. */
export interface DescribedTable {
  readonly table: Table
  readonly grid: Grid
  readonly caption: Caption
  readonly headings: Headings
  /** Is each cell's row and column known, by lines or by proofs that agree? */
  readonly settled: boolean
  /** In the order of the table's cells; blank ones are among them. */
  readonly body: readonly BodyCell[]
}

/** Describes the table at one place of a document's blocks. */
export function describeTable(blocks: readonly Block[], index: number, table: Table): DescribedTable {
  const grid = gridOf('', table)
  const caption = captionOf(blocks, index, grid)
  const end = grid.rows - caption.noteRows
  const headings = headingsOf(grid, caption.captionRows, end)
  const rows = new RowPaths(grid, headings, end)
  const columns = columnPaths(grid, caption.captionRows, headings)
  const settled = isSettled(table, caption, headings)
  const body = table.cells.flatMap((cell): BodyCell[] => {
    if (cell.row < headings.headRows || cell.row >= end || headings.labels.has(cell.column)) return []
    if (cell.columnSpan === grid.columns && grid.columns > 1) return []
    const read = readValue(cell.text)
    const columnPath = columns[cell.column] ?? []
    const inRow =
      headings.unitColumn === null ? null : (grid.cellAt(cell.row, headings.unitColumn)?.text.trim() ?? null)
    const unit =
      read.unit ?? (inRow !== null && !isBlankText(inRow) ? inRow : null) ?? unitOf(columnPath) ?? caption.unit
    // Where no line is drawn, headings and labels may belong to a neighbour.
    const uncertain = uncertaintyOf(cell) ?? (settled ? undefined : 'column')
    return [{ cell, read, unit, uncertain, rowPath: rows.at(cell.row, cell.column), columnPath }]
  })
  return { table, grid, caption, headings, body, settled }
}

/** Is each cell's place known: lines part the cells, or the layout has proved it and the headings are read as it did? */
const isSettled = (table: Table, { captionRows }: Caption, { headRows, labels }: Headings): boolean =>
  table.method !== 'unruled' ||
  (table.settled === true && captionRows === 0 && headRows === table.headRows && labels.size === 1 && labels.has(0))

/** The unit that the innermost of some headings names; 增长% names one, too. */
function unitOf(path: readonly string[]): string | null {
  for (const heading of [...path].reverse()) {
    const unit = captionUnit(heading) ?? /[%％‰]$/u.exec(heading)?.[0] ?? null
    if (unit !== null) return unit
  }
  return null
}
