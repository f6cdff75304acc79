import { boxHeight, boxWidth, type PixelBox } from './image.js'
import type { ReadCharacter } from './recogniser/recogniser.js'

/** Patches at least this high, of the highest one, are digits; lower ones are marks. */
const DIGIT = 0.55
/** Pieces of one digit stand so near, and together are no wider than a digit, of the line's height. */
const BROKEN = { gap: 0.4, width: 0.66, pieceGap: 0.15, markGap: 0.06 }
/** A patch wider than this is two digits that touch, or more. Of the line's height. */
const WIDEST_DIGIT = 0.95
const USUAL_DIGIT = 0.62
/** Two digits are at least so wide together, of the line's height: two ones. */
const TWO_DIGITS = 0.34
/** Marks smaller than this are grain; of the line's height. */
const SMALLEST_MARK = 0.09
/** A mark was read if one is among the characters this near, of the line's height. */
const NEAR = 0.6
/** A minus is so much wider than high. */
const FLAT = 1.5

/** What a 1 is read as, too. */
const STROKES = /[|｜丨丿亅]/gu
/** What is neither digit nor letter: points, commas, dashes. */
const isMark = (text: string): boolean => !/[\p{L}\p{N}|｜]/u.test(text)
const hasIdeographs = (text: string): boolean => /\p{Script=Han}/u.test(text.replaceAll('一', '').replace(STROKES, ''))

const middle = ({ left, right }: Pick<PixelBox, 'left' | 'right'>): number => (left + right) / 2

/** Patches that stand one above the other, or are pieces of one broken digit, as one. */
function columnsOf(ink: readonly PixelBox[], height: number): PixelBox[] {
  const columns: PixelBox[] = []
  const top = Math.min(...ink.map((patch) => patch.top))
  for (const patch of [...ink].sort((a, b) => a.left - b.left)) {
    const last = columns.at(-1)
    const joined = last && {
      left: last.left,
      top: Math.min(last.top, patch.top),
      right: Math.max(last.right, patch.right),
      bottom: Math.max(last.bottom, patch.bottom),
    }
    const overlaps = last && patch.left < last.right - 0.3 * Math.min(boxWidth(patch), boxWidth(last))
    const tall = last && Math.min(boxHeight(last), boxHeight(patch)) >= DIGIT * height
    // A point stands low; what stands higher, near a digit, is a piece of it.
    const low = patch.top > top + 0.6 * height || (last && last.top > top + 0.6 * height)
    const gap = (tall ? BROKEN.gap : low ? BROKEN.markGap : BROKEN.pieceGap) * height
    const isPiece = last && joined && patch.left - last.right <= gap && boxWidth(joined) <= BROKEN.width * height
    if (joined && (overlaps || isPiece)) columns[columns.length - 1] = joined
    else columns.push(patch)
  }
  return columns
}

/**
 * Whether the characters read in a line of digits account for its ink: as many digits as there are, a character for each
 * mark between them and for a minus before them, and none too many. Lines of words are not counted. `ink` are the line's
 * patches, `left` where its picture begins, all in pixels of the page; characters are in pixels of the picture.
 */
export function accountsFor(characters: readonly ReadCharacter[], ink: readonly PixelBox[], left: number): boolean {
  const read = characters.filter(({ text }) => text.trim() !== '')
  if (read.length === 0 || read.some(({ text }) => hasIdeographs(text))) return true
  const height = Math.max(...ink.map(boxHeight))
  const columns = columnsOf(ink, height)
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
