import { distance } from 'fastest-levenshtein'
import { withoutRadicals, simplified } from './characters.js'
import { remember } from './remember.js'

/** Characters that typists and recognisers take for each other, each mapped to one of them. */
const CONFUSED: Readonly<Record<string, string>> = {
  巳: '已',
  己: '已',
  末: '未',
  収: '收',
  囯: '国',
  〇: '0',
  徵: '征',
}

/** Width, case and white space folded; what is left is still readable: `（一） 予以公开` → `(一)予以公开`. */
export const squeeze = remember((text: string): string =>
  simplified(withoutRadicals(text).normalize('NFKC')).replace(/[\s\u200b-\u200f\u2060\ufeff\u00ad]+/gu, ''),
)

/**
 * A label reduced to what tells it from others: letters, digits and CJK characters only, so that `1、` equals `1.`,
 * lost quotation marks do not matter and `（三）` equals `(三)`.
 */
export const fold = remember((label: string): string =>
  Array.from(
    squeeze(label)
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ''),
    (char) => CONFUSED[char] ?? char,
  ).join(''),
)

/** A note in brackets, behind at least two characters, that is no number: 规章（政府规章）. */
const BRACKETED = /(?<=.{2})[（(【[](?![一二三四五六七八九十\d]{1,3}[）)])[^（）()【】[\]]*[）)】\]]/gu
const NOTE = /(?<=.{2})(?:[*※]|注\d{0,2}[:：]?.*|[①-⑳])$/u

/** A label without the notes that an organ adds to it: in brackets (按办结口径), behind 注, or a mark of one. */
export const withoutLabelNotes = (label: string): string => label.replace(BRACKETED, '').trim().replace(NOTE, '')

/** `（三）`, `3.`, `三、`, `(3)`, `第三` at the head of a label. */
const ENUMERATOR = /^(?:第?[(（]?([一二三四五六七八九十]{1,3}|\d{1,2})(?:[)）]|[.．、,，:：]))+/u

export interface Enumerated {
  /** The number that the label starts with; null for none. */
  readonly ordinal: number | null
  /** The text after it, folded. */
  readonly core: string
}

const CHINESE_DIGITS = '一二三四五六七八九'

/** 3 → 三; beyond nine as it is. */
export const numeral = (number: number): string => CHINESE_DIGITS[number - 1] ?? String(number)

/** 三 → 3, 十二 → 12, 7 → 7; null for anything else. */
export function parseOrdinal(text: string): number | null {
  if (/^\d{1,2}$/.test(text)) return Number(text)
  const match = /^([一二三四五六七八九])?(十)?([一二三四五六七八九])?$/u.exec(text)
  if (!match || text === '') return null
  const [, tens, ten, ones] = match
  const digit = (char: string | undefined): number => (char === undefined ? 0 : CHINESE_DIGITS.indexOf(char) + 1)
  if (ten === undefined) return tens !== undefined && ones !== undefined ? null : digit(tens) || digit(ones)
  return (tens === undefined ? 1 : digit(tens)) * 10 + digit(ones)
}

/** Parts a label into its leading number and the rest: `（三）不予公开` → 3, `不予公开`. */
export const enumerated = remember((label: string): Enumerated => {
  const text = squeeze(label)
  const match = ENUMERATOR.exec(text)
  const inner = match?.[1]
  if (!match || inner === undefined || fold(text.slice(match[0].length)) === '')
    return { ordinal: null, core: fold(text) }
  return { ordinal: parseOrdinal(inner), core: fold(text.slice(match[0].length)) }
})

/** The cost of two different leading numbers. */
const OTHER_NUMBER = 0.1
/** Labels as short as 其他 and 总计 are told apart by their numbers more than by their words. */
const SHORT_LABEL = 2
const OTHER_NUMBER_OF_SHORT = 0.35

/**
 * How alike two labels are, 0..1: one minus the Levenshtein distance over the longer length, on folded labels without their
 * numbers; two different numbers cost something.
 * @param shared how many characters of both are a parent's, which many rows share: they count for nothing
 * @param ofShort what different numbers cost labels of two characters
 */
export function alike(a: Enumerated, b: Enumerated, shared = 0, ofShort = OTHER_NUMBER_OF_SHORT): number {
  if (a.core === '' || b.core === '') return 0
  const size = Math.max(a.core.length, b.core.length)
  const same = a.core === b.core ? 1 : 1 - distance(a.core, b.core) / Math.max(1, size - shared)
  const numbersDiffer = a.ordinal !== null && b.ordinal !== null && a.ordinal !== b.ordinal
  return Math.max(0, numbersDiffer ? same - (size <= SHORT_LABEL ? ofShort : OTHER_NUMBER) : same)
}

/** The same of two texts, where the numbers of short labels tell no more than those of others. */
export const likeness = (a: string, b: string): number => alike(enumerated(a), enumerated(b), 0, OTHER_NUMBER)
