import type { PageInk, PaintedGlyph, PaintedPage } from '../engine.js'
import { isColoured, isSealPicture, meetsPicture } from '../seals.js'
import { contains } from '../matrix.js'
import { lightnessOf } from '../watermark.js'

/** Digits of one font and kind have as much ink, whatever their size; shares of the usual amount that are none of it. */
const FAINT = 0.78
const HEAVY = 1.3
/** Fewer digits alike do not tell how much is usual. */
const MIN_ALIKE = 4
/** Nor do digits of which the middle half differ by more than this share: something else weighs in. */
const MAX_SPREAD = 0.12
/** Paint that differs less from its ground (0..255) cannot be weighed. */
const MIN_CONTRAST = 60
/** Parts of a digit's box (em) that hold no ink of its own: rules and underlines run there. */
const HEAD = 0.1
const FOOT = 0.12

const DIGIT = /^\d$/

/** Digits with less ink than others of their kind, since something hides a part of them, and with more. */
export interface OddlyInked {
  readonly faint: readonly PaintedGlyph[]
  readonly heavy: readonly PaintedGlyph[]
}

/** Weighs the digits of a page against one another. */
export function oddlyInked(painted: PaintedPage, glyphs: readonly PaintedGlyph[], ink: PageInk): OddlyInked {
  const scale = ink.width / painted.width
  const isDrawn = ({ box: [left, top, right, bottom] }: PaintedGlyph): boolean =>
    contains(ink.area, left, top) && contains(ink.area, right, bottom)
  const alike = new Map<string, (readonly [glyph: PaintedGlyph, mass: number])[]>()
  for (const glyph of glyphs) {
    // Digits that a program lends run out of their boxes, and over one another.
    if (!DIGIT.test(glyph.text) || glyph.lent === true || glyph.heading !== 0 || glyph.slanted === true) continue
    const mass = isDrawn(glyph) ? massOf(glyph, ink, scale) : null
    if (mass === null) continue
    const kind = `${glyph.text} ${glyph.font}`
    const members = alike.get(kind)
    if (members) members.push([glyph, mass])
    else alike.set(kind, [[glyph, mass]])
  }
  const seals = painted.pictures.filter(isSealPicture)
  const { uncoloured } = ink
  // Where a picture of a seal lies on a digit, only what has no colour weighs.
  const isPlainBelow = (glyph: PaintedGlyph, usual: number): boolean => {
    if (!uncoloured || isColoured(glyph.colour) || !seals.some((seal) => meetsPicture(glyph, seal))) return false
    const mass = massOf(glyph, { ...ink, grey: uncoloured }, scale)
    return mass !== null && mass <= HEAVY * usual
  }
  const faint: PaintedGlyph[] = []
  const heavy: PaintedGlyph[] = []
  for (const members of alike.values()) {
    if (members.length < MIN_ALIKE) continue
    const sorted = members.map(([, mass]) => mass).sort((one, other) => one - other)
    const usual = sorted[sorted.length >> 1] ?? 0
    const [low = 0, high = 0] = [sorted[sorted.length >> 2], sorted[(sorted.length * 3) >> 2]]
    if (high - low > MAX_SPREAD * usual) continue
    for (const [glyph, mass] of members) {
      if (mass < FAINT * usual) faint.push(glyph)
      else if (mass > HEAVY * usual && !isPlainBelow(glyph, usual)) heavy.push(glyph)
    }
  }
  return { faint, heavy }
}

/** How much ink stands in a digit's box, as a share of its em square; null where it cannot be weighed. */
function massOf({ box, size, colour }: PaintedGlyph, { width, height, grey }: PageInk, scale: number): number | null {
  const [from, to] = [Math.floor(box[0] * scale), Math.ceil(box[2] * scale)]
  const [first, last] = [Math.floor((box[1] + HEAD * size) * scale), Math.ceil((box[3] - FOOT * size) * scale)]
  if (from < 0 || to > width || first < 0 || last > height || to <= from || last <= first) return null
  const corners = [first * width + from, first * width + to - 1, (last - 1) * width + from, (last - 1) * width + to - 1]
  const ground = corners.map((at) => grey[at] ?? 255).sort((one, other) => one - other)[2] ?? 255
  const contrast = colour ? Math.abs(ground - lightnessOf(colour)) : 0
  if (contrast < MIN_CONTRAST) return null
  let sum = 0
  for (let x = from; x < to; x += 1) {
    // A pixel at the edge holds ink of the digit beside it, too.
    const share = Math.min(x + 1, box[2] * scale) - Math.max(x, box[0] * scale)
    for (let at = first * width + x; at < last * width + x; at += width)
      sum += share * Math.abs((grey[at] ?? ground) - ground)
  }
  return sum / contrast / (size * scale) ** 2
}
