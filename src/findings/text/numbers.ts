import { parseOrdinal } from '../../vocabulary/labels.js'

/** Numbers within sentences, as parts of patterns. */

/** A number by itself: not a part of another one, of a range, or of about so many. */
export const COUNT = String.raw`(?<![近约超逾第\d.]|\d[-~—–至到])(?<n>\d+|[零〇一二两三四五六七八九十]+)`
/** The units in which applications, documents and cases are counted; no 余件, no 件次. */
export const UNIT = String.raw`(?:件|份|宗|起|例|项|条)(?!次|以上|左右|多)`
export const AMOUNT = String.raw`(?<![近约超逾\d.])(?<n>\d+(?:\.\d+)?)(?<unit>万元|亿元|元)(?!以上|左右|余)`
/** 情况为共计: words between a thing and its number. */
export const FILL = String.raw`(?:情况|数量|总数|总量|件数|总金额|金额|总额)?(?:为|共计|合计|总计|共|计|达|有|的)*`

/** The number of a match; null for one in characters that is none. */
export function numberOf(text: string): number | null {
  if (/^\d/u.test(text)) return Number(text)
  if (/^[零〇]$/u.test(text)) return 0
  return parseOrdinal(text.replace(/^两$/u, '二'))
}
