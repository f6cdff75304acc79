import { expect, it } from '@jest/globals'
import { isAnyDigit, isDigit, isNumeral } from './digits.js'

/** Each function does the work of the pattern beside it. */
const PATTERNS = [
  [isDigit, /^\d$/u],
  [isAnyDigit, /^[\d\uff10-\uff19]$/u],
  [isNumeral, /^[\d\uff10-\uff19.,，．+\-－−–%％]$/u],
] as const

it.each(PATTERNS)('%o says of every character what its pattern says', (is, pattern) => {
  const wrong: number[] = []
  for (let code = 0; code <= 0xffff; code += 1) {
    const text = String.fromCharCode(code)
    if (is(text) !== pattern.test(text)) wrong.push(code)
  }
  expect(wrong).toEqual([])
})

it.each(PATTERNS)('%o is true of single characters only', (is, pattern) => {
  expect(['', '12', '1 ', '\u{1d7ce}', '１２'].filter((text) => is(text) || pattern.test(text))).toEqual([])
})
