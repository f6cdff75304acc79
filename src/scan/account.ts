import { boxHeight, boxWidth, joinBoxes, type PixelBox } from './image.js'
import type { ReadCharacter } from './recogniser/recogniser.js'

/** Patches at least this high, of the highest one, are digits; lower ones are marks. */
const DIGIT = 0.55
/**
 * Pieces of one digit stand this near, of the line's height; together they are no wider than the widest fonts' digits, and
 * some pixels more, since the round top and bottom of a faded 0 are lost first. Two ones have more air between them.
 */
const BROKEN = { gap: 0.4, width: 0.74, pixels: 2, pieceGap: 0.15, markGap: 0.06 }
/** Patches that overlap by this share of the narrower one stand one above the other. */
const OVERLAP = 0.3
/** A patch wider than this is two digits that touch, or more. Of the line's height. */
const WIDEST_DIGIT = 0.95
const USUAL_DIGIT = 0.62
/** Two digits together are at least this wide, of the line's height: two ones. */
const TWO_DIGITS = 0.34
/** Marks smaller than this are grain; of the line's height. */
const SMALLEST_MARK = 0.09
/** A mark was read if one is among the characters this near, of the line's height. */
const NEAR = 0.6
/** A minus is at least this many times as wide as high. */
const FLAT = 1.5

/** A 1 is read as one of these, too. */
const STROKES = /[|｜丨丿亅]/gu
/** Tells whether a text is neither digit nor letter: points, commas, dashes. */
const isMark = (text: string): boolean => !/[\p{L}\p{N}|｜]/u.test(text)
const hasIdeographs = (text: string): boolean => /\p{Script=Han}/u.test(text.replaceAll('一', '').replace(STROKES, ''))

const middle = ({ left, right }: Pick<PixelBox, 'left' | 'right'>): number => (left + right) / 2

/** From left to right, each joined to the one before where both belong together. */
function joined(boxes: readonly PixelBox[], belong: (last: PixelBox, next: PixelBox) => boolean): readonly PixelBox[] {
  const found: PixelBox[] = []
  for (const box of [...boxes].sort((a, b) => a.left - b.left)) {
    const last = found.at(-1)
    if (last && belong(last, box)) found[found.length - 1] = joinBoxes(last, box)
    else found.push(box)
  }
  return found
}

/** Patches that stand one above the other, as one. */
const stacksOf = (ink: readonly PixelBox[]): readonly PixelBox[] =>
  joined(ink, (last, next) => next.left < last.right - OVERLAP * Math.min(boxWidth(next), boxWidth(last)))

/** Pieces of one broken digit as one. */
function columnsOf(stacks: readonly PixelBox[], height: number): readonly PixelBox[] {
  // A point stands low; what stands higher, near a digit, is a piece of it.
  const low = Math.min(...stacks.map(({ top }) => top)) + 0.6 * height
  return joined(stacks, (last, next) => {
    const isTall = Math.min(boxHeight(last), boxHeight(next)) >= DIGIT * height
    const gap = isTall ? BROKEN.gap : next.top > low || last.top > low ? BROKEN.markGap : BROKEN.pieceGap
    return (
      next.left - last.right <= gap * height && boxWidth(joinBoxes(last, next)) <= BROKEN.width * height + BROKEN.pixels
    )
  })
}

/**
 * Tells whether the characters read in a line of digits account for its ink: as many digits as there are, a character for
 * each mark between them and for a minus before them, and none too many. Lines of words are not counted. `ink` are the
 * line's patches, `left` where its picture begins, all in pixels of the page; characters are in pixels of the picture.
 */
export function accountsFor(characters: readonly ReadCharacter[], ink: readonly PixelBox[], left: number): boolean {
  const read = characters.filter(({ text }) => text.trim() !== '')
  if (read.length === 0 || read.some(({ text }) => hasIdeographs(text))) return true
  const stacks = stacksOf(ink)
  const height = Math.max(...stacks.map(boxHeight))
  const columns = columnsOf(stacks, height)
  const digits = columns.filter((column) => boxHeight(column) >= DIGIT * height)
  const marksRead = read.filter(({ text }) => isMark(text))
  const digitsRead = read.length - marksRead.length
  if (digitsRead === 0) return true
  const width = (column: PixelBox): number => boxWidth(column) / height
  const fewest = digits.reduce(
    (sum, column) => sum + (width(column) <= WIDEST_DIGIT ? 1 : Math.round(width(column) / USUAL_DIGIT)),
    0,
  )
  const most = digits.reduce((sum, column) => sum + Math.max(1, Math.floor((2 * width(column)) / TWO_DIGITS)), 0)
  // A slash is as high as a digit.
  const slashes = marksRead.filter(({ text }) => /[/／()（）]/u.test(text)).length
  if (fewest > digitsRead + slashes || most < digitsRead) return false
  const [first] = digits
  const last = digits.at(-1)
  if (!first || !last) return true
  const needsMark = (column: PixelBox): boolean => {
    if (boxHeight(column) >= DIGIT * height || middle(column) > last.right) return false
    if (Math.max(boxWidth(column), boxHeight(column)) < SMALLEST_MARK * height) return false
    const isMinus = boxWidth(column) >= FLAT * boxHeight(column) && width(column) >= 0.2
    const isLow = column.top > first.top + 0.5 * height && width(column) <= 0.4
    return (middle(column) > first.left && isLow) || isMinus
  }
  const places = marksRead.map((character) => left + middle(character))
  return columns
    .filter(needsMark)
    .every((column) => places.some((place) => Math.abs(place - middle(column)) <= NEAR * height))
}
