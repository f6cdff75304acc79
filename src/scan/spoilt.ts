import { accountsFor } from './account.js'
import type { LinePicture } from './cuts.js'
import type { ReadLine } from './recogniser/recogniser.js'

/** A number whose least sure character has less than this was read unsurely. */
const SURE = 0.9
/**
 * The largest share of a page's numbers that may be read unsurely: sharp pages have 0 to 0.03, blurred ones that are right
 * up to 0.09.
 */
export const MAX_UNSURE = 0.12
/**
 * The largest share of a page's numbers whose ink may not account for their digits: small print that is read well has up to
 * 0.21.
 */
const MAX_UNACCOUNTED = 0.3
/** Fewer numbers do not tell. */
const FEWEST = 8

/** Numbers, dashes and what is read for one, and the number of the page, which stands between dashes. */
const REGULAR = /^(?:[-+－—–−]*\d[\d,.，．]*(?:%|[-－—–−]+)?|[-－—–−_~一/／]+)$/u
/**
 * These do not tell of lost strokes, however unsure: a 0 looks like a letter, and some fonts have a dot or a stroke in it;
 * points and commas look like each other.
 */
const TELLS_NOTHING = /^[0oO〇.,，．]$/u
/** A stroke alone is read as any of these; which one says nothing. */
const ONE = /^[1lI|｜丨]$/u
const HAS_WORDS = /\p{Script=Han}/u
/** Strokes of digits and dashes that are read as ideographs. */
const STROKES = /[一丨丿亅]/gu

type Read = Pick<ReadLine['characters'][number], 'text' | 'confidence' | 'alternatives'>

const textOf = (characters: readonly Read[]): string =>
  characters
    .map(({ text }) => text)
    .join('')
    .replace(/\s/gu, '')
    .replace(/[oO〇]/gu, '0')
    .replace(/[lI|｜丨]/gu, '1')

/** Tells whether a line is words; what is none is a value, however it was read. */
export const hasWords = (characters: readonly Read[]): boolean =>
  HAS_WORDS.test(textOf(characters).replace(STROKES, ''))

/** The probability of a character, of a stroke together with the others that look like it. */
const sureness = ({ text, confidence, alternatives }: Read): number =>
  ONE.test(text)
    ? alternatives.reduce((sum, other) => sum + (ONE.test(other.text) ? other.confidence : 0), confidence)
    : confidence

/** Tells whether a number was read unsurely, or as what is no number. */
export const isUnsure = (characters: readonly Read[]): boolean =>
  !REGULAR.test(textOf(characters)) ||
  characters.some((character) => sureness(character) < SURE && !TELLS_NOTHING.test(character.text))

/**
 * Tells whether the print of a page is so broken that what a recogniser is sure of is not sure either: where thin strokes
 * are lost, a 4 looks like a 1 and is read as such without any doubt. The page's other numbers tell: many of them are then
 * read unsurely, or as what is no number, or their ink is not what was read.
 */
export function isSpoilt(cuts: readonly Pick<LinePicture, 'patches' | 'crop'>[], lines: readonly ReadLine[]): boolean {
  const numbers = cuts.flatMap(({ patches, crop }, index) => {
    const characters = lines[index]?.characters ?? []
    return textOf(characters) === '' || hasWords(characters) ? [] : [{ characters, patches, left: crop.left }]
  })
  if (numbers.length < FEWEST) return false
  const unsure = numbers.filter(({ characters }) => isUnsure(characters))
  const unaccounted = numbers.filter(({ characters, patches, left }) => !accountsFor(characters, patches, left))
  return unsure.length > MAX_UNSURE * numbers.length || unaccounted.length > MAX_UNACCOUNTED * numbers.length
}
