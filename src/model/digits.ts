/** Digits and signs of numbers, told by their codes: each character of a page is asked several times, and patterns are slow. */

const ZERO = 0x30
const WIDE_ZERO = 0xff10

/** Is a text one digit of ASCII? */
export function isDigit(text: string): boolean {
  if (text.length !== 1) return false
  const place = text.charCodeAt(0) - ZERO
  return place >= 0 && place <= 9
}

/** Is a text one digit, of ASCII or as wide as an ideograph? */
export function isAnyDigit(text: string): boolean {
  if (text.length !== 1) return false
  const code = text.charCodeAt(0)
  return (code >= ZERO && code <= ZERO + 9) || (code >= WIDE_ZERO && code <= WIDE_ZERO + 9)
}

const SIGNS: ReadonlySet<string> = new Set('.,，．+-－−–%％')

/** Is a text one character that numbers are made of: a digit, a point, a sign, a share? */
export const isNumeral = (text: string): boolean => isAnyDigit(text) || SIGNS.has(text)
