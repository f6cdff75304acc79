import { dateLine, datesIn, type PrintedDate } from './dates.js'
import { isOrganName } from './organ-names.js'
import { tidy } from './text.js'

/** What one line of a signature says: the organ, the date, or both (XX镇人民政府 2022年1月17日). */
export interface SignatureLine {
  readonly organ: string | null
  readonly date: PrintedDate | null
}

/** Where a seal goes: XX局（盖章） */
const SEAL = /[（(](?:盖章|公章|印章|章)[）)]/gu

const MONTH_ONLY = /^[（(]?20\d{2}年\d{1,2}月[）)]?$/u

/** A line that is all signature; null for anything else. */
export function signatureLine(line: string): SignatureLine | null {
  const text = tidy(line).replace(SEAL, '')
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

/** What may stand among the lines of a signature: an attachment's name, （此件公开发布）, a contact. */
const NOTE = /^(?:附件?[:：\d]|[（(]此件|[（(]?联系(?:人|电话|方式)|[（(]?信息公开选项)/u

/**
 * Where the signature that closes a report starts: the first of the last lines that are all organ, date or note; the number of
 * lines if there is none. A name further up is part of the prose.
 */
export function signatureStart(lines: readonly string[]): number {
  let start = lines.length
  for (let at = lines.length - 1; at >= 0; at--) {
    const text = tidy(lines[at] ?? '')
    if (signatureLine(text) === null && !MONTH_ONLY.test(text) && !NOTE.test(text)) break
    start = at
  }
  return start
}
