import { isOfKind, ORGAN_ID } from '../effective/correction.js'
import type { ValueKind } from '../vocabulary/schema.js'
import type { Complaint } from './complaint.js'

/** Words that a person writes for a blank cell or a missing title. Empty text is refused: it may be a slip. */
const BLANK_WORDS = ['blank', '空白', '空']

/** More digits than any report prints; a number of these is exact as a JavaScript number. */
const NUMBER = /^-?\d{1,12}(?:\.\d{1,6})?$/
const GROUPED = /^-?\d{1,3}(?:,\d{3})+(?:\.\d{1,6})?$/

/** The Regulations came into force in 2008; nobody reports on a year that has not begun in any time zone. */
const FIRST_YEAR = 2008

/** The longest name of an organ or title by far. */
const LONGEST_TEXT = 200

/** The text that a correction keeps, or what is wrong with what was written. `null`: not printed. */
export type Parsed<T> = { readonly value: T } | { readonly complaint: Complaint }

const isBlankWord = (text: string): boolean => BLANK_WORDS.includes(text.toLowerCase())

/** Full-width digits and signs as ASCII, the minus sign as a hyphen: what Chinese keyboards and spreadsheets write. */
const folded = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\u2212\u2013]/g, '-')
    .trim()

/** The form decides which values may be written. */
export interface Asked {
  readonly kind: ValueKind
  /** The person says that the page prints it, whatever the form asks for. */
  readonly asPrinted?: boolean
}

/**
 * A value of a table: its number as text (1,234 and １２３４ are 1234), '' for a blank cell. A change alone may be negative, and
 * an amount alone may have decimals, unless the page prints it so.
 */
export function parseValue(written: string, { kind, asPrinted = false }: Asked): Parsed<string> {
  const text = folded(written)
  if (isBlankWord(text)) return { value: '' }
  if (!NUMBER.test(text) && !GROUPED.test(text)) return { complaint: { key: 'notValue', details: { text: written } } }
  const value = Number(text.replaceAll(',', ''))
  if (!asPrinted && !isOfKind(value, kind))
    return {
      complaint: { key: value < 0 && kind !== 'change' ? 'notNegative' : 'notWhole', details: { text: written } },
    }
  return { value: String(value) }
}

/** The year reported on; null where the report names none. */
export function parseYear(
  written: string,
  {
    asPrinted = false,
    thisYear = new Date().getFullYear(),
  }: { readonly asPrinted?: boolean; readonly thisYear?: number } = {},
): Parsed<string | null> {
  const text = folded(written).replace(/年度?$/u, '')
  if (isBlankWord(text)) return { value: null }
  if (asPrinted && /^[1-9]\d{0,3}$/.test(text)) return { value: text }
  const year = /^\d{4}$/.test(text) ? Number(text) : 0
  return year >= FIRST_YEAR && year <= thisYear + 1
    ? { value: String(year) }
    : { complaint: { key: 'notYear', details: { text: written, first: FIRST_YEAR } } }
}

/** The code of an organ: of a division, or of a bureau with its name behind a colon. */
export function parseOrganId(written: string): Parsed<string> {
  const text = written.normalize('NFKC').trim()
  return ORGAN_ID.test(text) ? { value: text } : { complaint: { key: 'notOrganId', details: { text: written } } }
}

/** The name of an organ, or a title, on one line; null where the report prints none. */
export function parseText(written: string): Parsed<string | null> {
  const text = written.replace(/[\s\p{Cc}]+/gu, ' ').trim()
  if (isBlankWord(text)) return { value: null }
  return text !== '' && text.length <= LONGEST_TEXT
    ? { value: text }
    : { complaint: { key: 'notText', details: { text: written.slice(0, LONGEST_TEXT), most: LONGEST_TEXT } } }
}
