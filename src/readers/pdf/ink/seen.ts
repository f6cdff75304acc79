import { isAnyDigit, isDigit, isNumeral } from '../../../model/digits.js'
import type { Box } from '../../../model/geometry.js'
import type { Colour, PageInk, PaintedGlyph, PaintedPage } from '../engine.js'
import { contains } from '../matrix.js'
import { lightnessOf } from '../watermark.js'

/**
 * A character whose pixels differ by less than this share of what its colour differs from paper shows nothing that a reader
 * could see; in greys (0..255), at least and at most.
 */
const MIN_CONTRAST = { share: 0.1, least: 6, most: 24 }
/** Darker ground (0..255) under a digit that does not show is no paper and no shading: something covers it. */
const MIN_GROUND = 224
/** Shares of a digit's box at its sides that the characters beside it may bleed into, and that rules may touch. */
const BLEED_ACROSS = 0.26
const BLEED_DOWN = 0.14
/** Characters of one font that are looked at to tell whether it is drawn at all. */
const MAX_OF_FONT = 400

/** How a page's ink bears its numerals out. */
export interface Seen {
  /** Numerals that show nothing although their font is drawn elsewhere: nobody sees them. */
  readonly hidden: ReadonlySet<PaintedGlyph>
  /** Numerals that show nothing on a ground as dark as none is printed on: something blacks them out. */
  readonly blackedOut: readonly PaintedGlyph[]
  /** Numerals in a font of the file of which nothing is drawn at all: it may be broken, or hidden. */
  readonly doubtful: readonly PaintedGlyph[]
  /** Are there numerals in a font that is not in the file, and that PDFium has nothing for? */
  readonly lacksFont: boolean
}

/** Holds the numerals among some characters against the page's ink. */
export function seenByInk(painted: PaintedPage, shown: readonly PaintedGlyph[], ink: PageInk): Seen {
  const scale = ink.width / painted.width
  const isDrawnOn = ({ box }: PaintedGlyph): boolean => contains(ink.area, (box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
  const groundOf = (glyph: PaintedGlyph): number | null => {
    const enough = leastContrast(glyph.colour)
    const range = rangeIn(ink, scale, coreOf(glyph), enough)
    return range && range.lightest - range.darkest < enough ? range.lightest : null
  }
  const drawn = new Map<string, boolean>()
  const isDrawn = (glyph: PaintedGlyph): boolean => {
    const kind = kindOf(glyph)
    let known = drawn.get(kind)
    if (known === undefined) {
      const own = painted.glyphs.filter((other) => other.visible && kindOf(other) === kind).slice(0, MAX_OF_FONT)
      drawn.set(kind, (known = own.some((other) => isDrawnOn(other) && groundOf(other) === null)))
    }
    return known
  }
  const hidden = new Set<PaintedGlyph>()
  const blackedOut: PaintedGlyph[] = []
  const undrawn: PaintedGlyph[] = []
  for (const glyph of shown) {
    if (!isNumeral(glyph.text) || !isDrawnOn(glyph)) continue
    const ground = groundOf(glyph)
    if (ground === null) continue
    if (ground < MIN_GROUND) blackedOut.push(glyph)
    else if (isDrawn(glyph)) hidden.add(glyph)
    else undrawn.push(glyph)
  }
  return {
    hidden,
    blackedOut,
    doubtful: undrawn.filter(({ lent }) => lent !== true),
    lacksFont: undrawn.some((glyph) => glyph.lent === true && !isLentSign(glyph)),
  }
}

const isLentSign = ({ lent, text }: PaintedGlyph): boolean => lent === true && !isAnyDigit(text)

/**
 * The characters that are drawn, or are not, together with this one: those of its font. The font that stands in for one
 * that the file lacks may have digits, and lack those as wide as an ideograph, or a sign.
 */
function kindOf({ font, lent, text }: PaintedGlyph): string {
  if (lent !== true) return font
  return `${font} ${isDigit(text) ? '0' : isAnyDigit(text) ? '０' : text}`
}

function leastContrast(colour: Colour): number {
  const { share, least, most } = MIN_CONTRAST
  return colour ? Math.min(most, Math.max(least, share * (255 - lightnessOf(colour)))) : least
}

/** Where a character's own ink stands: digits fill the middle of their box, marks stand at its edges. */
function coreOf({ text, box: [left, top, right, bottom] }: PaintedGlyph): Box {
  if (!isAnyDigit(text)) return [left, top, right, bottom]
  const [across, down] = [BLEED_ACROSS * (right - left), BLEED_DOWN * (bottom - top)]
  return [left + across, top + down, right - across, bottom - down]
}

/** The greys (0..255) of a page's pixels. */
export interface GreyRange {
  readonly darkest: number
  readonly lightest: number
}

/**
 * The greys of the pixels in a box (points), or as many of them as differ by what is asked for; null where it lies off the
 * page.
 * @param scale pixels a point
 */
export function rangeIn(
  { width, height, grey }: PageInk,
  scale: number,
  [left, top, right, bottom]: Box,
  enough: number,
): GreyRange | null {
  const from = Math.max(0, Math.floor(left * scale))
  const to = Math.min(width, Math.ceil(right * scale))
  const last = Math.min(height, Math.ceil(bottom * scale))
  let [darkest, lightest] = [255, 0]
  for (let y = Math.max(0, Math.floor(top * scale)); y < last; y += 1) {
    for (let at = y * width + from; at < y * width + to; at += 1) {
      const pixel = grey[at] ?? 255
      if (pixel < darkest) darkest = pixel
      if (pixel > lightest) lightest = pixel
    }
    if (lightest - darkest >= enough) return { darkest, lightest }
  }
  return lightest < darkest ? null : { darkest, lightest }
}
