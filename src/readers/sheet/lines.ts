import { captionLine, HOLDER_LINE, isYear, NOTE_LINE } from '../../vocabulary/captions.js'
import { sectionHeading } from '../../vocabulary/sections.js'
import { readText } from '../../vocabulary/values.js'
import type { ShownCell } from './visible.js'

/** Which rows of a sheet are lines of text around its tables: titles, units, headings, prose. */

/** The columns, from 0, that some rows reach over. */
export interface Extent {
  readonly left: number
  readonly right: number
}

/** A heading of a section inside a table is surer than this. */
const MIN_HEADING = 0.85
/** Longer sentences that stand alone in their row are prose; in Latin script they take more characters. */
const PROSE_LENGTH = 60
const LATIN_PROSE_LENGTH = 100
/** Merged over the whole width of a table, shorter ones are prose, too. */
const SENTENCE_LENGTH = 20
const HAN = /\p{Script=Han}/u
const SENTENCE_END = /[。；;.!！]$/u
const DATE = /^\d{4}\s*[年./-]/u

export const extentOf = (cells: readonly ShownCell[]): Extent => ({
  left: cells.reduce((least, { left }) => Math.min(least, left), Infinity),
  right: cells.reduce((most, { right }) => Math.max(most, right), -1),
})

/** Tells whether a text is a number or stands for none, as the body of a table holds them. */
const isValue = (text: string): boolean => /^(?:number|dash|uncertain)$/u.test(readText(text).state)
/** Shares, negative numbers in brackets and amounts of money are values as well. */
const FIGURE = /^[(（]?[-−+]?[¥￥$]?\d[\d,.]*\s*[%％‰]?[)）]?$/u
export const isFigure = (text: string): boolean => isValue(text) || FIGURE.test(text.trim())

/** Says a text what table it is, whose, or in which unit, and nothing else? */
function says(text: string): boolean {
  const { number, unit, title } = captionLine(text)
  return number !== null || HOLDER_LINE.test(text) || (unit !== null && title === null)
}

const isHeading = (text: string): boolean => (sectionHeading(text)?.strength ?? 0) >= MIN_HEADING

/** Is a row above a table a line of its caption, and none of its headings? */
export function isCaptionRow(row: readonly ShownCell[], extent: Extent): boolean {
  const [only, ...others] = row
  if (!only) return false
  if (others.length > 0)
    return (
      row.some(({ text }) => says(text)) &&
      row.every(({ text }) => says(text) || DATE.test(text) || (!isFigure(text) && HOLDER_LINE.test(text)))
    )
  const { text, left, right, top, bottom, centred } = only
  const whole = left === extent.left && right === extent.right
  if (isFigure(text) && !isYear(text)) return false
  if (whole || says(text) || NOTE_LINE.test(text) || isHeading(text)) return true
  if (bottom > top) return false
  // A title stands at the left, or in the middle of the whole width; what heads some columns does not begin there.
  return left === extent.left || (centred && right - left >= (extent.right - extent.left) / 2)
}

const isProse = (text: string, whole: boolean): boolean => {
  const least = whole ? SENTENCE_LENGTH : HAN.test(text) ? PROSE_LENGTH : LATIN_PROSE_LENGTH
  return text.length > least && SENTENCE_END.test(text.trim())
}

/**
 * Does a row below others end the table above it: the heading of a section, a numbered caption, prose, or a text that is
 * merged over more columns than the table has?
 * @param extent of the table so far
 */
export function partsTables(row: readonly ShownCell[], extent: Extent): boolean {
  const [only, ...others] = row
  const { left, right } = extent
  if (!only || others.length > 0 || only.bottom > only.top || only.left > left) return false
  if (only.right > right && only.right > only.left) return true
  return (
    isHeading(only.text) ||
    captionLine(only.text).number !== null ||
    isProse(only.text, only.right === right && right > left)
  )
}

/** Is a row a note behind a table? */
export const isNote = (row: readonly ShownCell[]): boolean => row.length === 1 && NOTE_LINE.test(row[0]?.text ?? '')

/** Is a row the heading of a table: several texts, none of which is a value but years? */
export const isHeadRow = (row: readonly ShownCell[]): boolean =>
  row.length > 1 && row.every(({ text }) => isYear(text) || !isFigure(text))
