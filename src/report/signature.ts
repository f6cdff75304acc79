import type { Paragraph } from '../model/block.js'
import { type Found, foundIn } from './evidence.js'
import { dateLine, datesIn, type PrintedDate } from './dates.js'
import { isOrganName, ORGAN_SUFFIX } from './organ/names.js'
import { tidy } from './text.js'

/** One line of a signature gives the organ, the date, or both (XX镇人民政府 2022年1月17日). */
interface SignatureLine {
  readonly organ: string | null
  readonly date: PrintedDate | null
}

/** Where a seal goes: XX局（盖章） */
const SEAL = /[（(](?:盖章|公章|印章|章)[）)]/gu

const MONTH_ONLY = /^[（(]?20\d{2}年\d{1,2}月[）)]?$/u

/** A line that is all signature; null for anything else. */
function signatureLine(line: string): SignatureLine | null {
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

/** These may stand among the lines of a signature: an attachment's name, （此件公开发布）, a contact. */
const NOTE = /^(?:附件?[:：\d]|[（(]此件|[（(]?联系(?:人|电话|方式)|[（(]?信息公开选项)/u

/**
 * Where the signature that closes a report starts: the first of the last lines that are all organ, date or note; the number
 * of lines if there is none. A name further up is part of the prose.
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

/** The organ's line and the date's close a report, where there are such lines. */
interface Signature {
  readonly organ: Found<string> | null
  readonly date: Found<PrintedDate> | null
}

/**
 * The signature among the lines behind the last heading, up to page furniture: the first name that stands with a date, else
 * the first date and a name on the very last line. (Furniture that nothing tells from a report may follow it.)
 */
export function findSignature(closing: readonly Paragraph[]): Signature {
  const lines = closing.map((paragraph) => ({ paragraph, ...(signatureLine(paragraph.text) ?? NOTHING) }))
  const organAt = lines.findIndex(
    ({ organ, date }, at) =>
      organ !== null && [date, lines[at + 1]?.date, lines[at - 1]?.date].some((each) => each != null),
  )
  const near = organAt < 0 ? [] : [lines[organAt], lines[organAt + 1], lines[organAt - 1]]
  const dated = [...near, ...lines].find((line) => line?.date)
  const month = lines.findIndex(({ paragraph }) => MONTH_ONLY.test(tidy(paragraph.text)))
  const signed = organAt < 0 ? (month > 0 ? lines[month - 1] : lines.at(-1)) : lines[organAt]
  const last = closing.at(-1)
  const glued = last ? gluedDate(last.text) : null
  return {
    organ: signed?.organ ? foundIn(signed.organ, signed.paragraph) : null,
    date: dated?.date ? foundIn(dated.date, dated.paragraph) : last && glued ? foundIn(glued, last) : null,
  }
}

const NOTHING: SignatureLine = { organ: null, date: null }

/** The date that ends the last paragraph, behind a full stop, a space or the organ: 无。花石镇人民政府2022年1月17日 */
function gluedDate(paragraph: string): PrintedDate | null {
  const text = paragraph.trim()
  const last = datesIn(text).at(-1)
  if (!last || !tidy(text).endsWith(last.text)) return null
  return new RegExp(`(?:[。\\s]|${ORGAN_SUFFIX})\\s*(?:20\\d{2}|二)[^。，]{3,20}$`, 'u').test(text) ? last : null
}
