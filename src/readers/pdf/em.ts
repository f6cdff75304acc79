import type { Colour, Heading } from './engine.js'
import type { Matrix } from './matrix.js'
import { isWhite } from './rulings.js'

/** How far the em box of a font reaches above and below the baseline, in font sizes. */
export interface Extent {
  readonly ascent: number
  readonly descent: number
}

/** The em box of a CJK font: 0.88 above the baseline, 0.12 below. Fonts' own heights vary wildly and are often missing. */
export const EM_ASCENT = 0.88
export const EM_DESCENT = -0.12

/** A Type 3 font whose box lies within these bounds (in font sizes) is drawn on an ordinary em. */
const ORDINARY_TOP: readonly [number, number] = [0.45, 1.5]
const ORDINARY_BOTTOM: readonly [number, number] = [-0.7, 0.3]

/** The em of a Type 3 font, which has no ascent: an ordinary one if its box fits it, else what its box says. */
export function type3Extent(bottom: number, top: number): Extent {
  const ordinary = { ascent: EM_ASCENT, descent: EM_DESCENT }
  if (!(top > bottom)) return ordinary
  const within = (value: number, [low, high]: readonly [number, number]): boolean => value >= low && value <= high
  return within(top, ORDINARY_TOP) && within(bottom, ORDINARY_BOTTOM) ? ordinary : { ascent: top, descent: bottom }
}

/** White space and format characters: they take room and show nothing. */
export const BLANK = /^[\s\p{Cf}\u00a0\u3000\u2800]*$/u

/** Text render modes that paint nothing (7 only clips), and those that only stroke. */
export const INVISIBLE_MODES: readonly number[] = [3, 7]
export const STROKE_ONLY_MODES: readonly number[] = [1, 5]
/** Modes whose characters clip the painting after them. */
export const CLIPPING_MODES: readonly number[] = [4, 5, 6, 7]

/** Where the tops of characters point; the page's y grows downwards. */
export function headingOf(matrix: Matrix, size: number): Heading {
  const x = matrix[2] * Math.sign(size || 1)
  const y = matrix[3] * Math.sign(size || 1)
  if (Math.abs(y) >= Math.abs(x)) return y <= 0 ? 0 : 180
  return x > 0 ? 90 : 270
}

/** Sine of the angle (about 3 degrees) from which a line of text runs aslant; italics lean, but run level. */
const ASLANT = 0.052

export const isSlanted = ([a, b]: Matrix): boolean => Math.min(Math.abs(a), Math.abs(b)) > ASLANT * Math.hypot(a, b)

/** Is text shown as in a mirror? The page's y grows downwards. */
export const isMirrored = ([a, b, c, d]: Matrix): boolean => a * d - b * c > 0

/** Fills and then strokes: what is seen last is the stroke. */
const FILL_AND_STROKE: readonly number[] = [2, 6]

/** Does a text of this render mode show its stroke? */
export const showsStroke = (mode: number): boolean => STROKE_ONLY_MODES.includes(mode) || FILL_AND_STROKE.includes(mode)

/** The colour of a text by its render mode, and whether its stroke may hide its fill. */
export function textColour(
  mode: number,
  fill: Colour,
  stroke: Colour,
): { readonly colour: Colour; readonly unsure: boolean } {
  if (STROKE_ONLY_MODES.includes(mode)) return { colour: stroke, unsure: false }
  if (!FILL_AND_STROKE.includes(mode)) return { colour: fill, unsure: false }
  return { colour: isWhite(fill) ? stroke : fill, unsure: isWhite(stroke) && !isWhite(fill) }
}

/** The colour that a transparent text has on white paper. */
export function onPaper(colour: Colour, opacity: number): Colour {
  if (!colour || opacity >= 1) return colour
  const seen = (channel: number): number => Math.round(channel * opacity + 255 * (1 - opacity))
  return [seen(colour[0]), seen(colour[1]), seen(colour[2])]
}
