import { withoutRadicals } from '../vocabulary/characters.js'

/** White space, zero-width characters and soft hyphens. */
const SPACE = /[\s\u00a0\u200b-\u200f\u2060\u3000\ufeff\u00ad]+/gu

/** Full-width digits and letters. */
const FULL_WIDTH = /[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]/gu

/**
 * A line as a name or title stands in a record: white space taken out, but for the one between two Latin words; full-width
 * digits and letters made half-width (one character for one), all else as printed.
 */
export function tidy(text: string): string {
  const half = withoutRadicals(text).replace(FULL_WIDTH, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
  return half
    .trim()
    .replace(SPACE, ' ')
    .replace(/(?<![A-Za-z]) | (?![A-Za-z])/gu, '')
}

const DIGITS: Readonly<Record<string, string>> = {
  零: '0',
  〇: '0',
  '○': '0',
  '０': '0',
  Ｏ: '0',
  O: '0',
  o: '0',
  一: '1',
}
const NUMERALS = '一二三四五六七八九'

/** 二〇二一 and 二○二一 → 2021; null if it is not four digits. */
function chineseYear(text: string): number | null {
  const digits = Array.from(text, (char) => {
    const index = NUMERALS.indexOf(char)
    return index >= 0 ? String(index + 1) : (DIGITS[char] ?? char)
  }).join('')
  return /^\d{4}$/.test(digits) ? Number(digits) : null
}

/** A year of four digits, Arabic or Chinese, without 年. */
export const YEAR = '(?:(?<!\\d)20\\d{2}|二[〇○零OoＯ0０]{1}[一二三四五六七八九〇○零OoＯ0０]{2})'

/** Reads what YEAR matches. */
export function parseYear(text: string): number | null {
  return /^\d{4}$/.test(text) ? Number(text) : chineseYear(text)
}
