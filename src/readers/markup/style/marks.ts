import { isPlaced, type Get } from './boxes.js'
import type { Values } from './cascade.js'
import { isFloating, type Computed } from './computed.js'
import { pixelsOf } from './lengths.js'

/**
 * Marks that the look of an element puts on its text: `struck` out, `raised` or small beside the text around it, `backed`
 * by a picture, `moved` from its place in the line, a part of a table
 * `displaced`, its parts `turned` round, its characters `mirrored` from
 * right to left, `drawn` beside it, `level` with the text around it though its name raises it, and whether it stands in
 * lines of its own (`block`, `inline`) other than its name says.
 */
export type Mark =
  | 'struck'
  | 'raised'
  | 'backed'
  | 'moved'
  | 'displaced'
  | 'turned'
  | 'mirrored'
  | 'drawn'
  | 'level'
  | 'block'
  | 'inline'

/** A gap that is wider, in ems, parts two numbers. */
const GAP = 0.3

/** Smaller beside its parent's text than this share, it may be the number of a note. */
const MIN_SHARE = 0.8

/** As large as its parent's text, from this share on. */
const FULL_SHARE = 0.98

/** The marks that an element's look puts on its text, as far as its own values tell. */
export function marksOf(get: Get, computed: Computed, parent: Computed, cell: boolean): readonly Mark[] {
  const marks: Mark[] = []
  if (computed.struck) marks.push('struck')
  const pictures = ['background-image', 'border-image-source', 'list-style-image', 'mask-image']
  if (pictures.some((property) => /(?:url|image|image-set)\(/iu.test(get(property) ?? ''))) marks.push('backed')
  if (/(?:url|image|image-set|gradient)\(/iu.test(get('content') ?? '')) marks.push('drawn')
  const display = get('display') ?? ''
  if (/^(?:block|flex|grid|table|list-item|flow-root)$/iu.test(display)) marks.push('block')
  if (/^inline$/iu.test(display)) marks.push('inline')
  if (!cell && isRaised(get, computed, parent)) marks.push('raised')
  else if (computed.fontSize >= parent.fontSize * FULL_SHARE) marks.push('level')
  if (!cell && isMoved(get, computed, parent)) marks.push('moved')
  if (isTurned(get, computed)) marks.push('turned')
  if (computed.reversed && !parent.reversed) marks.push('mirrored')
  return marks
}

/** Tells whether the parts of a flexible box or a grid follow each other the other way round. */
function isTurned(get: Get, { display, rightToLeft }: Computed): boolean {
  if (display.endsWith('grid')) return rightToLeft
  const direction = display.endsWith('flex') ? (get('flex-direction') ?? 'row').toLowerCase() : 'none'
  return direction.endsWith('reverse') !== (direction.startsWith('row') && rightToLeft)
}

/** Tells whether a box stands elsewhere than right after its predecessor, or has a gap there. */
function isMoved(get: Get, { fontSize, display }: Computed, parent: Computed): boolean {
  if (isFloating(get) || isPlaced(get('position'))) return true
  if (/(?:flex|grid)$/u.test(parent.display) && ['order', 'grid-column', 'grid-row', 'grid-area'].some(get)) return true
  const measures = { fontSize, whole: fontSize }
  const isWide = (property: string): boolean => Math.abs(pixelsOf(get(property), measures) ?? 0) >= fontSize * GAP
  const isLine = display.startsWith('inline')
  // Boxes in a line from right to left change places, and digits beside each other do not.
  if (parent.rightToLeft && display.startsWith('inline-')) return true
  if (isLine && ['margin-left', 'padding-left'].some(isWide)) return true
  return get('position') === 'relative' && ['left', 'right'].some(isWide)
}

function isRaised(get: Get, { fontSize, display }: Computed, parent: Computed): boolean {
  const measures = { fontSize, whole: fontSize }
  const align = get('vertical-align')?.toLowerCase() ?? 'baseline'
  if (/^(?:super|sub)$/iu.test(get('font-variant-position') ?? '')) return true
  const isMovable = display !== 'inline' && display !== 'contents'
  if (isMovable && /translate|scale\w*\(\s*0?\.\d/iu.test(get('transform') ?? '')) return true
  if ([get('zoom'), isMovable ? get('scale') : undefined].some((factor) => Number(factor) < MIN_SHARE)) return true
  if (/^(?:super|sub|text-top|text-bottom)$/u.test(align) || Math.abs(pixelsOf(align, measures) ?? 0) >= 1) return true
  const shifts =
    get('position') === 'relative' ? ['top', 'bottom'].map((side) => pixelsOf(get(side), measures) ?? 0) : []
  return shifts.some((shift) => Math.abs(shift) >= 2) || fontSize < parent.fontSize * MIN_SHARE
}

/** Tells whether items of a list are marked with something that may be read as a number. */
export function isNumbered(type: string, marker: Values): boolean {
  if (marker.has('content')) return !/^(?:none|normal|"\D*"|'\D*')$/iu.test(marker.get('content') ?? '')
  return !/\b(?:none|disc|circle|square|disclosure-open|disclosure-closed|initial)\b/iu.test(type)
}
