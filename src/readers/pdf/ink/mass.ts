import { BoxIndex } from '../../../model/box-index.js'
import { isDigit } from '../../../model/digits.js'
import type { Box } from '../../../model/geometry.js'
import type { PageInk, PaintedGlyph, PaintedPage } from '../engine.js'
import { isColoured, isSealPicture, meetsPicture } from '../seals.js'
import { median } from '../../../scan/image.js'
import { contains } from '../matrix.js'
import { lightnessOf } from '../watermark.js'

/** Digits of one font and kind have as much ink, whatever their size; shares of the usual amount that are none of it. */
const FAINT = 0.78
const HEAVY = 1.3
/** Fewer digits alike do not tell how much is usual. */
const MIN_ALIKE = 4
/** Nor do digits of which the middle half differ by more than this share: something else weighs in. */
const MAX_SPREAD = 0.12
/** Smaller digits (pixels an em) come out too unlike one another. */
const MIN_EM = 9
/** Paint that differs less from its ground (0..255) cannot be weighed. */
const MIN_CONTRAST = 60
/** Parts of a digit's box (em) that hold no ink of its own: rules and underlines run there. */
const HEAD = 0.1
const FOOT = 0.12

/** Renderers move a digit's foot onto whole pixels, which may be as much farther down (pixels). */
const SNAP = 0.5

/** Share of a digit's box at its sides that a border may touch. */
const MIDDLE = 0.25
/** Points around a line that it smooths. */
const LINE_EDGE = 0.75

/** Digits with less ink than others of their kind, since something hides a part of them, and with more. */
export interface OddlyInked {
  readonly faint: readonly PaintedGlyph[]
  readonly heavy: readonly PaintedGlyph[]
}

/**
 * Weighs the digits of a page against one another.
 * @param lines boxes of the page's rulings
 */
export function oddlyInked(
  painted: PaintedPage,
  glyphs: readonly PaintedGlyph[],
  lines: readonly Box[],
  ink: PageInk,
): OddlyInked {
  const scale = ink.width / painted.width
  const isDrawn = ({ box: [left, top, right, bottom] }: PaintedGlyph): boolean =>
    contains(ink.area, left, top) && contains(ink.area, right, bottom)
  const index = new BoxIndex(lines, (line) => line)
  const weigh = (glyph: PaintedGlyph, greys: PageInk): Weight | null => {
    if (!isDrawn(glyph) || glyph.size * scale < MIN_EM) return null
    const borders = index.near(glyph.box, LINE_EDGE).filter((line) => isBorderOf(line, glyph))
    return weightOf(glyph, greys, scale, borders)
  }
  const alike = new Map<string, (Weight & { readonly glyph: PaintedGlyph })[]>()
  for (const glyph of glyphs) {
    // Digits that a program lends run out of their boxes, and over one another.
    if (!isDigit(glyph.text) || glyph.lent === true || glyph.heading !== 0 || glyph.slanted === true) continue
    const weight = weigh(glyph, ink)
    if (!weight) continue
    const kind = `${glyph.text} ${glyph.font}`
    const members = alike.get(kind)
    if (members) members.push({ glyph, ...weight })
    else alike.set(kind, [{ glyph, ...weight }])
  }
  const seals = painted.pictures.filter(isSealPicture)
  const { uncoloured } = ink
  // Where a picture of a seal lies on a digit, only what has no colour weighs.
  const isPlainBelow = (glyph: PaintedGlyph, usual: number): boolean => {
    if (!uncoloured || isColoured(glyph.colour) || !seals.some((seal) => meetsPicture(glyph, seal))) return false
    const weight = weigh(glyph, { ...ink, grey: uncoloured })
    return weight !== null && weight.least <= HEAVY * usual
  }
  const faint: PaintedGlyph[] = []
  const heavy: PaintedGlyph[] = []
  for (const members of alike.values()) {
    if (members.length < MIN_ALIKE) continue
    const sorted = members.map(({ most }) => most).sort((one, other) => one - other)
    const usual = median(sorted)
    const [low = 0, high = 0] = [sorted[sorted.length >> 2], sorted[(sorted.length * 3) >> 2]]
    if (high - low > MAX_SPREAD * usual) continue
    const usualLeast = median(members.map(({ least }) => least))
    for (const { glyph, least, most } of members) {
      if (most < FAINT * usualLeast) faint.push(glyph)
      else if (least > HEAVY * usual && !isPlainBelow(glyph, usual) && !isPrintedTwice(glyph, painted))
        heavy.push(glyph)
    }
  }
  return { faint, heavy }
}

/** How much ink stands in a digit's box, with the borders that it touches, and without. */
interface Weight {
  readonly most: number
  readonly least: number
}

/** Does a ruling touch the edge of a digit's box, and not its middle? */
function isBorderOf([left, top, right, bottom]: Box, { box }: PaintedGlyph): boolean {
  const [across, down] = [MIDDLE * (box[2] - box[0]), MIDDLE * (box[3] - box[1])]
  const meets = (x: number, y: number): boolean =>
    left < box[2] - x && right > box[0] + x && top < box[3] - y && bottom > box[1] + y
  return meets(-LINE_EDGE, -LINE_EDGE) && !meets(across, down)
}

/** A character that is printed twice this near (em) is fake bold, or has a shadow. */
const TWICE = 0.2

function isPrintedTwice(glyph: PaintedGlyph, { glyphs }: PaintedPage): boolean {
  const reach = TWICE * glyph.size
  return glyphs.some(
    ({ text, visible, box }, index) =>
      glyphs[index] !== glyph &&
      visible &&
      text === glyph.text &&
      box.every((side, at) => Math.abs(side - (glyph.box[at] ?? 0)) <= reach),
  )
}

/**
 * How much ink stands in a digit's box, as a share of its em square; null where it cannot be weighed.
 * @param scale pixels a point
 * @param borders lines that touch the digit's box
 */
function weightOf(
  { box, size, colour }: PaintedGlyph,
  { width, height, grey }: PageInk,
  scale: number,
  borders: readonly Box[],
): Weight | null {
  const [from, to] = [Math.floor(box[0] * scale), Math.ceil(box[2] * scale)]
  const first = Math.floor((box[1] + HEAD * size) * scale)
  const last = Math.ceil((box[3] - FOOT * size) * scale + SNAP)
  if (from < 0 || to > width || first < 0 || last > height || to <= from || last <= first) return null
  const isOnLine = (x: number, y: number): boolean =>
    borders.some(
      ([left, top, right, bottom]) =>
        x + 1 > (left - LINE_EDGE) * scale &&
        x < (right + LINE_EDGE) * scale &&
        y + 1 > (top - LINE_EDGE) * scale &&
        y < (bottom + LINE_EDGE) * scale,
    )
  const beside = borders.length === 0 ? null : isOnLine
  const ground = groundIn(grey, width, [from, first, to, last], beside)
  const contrast = colour ? Math.abs(ground - lightnessOf(colour)) : 0
  if (contrast < MIN_CONTRAST) return null
  let [sum, onLines] = [0, 0]
  for (let x = from; x < to; x += 1) {
    // A pixel at the edge holds ink of the digit beside it, too.
    const share = Math.min(x + 1, box[2] * scale) - Math.max(x, box[0] * scale)
    for (let y = first; y < last; y += 1) {
      const ink = share * Math.abs((grey[y * width + x] ?? ground) - ground)
      sum += ink
      if (beside?.(x, y) === true) onLines += ink
    }
  }
  const square = contrast * (size * scale) ** 2
  return { most: sum / square, least: (sum - onLines) / square }
}

/** How often each grey stands in a digit's box: emptied for each, since a new list costs more than looking at a digit. */
const counts = new Uint16Array(256)

/**
 * The grey of most of the pixels in a box of pixels: the digit itself may reach into its corners.
 * @param isOnLine tells the pixels of the lines that run through the box: they are none of its ground
 */
function groundIn(
  grey: Uint8Array,
  width: number,
  [from, first, to, last]: Box,
  isOnLine: ((x: number, y: number) => boolean) | null,
): number {
  counts.fill(0)
  let [ground, most] = [255, 0]
  for (let y = first; y < last; y += 1)
    for (let x = from; x < to; x += 1) {
      if (isOnLine?.(x, y) === true) continue
      const pixel = grey[y * width + x] ?? 255
      const count = (counts[pixel] ?? 0) + 1
      counts[pixel] = count
      if (count > most) [ground, most] = [pixel, count]
    }
  return ground
}
