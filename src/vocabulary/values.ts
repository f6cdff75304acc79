import { squeeze } from './labels.js'
import { withoutRadicals } from './characters.js'
import { remember } from './remember.js'

/** The reading of a value cell's text. */
export interface ReadText {
  readonly state: 'number' | 'blank' | 'dash' | 'text' | 'uncertain'
  /** The printed number, never scaled; null in every other state. */
  readonly value: number | null
  /** The unit printed behind the number; null for none. */
  readonly unit: string | null
}

/** Units that may stand behind a number, the longer ones first. */
const UNITS = [
  '亿元',
  '万元',
  '千元',
  '百元',
  '人次',
  '元',
  '万',
  '件',
  '项',
  '条',
  '个',
  '次',
  '份',
  '宗',
  '起',
  '例',
  '人',
  '部',
  '篇',
  '家',
  '户',
]
const UNIT = `(?:${UNITS.join('|')})`

/** Words and signs that mean no number. */
const DASHES = /^(?:[-‐‑‒–—―−－﹣─━/／\\＼_＿~～]+|无|暂无|空|nil|n[/／]a)$/iu

const BLANK = /^[\s\u00a0\u3000\u200b-\u200f\u2060\ufeff\u00ad]*$/u

/** Tells whether a cell's text is nothing but white space. */
export const isBlankText = (text: string): boolean => BLANK.test(text)

/** Spaces that a typesetter puts between groups of three digits, so that they do not part: no-break and thin ones. */
const GROUPING_SPACE = '[\\u00a0\\u2009\\u202f]'

/** Digits in full, in groups of three, with decimals; no leading zero but before a decimal point. */
const NUMBER = `(?:0|[1-9]\\d*|[1-9]\\d{0,2}(?:,\\d{3})+|[1-9]\\d{0,2}(?:${GROUPING_SPACE}\\d{3})+)(?:\\.\\d+)?`
const VALUE = new RegExp(`^([+-])? ?(${NUMBER}) ?(?:(${UNIT})|\\((${UNIT})\\))?$`, 'u')

/** Nearly all values look like this. */
const PLAIN = /^(?:0|[1-9]\d{0,11})$/

/**
 * Digits with something wrong about them: a stray separator or space, a leading zero, no digit before or after the point.
 */
const MALFORMED = /^[+-]?[\d., \u00a0\u2009\u202f]*\d[\d., \u00a0\u2009\u202f]*$/u

/** In the column 本年增/减 the sign may be a word. */
const WORDED_SIGN = /^(增加?|新增|上升|减少?|下降)\s*(?=\d)/u

/** Half width for full width, plain digits for ornate ones; every minus and space one. The ideographic comma 、 is none of them. */
function halfWidth(text: string): string {
  return withoutRadicals(text)
    .replace(/[\u200b-\u200f\u2060\ufeff\u00ad]|\ufe0f|\u20e3/gu, '')
    .replace(/[\u{1d7ce}-\u{1d7ff}]/gu, (digit) => digit.normalize('NFKC'))
    .replace(/[\uff01-\uff5e]/gu, (char) => String.fromCodePoint((char.codePointAt(0) ?? 0) - 0xfee0))
    .replace(/[‐‑‒–—―−﹣─]/gu, '-')
    .replace(/[\t\n\r\f\v \u2000-\u2008\u200a\u3000]+/gu, ' ')
    .replace(/^[ \u00a0\u2009\u202f]+|[ \u00a0\u2009\u202f]+$/gu, '')
}

/**
 * Reads the text of a value cell. Numbers in words (零, 〇), letters (O for 0), percentages, dates and anything with more
 * than one number are `text`: what is not surely one number is never made one. Digits parted or grouped in a way that
 * leaves more than one reading (`1 234`, `12,34`, `007`) are `uncertain`.
 * @param signed whether the value is a change (本年增/减), where 增3 and 减4 are numbers
 */
export function readText(text: string, signed = false): ReadText {
  if (PLAIN.test(text)) return { state: 'number', value: Number(text), unit: null }
  return signed ? readAny(text, true) : readUnsigned(text)
}

/** Labels are asked about over and over: whether they are values, too. */
const readUnsigned = remember((text: string): ReadText => readAny(text, false))

function readAny(text: string, signed: boolean): ReadText {
  if (isBlankText(text)) return { state: 'blank', value: null, unit: null }
  const half = halfWidth(text)
  if (DASHES.test(half.replace(/\s/gu, ''))) return { state: 'dash', value: null, unit: null }
  const worded = signed ? WORDED_SIGN.exec(half) : null
  const figures = worded ? `${/^[减下]/u.test(worded[1] ?? '') ? '-' : ''}${half.slice(worded[0].length)}` : half
  const match = VALUE.exec(figures)
  if (match) {
    const digits = (match[2] ?? '').replace(/[^\d.]/gu, '')
    const size = Number(digits)
    const value = match[1] === '-' && size !== 0 ? -size : size
    if (digits.replace('.', '').length <= 15) return { state: 'number', value, unit: match[3] ?? match[4] ?? null }
  }
  return { state: MALFORMED.test(half) ? 'uncertain' : 'text', value: null, unit: null }
}

/** The mark of a footnote: a number or sign in brackets, a number in a ring, an asterisk. */
const NOTE = '(?:[[【〔](?:注|note)?\\s*[\\d一二三四五六七八九十*※]{1,3}[\\]】〕]|[\u2460-\u2473*＊※†‡])'
const NOTES = new RegExp(`^(?:\\s*${NOTE})+|(?:${NOTE}\\s*)+$`, 'giu')

/** A text without the marks of footnotes at its ends. */
export const withoutNotes = (text: string): string => text.replace(NOTES, '')

/** Longer texts are no value, whatever they hold; with white space they may be longer. */
const MAX_VALUE_LENGTH = 24
const MAX_TEXT_LENGTH = 80
/** A number as it is printed in a hurry: about, in per cent, with `O` and `l` for digits, with a unit of any kind. */
const ROUGH_NUMBER =
  /^[约共]?[-+−﹣–]?[\d,.%]*[\dOolI]?[\d,.%]*\d[\d,.%]*[OolI]?[件条项次个宗起份例人部篇家户万亿千百元余%‰]*$/u
/** Marks and words that stand for no number, beside the dashes. */
const STAND_IN = /^(?:[-–—―─一/\\*×·…_.〇○Ool]{1,6}|没有|不适用|未统计)$/u

/** Tells whether a text may be the content of a value cell: a number, however rough, or what stands for none. */
export const isValueText = remember((text: string): boolean => {
  if (text.length > MAX_TEXT_LENGTH) return false
  const { state } = readText(text)
  if (state !== 'text') return state !== 'blank'
  const bare = squeeze(text)
  return bare.length <= MAX_VALUE_LENGTH && (ROUGH_NUMBER.test(bare) || STAND_IN.test(bare))
})

/** (18.0), $1,234, 12.3%, 5,863(2), 25,253*: a sign of its kind tells it from a label's number; 1.45 (1.96–9.82). */
const FIGURE =
  /^(?=.*[.,%$€£*]|.*\d{3})[-+−–]?\s?[(（]?[-+−–]?\s?[$€£]?\s?\d{1,3}(?:[, ]?\d{3})*(?:\.\d+)?\s?%?[)）]?\s?(?:[(（][a-z\d][)）]|\*{1,3}|[¹²³])?$/iu
const INTERVAL = /^-?\d[\d.,]*\s?[([]-?\d[\d.,]*\s?[-–,]\s?-?\d[\d.,]*[)\]]$/u
/** Statistics print these where there is no number. */
const NO_FIGURE = /^(?::|\.{2,3}|n\.?\s?a\.?|n\.?\s?d\.?)$/iu

/** Tells whether a text is a number as statistical tables print it, or stands there for one. */
export const isFigure = remember(
  (text: string): boolean =>
    text.length <= MAX_VALUE_LENGTH && (FIGURE.test(text) || INTERVAL.test(text) || NO_FIGURE.test(text)),
)

/** Tells whether a text can be (part of) a label: something printed that is read as no value. */
export const isLabelText = (text: string): boolean => readText(text).state === 'text'

const HEADING_UNIT = new RegExp(`(?:单位[:：]?|[(（])(?:人民币)?(${UNIT})(?=[)）]|$)`, 'u')
const NAMED_UNIT = new RegExp(
  `[(（]\\s*(?:单位\\s*[:：]?)?\\s*(?:人民币)?${UNIT}\\s*[)）]|单位\\s*[:：]?\\s*${UNIT}\\s*$`,
  'gu',
)

/** The unit that a heading names: 本年收费金额（单位：万元） → 万元; null for none. */
export function headingUnit(text: string): string | null {
  return HEADING_UNIT.exec(withoutRadicals(text).replace(/\s+/gu, ''))?.[1] ?? null
}

/** A heading without the unit that it names. */
export function withoutUnit(text: string): string {
  return text.replace(NAMED_UNIT, '')
}
