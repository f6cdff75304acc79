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
/** Longer texts over the whole width are prose. */
const PROSE_LENGTH = 60
const DATE = /^\d{4}\s*[年./-]/u

export const extentOf = (cells: readonly ShownCell[]): Extent => ({
  left: Math.min(...cells.map(({ left }) => left)),
  right: Math.max(...cells.map(({ right }) => right)),
})

/** Tells whether a text is a number or stands for none, as the body of a table holds them. */
export const isValue = (text: string): boolean => /^(?:number|dash|uncertain)$/u.test(readText(text).state)
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

/** Does a row between others end the table above it: the heading of a section, a numbered caption, prose? */
export function partsTables(row: readonly ShownCell[], { left, right }: Extent): boolean {
  const [only, ...others] = row
  if (!only || others.length > 0 || only.bottom > only.top || only.left !== left) return false
  if (isHeading(only.text) || captionLine(only.text).number !== null) return true
  return only.right === right && only.text.length > PROSE_LENGTH && /[。；;]$/u.test(only.text.trim())
}

/** Is a row the heading of a table: several texts, none of which is a value but years? */
export const isHeadRow = (row: readonly ShownCell[]): boolean =>
  row.length > 1 && row.every(({ text }) => isYear(text) || !isFigure(text))
