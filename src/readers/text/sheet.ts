import { groupBy } from '../../model/groups.js'
import type { StatutoryTable } from '../../model/record.js'
import { toEntries, valuesOf, type Entry } from './entries.js'
import { styleOf, toFields, type Style, type BlankLines, type Field } from './fields.js'
import type { Line } from './lines.js'
import { keepsBlanks } from './placing.js'
import { fold } from '../../vocabulary/labels.js'
import { isValueText } from '../../vocabulary/values.js'

/** Values of a row whose label is less like the form's may be those of a neighbour. */
const KNOWN_LIKENESS = 0.75

/** A stretch of text taken apart: its labels with what stands behind each. */
export interface Sheet {
  readonly table: StatutoryTable
  readonly style: Style
  /** Whether the style marks rows, so that a blank field has its place in one. */
  readonly rowsTold: boolean
  /** Whether a blank line is a blank cell (one cell a line). */
  readonly blankLines: boolean
  /** Whether each blank cell is marked as such, so that a last row has no other blank lines behind it. */
  readonly marked: boolean
  /** Whether a row of blank cells is its label alone, as where values stand below their headings. */
  readonly bareRows: boolean
  /** Whether blank lines stand for the slots under a span, too. */
  readonly spansShown: boolean
  readonly entries: readonly Entry[]
  /** Whether each blank cell of the text has a place of its own: else blank fields only fill rows up. */
  readonly keepsBlanks: boolean
}

/**
 * A table's evidence on blank lines: rows that fit, those among them with blank lines where spans want them, rows that do
 * not fit.
 */
export interface Evidence {
  readonly confirmed: number
  readonly exact: number
  readonly broken: number
}

/** A merged cell repeats its text; two cells side by side with the same label do not occur in a form, but a slip may. */
const MIN_REPEATS = 2

/** Shorter labels (其他) may stand twice. */
const MIN_LENGTH = 3

const isKnown = ({ match }: Entry): boolean => (match?.likeness ?? 0) >= KNOWN_LIKENESS

export function toSheet(lines: readonly Line[], table: StatutoryTable, blankLines: BlankLines): Sheet {
  const style = styleOf(lines)
  const fields = toFields(lines, style, table, blankLines)
  const rowsTold = fields.length > 0 && fields.every(({ row }) => row !== null)
  const entries = toEntries(withoutRepeats(fields), table)
  const placed = style === 'spaces' && fields.some(({ text }) => text === '')
  const blanks = (style === 'lines' && blankLines !== 'nothing') || placed
  const marked = (style === 'lines' && blankLines === 'marked') || placed
  const bareRows = placed && entries.every((entry) => valuesOf(entry).length === 0 || isKnown(entry))
  const spansShown = !placed && (blankLines === 'cells' || blankLines === 'spacing')
  const kept = (blanks && !placed) || keepsBlanks(entries)
  return { table, style, rowsTold, blankLines: blanks, marked, spansShown, bareRows, entries, keepsBlanks: kept }
}

/**
 * Some programs write a merged cell's text into every slot that it covers. Where labels show that, the repetitions become
 * the blank fields that other programs write there; a value is a repetition only under a heading that is one.
 */
function withoutRepeats(fields: readonly Field[]): readonly Field[] {
  if (fields.some(({ row }) => row === null)) return fields
  const rows = groupBy(fields, ({ row }) => row)
  if (repeats([...rows.values()]) < MIN_REPEATS) return fields
  const cleaned: Field[] = []
  let above: readonly Field[] = []
  let spanned = new Set<number>()
  for (const row of rows.values()) {
    const labels = row.map((field, index) => isLabel(field) && same(field, row[index - 1]))
    const headings = row.length > 1 && row.slice(1).every(isLabel)
    if (headings) spanned = new Set(row.flatMap((_, index) => (labels[index] === true ? [index] : [])))
    row.forEach((field, index) => {
      const acrossValue = !isLabel(field) && spanned.has(index) && same(field, row[index - 1])
      const down = isLabel(field) && same(field, above[index])
      cleaned.push(labels[index] === true || acrossValue || down ? { ...field, text: '' } : field)
    })
    above = row
  }
  return cleaned
}

const isLabel = (field: Field): boolean => field.text !== '' && !isValueText(field.text)

const same = (a: Field, b: Field | undefined): boolean =>
  b !== undefined && fold(a.text) === fold(b.text) && a.text !== ''

function repeats(rows: readonly (readonly Field[])[]): number {
  const repeated = (row: readonly Field[]): boolean =>
    row.some((field, index) => isLabel(field) && fold(field.text).length >= MIN_LENGTH && same(field, row[index - 1]))
  return rows.filter(repeated).length
}
