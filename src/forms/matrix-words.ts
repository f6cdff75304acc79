import { MATRIX_FAMILIES, variantRows, type Family } from '../vocabulary/families.js'
import type { LabelPath, MatrixTable } from '../vocabulary/forms.js'
import { remember } from '../vocabulary/remember.js'
import { isLabelText } from '../vocabulary/values.js'
import type { ExpectedColumns } from './columns.js'
import { cellsInRow, type Grid } from './grid.js'
import { formLabel, labelOf, likenessTo, type FormLabel } from './likeness.js'

/** From this likeness on a text is a label at all, when the label columns are looked for. */
const LABEL = 0.7

/** The lines of a table of rows and columns, over all forms that print it alike. */
export interface MatrixWords {
  readonly family: Family<MatrixTable>
  readonly rows: readonly LabelPath[]
  /** Keys of the rows that only some of the forms print. */
  readonly variants: readonly string[]
  readonly rowLabels: readonly FormLabel[]
  /** The label over each row's own; null where it has none. */
  readonly rowParents: readonly (ReturnType<typeof labelOf> | null)[]
  readonly columns: readonly LabelPath[]
  readonly expected: ExpectedColumns
  /** Whether a text is the label of a row, or of a group of rows. */
  readonly isRowLabel: (text: string) => boolean
  /** Whether a text is the label of a group of rows: （三）不予公开. */
  readonly isGroupLabel: (text: string) => boolean
  /** Whether a text stands over one or several columns. */
  readonly isColumnHeading: (text: string) => boolean
  /** How alike a printed label is to that of each row. */
  readonly likenesses: (text: string) => readonly number[]
}

const parentsOf = (lines: readonly LabelPath[]): FormLabel[] =>
  [...new Set(lines.flatMap(({ path }) => path.slice(0, -1)))].map((label) => formLabel(label, [label]))

function wordsOf(family: Family<MatrixTable>): MatrixWords {
  const { rows } = family
  const { columns } = family.table
  const rowLabels = rows.map(({ key, path, aliases }) => formLabel(key, path, aliases))
  const columnLabels = columns.map(({ key, path }) => formLabel(key, path))
  const [parents, columnParents] = [parentsOf(rows), parentsOf(columns)]
  const isOneOf = (text: string, labels: readonly FormLabel[]): boolean =>
    labels.some((label) => likenessTo(text, label) >= LABEL)
  return {
    ...{ family, rows, rowLabels, columns, variants: variantRows(family).map(({ key }) => key) },
    rowParents: rows.map(({ path }) => (path.length > 1 ? labelOf(path.at(-2) ?? '') : null)),
    expected: { labels: columnLabels, parents: columnParents },
    isRowLabel: remember((text) => isOneOf(text, rowLabels) || isOneOf(text, parents)),
    isGroupLabel: remember((text) => isOneOf(text, parents)),
    isColumnHeading: remember(
      (text) => isLabelText(text) && (isOneOf(text, columnLabels) || isOneOf(text, columnParents)),
    ),
    likenesses: remember((text) => rowLabels.map((label) => likenessTo(text, label))),
  }
}

const WORDS: readonly MatrixWords[] = MATRIX_FAMILIES.map(wordsOf)

/** The words of the forms whose rows and columns the grids print most of; of equal ones the newest. */
export function followedMatrix(id: string, grids: readonly Grid[]): MatrixWords {
  const all = WORDS.filter(({ family }) => family.id === id)
  const texts = all.length < 2 ? [] : [...new Set(grids.flatMap(({ table }) => table.cells.map(({ text }) => text)))]
  const rated = all.map((words) => {
    const labels = texts.filter((text) => isLabelText(text) && (words.isRowLabel(text) || words.isColumnHeading(text)))
    return { words, found: labels.length }
  })
  const best = rated.toSorted((a, b) => a.found - b.found).at(-1)
  if (!best) throw new Error(`no form has a table of rows and columns ${id}`)
  return best.words
}

/** Tells whether a row has several headings of columns behind the labels: the table's heading, or that heading repeated. */
export function isHeadingRow(words: MatrixWords, grid: Grid, row: number): boolean {
  return cellsInRow(grid, row).filter((cell) => cell.row === row && words.isColumnHeading(cell.text)).length >= 2
}
