import type { Get } from './boxes.js'
import { colourOf, contrastOf, type Colour } from './colours.js'
import { pixelsOf } from './lengths.js'

/** Filters around text, and the background on which what they filter is laid. */
export interface Filtered {
  readonly filters: string
  readonly background: Colour
}

/** The filters of an element together with those around it; null where none changes the lightness of text. */
export function filteredIn(
  get: Get,
  { filtered, background }: { readonly filtered: Filtered | null; readonly background: Colour },
): Filtered | null {
  const filters = get('filter') ?? 'none'
  if (!/(?:invert|brightness|contrast|url)\(/iu.test(filters)) return filtered
  return { filters: `${filters} ${filtered?.filters ?? ''}`, background: filtered?.background ?? background }
}

/** The effect of outlines on text: none, they show it whatever its own colour is, or they hide it. */
export type Outlined = 'no' | 'seen' | 'hidden'

/** Paint of the background's colour around the strokes of a digit hides it where it is as wide as they are (ems). */
const WIDE_STROKE = 0.1

interface Paints {
  /** The text's own colour; null where it is not known. */
  readonly current: Colour | null
  readonly background: Colour
}

/** Tells how the outlines declared for an element change whether its text is seen. */
export function outlinesOf(get: Get, fontSize: number, { current, background }: Paints): Outlined {
  const width = pixelsOf(get('text-stroke-width'), { fontSize, whole: fontSize }) ?? 0
  const colour = colourOf(get('text-stroke-color') ?? '') ?? current
  if (width <= 0 || !colour) return 'no'
  if (contrastOf(colour, background) === 'seen') return 'seen'
  return width >= WIDE_STROKE * fontSize ? 'hidden' : 'no'
}
