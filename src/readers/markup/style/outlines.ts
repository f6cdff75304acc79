import type { Get } from './boxes.js'
import { colourOf, contrastOf, type Colour } from './colours.js'
import { pixelsOf } from './lengths.js'

/** What the outlines of text make of it: nothing, they show it whatever its own colour is, or they hide it. */
export type Outlined = 'no' | 'seen' | 'hidden'

/** Paint of the background's colour around the strokes of a digit hides it where it is as wide as they are (ems). */
const WIDE_STROKE = 0.1

interface Paints {
  /** The text's own colour; null where it is not known. */
  readonly current: Colour | null
  readonly background: Colour
}

/** What the outlines that are declared for an element make of its text. */
export function outlinesOf(get: Get, fontSize: number, { current, background }: Paints): Outlined {
  const width = pixelsOf(get('text-stroke-width'), { fontSize, whole: fontSize }) ?? 0
  const colour = colourOf(get('text-stroke-color') ?? '') ?? current
  if (width <= 0 || !colour) return 'no'
  if (contrastOf(colour, background) === 'seen') return 'seen'
  return width >= WIDE_STROKE * fontSize ? 'hidden' : 'no'
}
