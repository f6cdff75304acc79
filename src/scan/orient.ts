import type { PageRotation } from '../model/page.js'
import { componentsOf } from './components.js'
import { boxHeight, boxWidth, crop, median, type GrayImage, type PixelBox } from './image.js'
import { lineMask } from './line-mask.js'
import { fromMat, rectangle, shrunk, toMat, useCv } from './opencv.js'
import type { ReadLine, Recogniser } from './recogniser/recogniser.js'

/** Words are looked for at this resolution, in dots per inch. */
const SEARCH_DPI = 100
/** Characters of a word stand at most this far apart, in points. */
const LETTER_GAP = 4
/** Height and shape of what may be a few words of one line: points, points, width by height. */
const WORD = { lowest: 6, highest: 30, leastShape: 2.5, mostShape: 16 }
/** This many words are tried: enough that a picture or a stamp among them does not matter. */
const WORDS = 12
const MARGIN = 0.15
/**
 * Words are upright for sure where this share of their characters are ideographs that read well, and this many of those
 * stand in a word. Turned ones have 0.1 to 0.4 of them. On a page that lies on its side recognisers read ideographs, too,
 * but the words there are short: they are made of the lines of one cell.
 */
const UPRIGHT = { share: 0.65, perWord: 4 }

const TURNS: readonly PageRotation[] = [0, 180, 90, 270]

/** Turns a picture clockwise. */
export function turn(image: GrayImage, degrees: PageRotation): GrayImage {
  if (degrees === 0) return image
  return useCv((cv, keep) => {
    const source = keep(toMat(cv, image))
    const target = keep(new cv.Mat())
    const code = { 90: cv.ROTATE_90_CLOCKWISE, 180: cv.ROTATE_180, 270: cv.ROTATE_90_COUNTERCLOCKWISE }[degrees]
    cv.rotate(source, target, code)
    return fromMat(target)
  })
}

/** Boxes of pieces of text that lie level, in pixels of the picture, spread over the page. */
function findWords(image: GrayImage, dpi: number): PixelBox[] {
  const scale = Math.min(1, SEARCH_DPI / dpi)
  const points = (dpi * scale) / 72
  const words = useCv((cv, keep) => {
    const dark = shrunk(cv, keep, keep(toMat(cv, image)), scale)
    cv.bitwise_not(dark, dark)
    const mask = keep(new cv.Mat())
    cv.threshold(dark, mask, 80, 255, cv.THRESH_BINARY)
    const rules = keep(new cv.Mat())
    for (const orientation of ['horizontal', 'vertical'] as const) {
      cv.dilate(lineMask(cv, keep, dark, orientation, dpi * scale), rules, keep(rectangle(cv, 3, 3)))
      cv.subtract(mask, rules, mask)
    }
    cv.morphologyEx(mask, mask, cv.MORPH_CLOSE, keep(rectangle(cv, LETTER_GAP * points, 3)))
    return componentsOf(cv, keep, mask).components
  })
  const shape = (word: PixelBox): number => boxWidth(word) / boxHeight(word)
  const likely = words.filter(
    (word) =>
      boxHeight(word) >= WORD.lowest * points &&
      boxHeight(word) <= WORD.highest * points &&
      shape(word) >= WORD.leastShape &&
      shape(word) <= WORD.mostShape,
  )
  // The wider half: numbers say nothing of how a page stands.
  const usual = median(likely.map(shape))
  const wide = likely.length > 2 * WORDS ? likely.filter((word) => shape(word) >= usual) : likely
  const every = Math.max(1, wide.length / WORDS)
  return Array.from({ length: Math.min(WORDS, wide.length) }, (_, index) => wide[Math.floor(index * every)])
    .flatMap((word) => word ?? [])
    .map((word) => {
      const margin = MARGIN * boxHeight(word)
      return {
        left: (word.left - margin) / scale,
        top: (word.top - margin) / scale,
        right: (word.right + margin) / scale,
        bottom: (word.bottom + margin) / scale,
      }
    })
}

/**
 * How well lines read: `sum` the squared confidences of their ideographs, `share` that over all their characters, 0..1.
 * Digits do not count (a turned 0 is a 0, a turned 一 a 1), lines of nothing count as one bad character.
 */
function legibility(lines: readonly ReadLine[]): { readonly sum: number; readonly share: number } {
  let sum = 0
  let count = 0
  for (const { characters } of lines) {
    const letters = characters.filter(({ text }) => !/\d/.test(text))
    count += characters.length === 0 ? 1 : letters.length
    for (const { text, confidence } of letters) if (/\p{Script=Han}/u.test(text)) sum += confidence ** 2
  }
  return { sum, share: sum / Math.max(1, count) }
}

/**
 * By how many degrees clockwise a lightened page must be turned to be read: the way in which the recogniser reads most
 * ideographs in a sample of its words. A page that reads well as it is, is not tried any further; one without words stays
 * as it is.
 */
export async function findTurn(image: GrayImage, dpi: number, recogniser: Recogniser): Promise<PageRotation> {
  let best: { readonly degrees: PageRotation; readonly score: number } = { degrees: 0, score: 0 }
  for (const degrees of TURNS) {
    const turned = turn(image, degrees)
    const words = findWords(turned, dpi)
    const { sum, share } = legibility(await recogniser.readLines(words.map((word) => crop(turned, word))))
    if (share >= UPRIGHT.share && sum >= UPRIGHT.perWord * WORDS) return degrees
    if (sum > best.score) best = { degrees, score: sum }
  }
  return best.degrees
}
