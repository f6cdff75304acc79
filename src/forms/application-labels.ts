import { ALL_APPLICATION_ROWS, FORMS } from '../vocabulary/forms.js'
import type { ExpectedColumns } from './columns.js'
import { cellsInRow, type Grid } from './grid.js'
import { formLabel, likenessTo, type FormLabel } from './likeness.js'
import { isLabelText } from '../vocabulary/values.js'

/** From this likeness on a text is a label at all, when the label columns are looked for. */
const LABEL = 0.7

/** Rows of section 3 over both forms, in order. */
export const ROWS = ALL_APPLICATION_ROWS
/** What organs print for a row beside its own label and the beginnings of that. */
const ALIASES: Readonly<Record<string, readonly string[]>> = { other: ['（六）其他'] }
export const ROW_LABELS = ROWS.map(({ key, path }) => formLabel(key, path, ALIASES[key]))
const PARENTS = [...new Set(ROWS.flatMap(({ path }) => path.slice(0, -1)))].map((label) => formLabel(label, [label]))

export const COLUMNS = FORMS['2021'].applications.columns
const COLUMN_LABELS = COLUMNS.map(({ key, path }) => formLabel(key, path))
const COLUMN_PARENTS = [...new Set(COLUMNS.flatMap(({ path }) => path.slice(0, -1)))].map((label) =>
  formLabel(label, [label]),
)

/** The columns of section 3, the same in both forms. */
export const EXPECTED: ExpectedColumns = { labels: COLUMN_LABELS, parents: COLUMN_PARENTS }

const best = (text: string, labels: readonly FormLabel[]): number =>
  labels.reduce((most, label) => Math.max(most, likenessTo(text, label)), 0)

const remembered = new Map<string, boolean>()

/** Whether a text is the label of a row, or of a group of rows. */
export function isRowLabel(text: string): boolean {
  let known = remembered.get(text)
  if (known === undefined) {
    known = best(text, ROW_LABELS) >= LABEL || best(text, PARENTS) >= LABEL
    if (remembered.size > 5_000) remembered.clear()
    remembered.set(text, known)
  }
  return known
}

/** Whether a row has several headings of columns behind the labels: the table's heading, or that heading repeated. */
export function isHeadingRow(grid: Grid, row: number, from: number): boolean {
  const headings = cellsInRow(grid, row, from).filter((cell) => cell.row === row && isColumnHeading(cell.text))
  return headings.length >= 2
}

/** Whether a text stands over one or several columns. */
export const isColumnHeading = (text: string): boolean =>
  isLabelText(text) && (best(text, COLUMN_LABELS) >= LABEL || best(text, COLUMN_PARENTS) >= LABEL)

/** Whether a text is the label of a group of rows: （三）不予公开. */
export const isGroupLabel = (text: string): boolean => best(text, PARENTS) >= LABEL
