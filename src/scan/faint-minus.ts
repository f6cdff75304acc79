import { boxHeight, clipBox, type GrayImage, type PixelBox } from './image.js'

/** JPEG leaves a shimmer around strokes that is lighter than this (255 = black); ink proper is twice as dark. */
const FAINT = 50
/** The line is searched from this far before its ink to this far into it, of its height: a minus may touch its digit. */
const REACH = { before: 1, into: 0.9 }
/** A minus stands between these, from the top of the digits, and is no thicker than the last. Of their height. */
const BAND = { top: 0.3, bottom: 0.78, thickness: 0.3 }
/** The shortest hyphens are this long, of the height of digits; the tip of a 4 is a third of it. */
const SHORTEST = 0.25
const SHORTEST_PIXELS = 3

/** Tells whether a column of pixels shows nothing, a piece of a dash, or a stroke of a digit. */
function columnAt(image: GrayImage, x: number, ink: PixelBox): 'blank' | 'dash' | 'digit' {
  const height = boxHeight(ink)
  let first = Infinity
  let last = -Infinity
  for (let y = ink.top; y < ink.bottom; y++) {
    if (255 - (image.data[y * image.width + x] ?? 255) < FAINT) continue
    first = Math.min(first, y)
    last = y
  }
  if (last < first) return 'blank'
  const from = (first - ink.top) / height
  const to = (last + 1 - ink.top) / height
  return from >= BAND.top && to <= BAND.bottom && to - from <= Math.max(BAND.thickness, 3 / height) ? 'dash' : 'digit'
}

/**
 * Tells whether something faint and flat stands before the first digit of a line: in small print of a low resolution a
 * minus may be so pale that neither the threshold of ink nor a recogniser sees it. `ink` is the box of the line's ink,
 * `cell` bounds what belongs to it, both in pixels of the cleaned page.
 */
export function hasFaintMinus(image: GrayImage, ink: PixelBox, cell: PixelBox): boolean {
  const height = boxHeight(ink)
  const { left, right } = clipBox(
    {
      ...ink,
      left: Math.max(cell.left, ink.left - REACH.before * height),
      right: ink.left + REACH.into * height,
    },
    image,
  )
  const shortest = Math.max(SHORTEST_PIXELS, SHORTEST * height)
  let length = 0
  for (let x = left; x < right; x++) {
    const column = columnAt(image, x, ink)
    if (column === 'dash') length += 1
    if (length >= shortest) return true
    if (column === 'digit' && x >= ink.left) return false
    if (column !== 'dash') length = 0
  }
  return false
}
