import type { Paragraph } from '../model/block.js'
import type { Metadata } from '../model/source.js'
import { type Found, foundIn, foundOutside } from './evidence.js'
import { parseOrdinal, squeeze } from '../vocabulary/labels.js'
import { YEAR, parseYear, tidy } from './text.js'

/** A calendar date as printed somewhere in a line. */
export interface PrintedDate {
  /** YYYY-MM-DD; null where the calendar has no such day (2022年2月30日). */
  readonly iso: string | null
  readonly year: number
  /** Characters of the tidied line: first, and one behind the last. */
  readonly start: number
  readonly end: number
  readonly text: string
}

const CHINESE_NUMBER = '[一二三四五六七八九十]{1,3}'
const DATES: readonly RegExp[] = [
  new RegExp(`(${YEAR})年(\\d{1,2}|${CHINESE_NUMBER})月(\\d{1,2}|${CHINESE_NUMBER})[日号]`, 'gu'),
  /((?<!\d)20\d{2})[-./](\d{1,2})[-./](\d{1,2})(?!\d{3})/gu,
]

function toIso(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day))
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null
  return date.toISOString().slice(0, 10)
}

/** All full dates of a line, in reading order; white space inside them does not matter, a date without its day is none. */
export function datesIn(line: string): readonly PrintedDate[] {
  const text = tidy(line)
  const found: PrintedDate[] = []
  for (const pattern of DATES)
    for (const match of text.matchAll(pattern)) {
      const year = parseYear(match[1] ?? '')
      const month = parseOrdinal(match[2] ?? '')
      const day = dayOf(match[3] ?? '')
      if (year === null || month === null || day === null) continue
      found.push({
        iso: toIso(year, month, day),
        year,
        start: match.index,
        end: match.index + match[0].length,
        text: match[0],
      })
    }
  return found.sort((a, b) => a.start - b.start)
}

/** Days are printed 二十一, 廿一 is not used in these reports. */
function dayOf(text: string): number | null {
  return parseOrdinal(text)
}

/** The date that is all of a line, brackets and time of day aside: （2022年1月17日）; null for anything else. */
export function dateLine(line: string): PrintedDate | null {
  const text = tidy(line)
  const date = datesIn(text)[0]
  if (!date) return null
  const around = text.slice(0, date.start) + text.slice(date.end)
  return /^[（(【[]?(?:\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?[）)】\].。]?$/u.test(around) ? date : null
}

const LABELLED = /(?:发布|公开|公布|成文|生成|发文|更新)(?:日期|时间)[:：]?|^(?:日期|时间)[:：]/u

/**
 * The date of publication: the signature's; else the one that page furniture or a line （2022年1月17日） below the title gives.
 */
export function findPublished(
  preamble: readonly Paragraph[],
  signed: Found<PrintedDate> | null,
  metadata: Metadata,
): Found<PrintedDate> | null {
  if (signed) return signed
  const outside = metadata.published === undefined ? undefined : datesIn(metadata.published)[0]
  if (outside && metadata.published !== undefined) return foundOutside(outside, metadata.published)
  for (const paragraph of preamble) {
    const label = LABELLED.exec(squeeze(paragraph.text))
    const date = label ? datesIn(squeeze(paragraph.text).slice(label.index))[0] : dateLine(paragraph.text)
    if (date) return foundIn(date, paragraph)
  }
  return null
}
