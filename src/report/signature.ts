import { dateLine, datesIn, type PrintedDate } from './dates.js'
import { isOrganName } from './organ-names.js'
import { tidy } from './text.js'

/** What one line of a signature says: the organ, the date, or both (XX镇人民政府 2022年1月17日). */
export interface SignatureLine {
  readonly organ: string | null
  readonly date: PrintedDate | null
}

const MONTH_ONLY = /^[（(]?20\d{2}年\d{1,2}月[）)]?$/u

/** A line that is all signature; null for anything else. */
export function signatureLine(line: string): SignatureLine | null {
  const text = tidy(line)
  const date = dateLine(text)
  if (date) return { organ: null, date }
  if (isOrganName(text)) return { organ: text, date: null }
  const last = datesIn(text).at(-1)
  if (last?.end === text.length) {
    const before = text.slice(0, last.start).replace(/[（(]$/u, '')
    if (isOrganName(before)) return { organ: before, date: last }
  }
  return null
}

/** Does a line belong to the signature at a report's end? */
export function isSignature(line: string): boolean {
  return signatureLine(line) !== null || MONTH_ONLY.test(tidy(line))
}
