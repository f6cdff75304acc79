import { cellsInRow } from './grid.js'
import type { Part, RowsFound } from './matrix-rows.js'
import type { MatrixWords } from './matrix-words.js'
import { hasPrint } from './placement.js'
import { printedRows, type LabelledRow } from './rows.js'
import { readText } from '../vocabulary/values.js'

/** Grid rows that an unlabelled row of values puts in doubt. */
export interface Shaken {
  /** What they leave blank may stand in the row beside them. */
  readonly blanks: ReadonlySet<number>
  /** Their label may be that of a whole group of rows. */
  readonly whole: ReadonlySet<number>
}

/**
 * Rows next to one that prints values but has no label. If exactly one row of the form is missing there, its label was lost
 * and theirs are their own; otherwise no label near it is sure to be one row's.
 */
export function shaken(words: MatrixWords, part: Part, found: RowsFound['found']): Shaken {
  const strays = part.rows.filter((row) => !row.leaf && printedRows(row).length > 0 && !isHeading(words, part, row))
  const explained = new Set([...found.values()].map(({ row }) => row))
  const beside = (rows: readonly LabelledRow[]): Set<number> =>
    new Set(rows.flatMap((row) => row.rows.flatMap((index) => [...reach(part, index, -1), ...reach(part, index, 1)])))
  // A row whose label is no row's of the form may be the half of one whose values a row of blanks beside it lacks.
  const unknown = part.rows.filter((row) => row.leaf && !explained.has(row) && printedRows(row).length > 0)
  const besideUnknown = beside(unknown.filter((row) => !isHeading(words, part, row)))
  const empty = [...found.values()].flatMap(({ row }) =>
    row.grid === part.grid && printedRows(row).length === 0 ? row.rows : [],
  )
  const robbed = empty.filter((row) => besideUnknown.has(row))
  return {
    blanks: new Set([...beside(strays), ...robbed]),
    whole: beside(strays.filter((row) => !explained.has(row))),
  }
}

/** The grid rows up to the next one that prints values, upwards (-1) or downwards (1). */
function reach({ grid, labelEnd }: Part, from: number, step: -1 | 1): number[] {
  const rows: number[] = []
  for (let row = from + step; row >= 0 && row < grid.rows; row += step) {
    rows.push(row)
    if (hasPrint(grid, row, labelEnd)) break
  }
  return rows
}

/** A row of the heading, here or repeated further down: it has a column's heading and no number. */
export function isHeading(words: MatrixWords, { grid, labelEnd }: Part, { rows }: LabelledRow): boolean {
  const cells = rows.flatMap((row) => cellsInRow(grid, row, labelEnd))
  return (
    cells.some(({ text }) => words.isColumnHeading(text)) &&
    cells.every(({ text }) => readText(text).state !== 'number')
  )
}
