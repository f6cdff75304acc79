import type { StatutoryTable } from '../../model/record.js'
import { toEntries, valuesOf, type Entry } from './entries.js'
import { styleOf, toFields, type Style } from './fields.js'
import type { Line } from './lines.js'
import { keepsBlanks } from './placing.js'
import { withoutRepeats } from './repeats.js'

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
 * Blank lines of a text with one cell a line: cells, also under spans; spacing behind each cell with cells beyond; printed
 * cells alone; spacing alone, where blank cells are lines of white space; or nothing that is known.
 */
export type BlankLines = 'cells' | 'spacing' | 'printed' | 'marked' | 'nothing'

/** What a table tells of the blank lines: rows that fit, of these with blank lines where spans want them; rows that do not fit. */
export interface Evidence {
  readonly confirmed: number
  readonly exact: number
  readonly broken: number
}

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
