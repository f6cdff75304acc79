import type { Cell } from '../model/block.js'
import { cellsInRow, type Grid } from './grid.js'
import { hasPrint } from './placement.js'
import { isLabelText } from '../vocabulary/values.js'

/** Grid rows that share one innermost label: one row of the report (several where a page break or a stray rule cuts it). */
export interface LabelledRow {
  readonly grid: Grid
  readonly rows: readonly number[]
  /** First column behind the labels. */
  readonly valuesFrom: number
  /** The innermost label; null for a row that has none. */
  readonly leaf: Cell | null
  /** Its readings: the innermost label alone, then with what stands to its left. */
  readonly readings: readonly string[]
  /** The label left of the innermost one, or the nearest above where the grid has blanks instead of spans. */
  readonly parent: { readonly text: string; readonly inherited: boolean } | null
}

const labelCells = (grid: Grid, row: number, labelEnd: number): Cell[] =>
  cellsInRow(grid, row, 0, labelEnd).filter(({ text }) => isLabelText(text))

/** Label cells that stand over rows with a deeper label of their own: parents, never a row's own label. */
function parentCells(grid: Grid, labelEnd: number): ReadonlySet<Cell> {
  const parents = new Set<Cell>()
  for (let row = 0; row < grid.rows; row += 1)
    labelCells(grid, row, labelEnd).forEach((cell, index, all) => {
      if (cell.rowSpan > 1 && index < all.length - 1) parents.add(cell)
    })
  return parents
}

/** The rows of a table with their labels, from top to bottom. */
export function labelledRows(grid: Grid, labelEnd: number): LabelledRow[] {
  const parents = parentCells(grid, labelEnd)
  const rows: LabelledRow[] = []
  const above: (string | undefined)[] = []
  for (let row = 0; row < grid.rows; row += 1) {
    const cells = labelCells(grid, row, labelEnd)
    const last = cells[cells.length - 1]
    const leaf = last && !parents.has(last) ? last : null
    const previous = rows[rows.length - 1]
    if (leaf && previous?.leaf === leaf) {
      rows[rows.length - 1] = { ...previous, rows: [...previous.rows, row] }
      continue
    }
    const texts = cells.map(({ text }) => text)
    const readings = leaf ? texts.map((_, depth) => texts.slice(texts.length - 1 - depth).join('')) : []
    const beside = cells.filter((cell) => cell !== leaf).at(-1)
    const inherited = leaf
      ? above
          .slice(0, leaf.column)
          .filter((text) => text !== undefined)
          .at(-1)
      : undefined
    rows.push({
      grid,
      rows: [row],
      valuesFrom: labelEnd,
      leaf,
      readings,
      parent: beside
        ? { text: beside.text, inherited: false }
        : inherited === undefined
          ? null
          : { text: inherited, inherited: true },
    })
    for (const cell of cells) {
      above.length = Math.min(above.length, cell.column + 1)
      above[cell.column] = cell.text
    }
  }
  return rows
}

/** The grid rows of a labelled row in which something is printed right of the labels. */
export function printedRows({ grid, rows, valuesFrom }: LabelledRow): number[] {
  return rows.filter((row) => hasPrint(grid, row, valuesFrom))
}
