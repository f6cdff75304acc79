import { isPlaced, type Get } from './boxes.js'
import { colourOf } from './colours.js'
import { pixelsOf } from './lengths.js'

/** An empty box over text: not over it, over all of its element, a line through it, or over some of it. */
export type Cover = 'none' | 'whole' | 'line' | 'some'

/** The sides of the element around it from which a line through its text keeps these distances. */
const MIDDLE = /^(?:4\d|5\d|60)(?:\.\d+)?%$|^calc\(50%|^0?\.[4-9]\d*em$/iu

/** How an empty box is painted over the text beside it; a line along an edge is not. */
export function coverOf(get: Get): Cover {
  if (!isPlaced(get('position'))) return 'none'
  const colour = colourOf(get('background-color') ?? '')
  const isPainted = (colour?.alpha ?? 0) > 0 || (get('background-image') ?? '').includes('(')
  const isLined = ['border-top', 'border-bottom'].some((side) => /[1-9]/u.test(get(side) ?? ''))
  if (!isPainted && !isLined) return 'none'
  const lengthOf = (side: string): number | null => pixelsOf(get(side), { fontSize: 16, whole: 100 })
  const isThin = ['width', 'height'].some((side) => (lengthOf(side) ?? 100) <= 3)
  const isAtEdge = ['top', 'bottom', 'left', 'right'].every((side) => Math.abs(lengthOf(side) ?? 0) <= 3)
  if ((isThin || !isPainted) && isAtEdge) return 'none'
  const isWide = get('width') === '100%' || ['left', 'right'].every((side) => lengthOf(side) !== null)
  const isLow = !isPainted || (lengthOf('height') ?? 100) <= 3
  if (isWide && isLow && ['top', 'bottom'].some((side) => MIDDLE.test(get(side) ?? ''))) return 'line'
  const isFull = (edges: readonly string[], size: string): boolean =>
    edges.every((side) => lengthOf(side) === 0) || get(size) === '100%'
  const isOpaque = colour?.alpha === 1 && isFull(['left', 'right'], 'width') && isFull(['top', 'bottom'], 'height')
  // One that lies behind its element's text may still lie on top of other text.
  return isOpaque && !get('z-index')?.startsWith('-') ? 'whole' : 'some'
}

/** Tells whether boxes with places of their own in an element go by that element's sides. */
export const isPlacing = (get: Get): boolean =>
  !['static', 'initial', undefined].includes(get('position')?.toLowerCase())

/** Tells whether a picture stands in place of an element's content. */
export const isReplaced = (get: Get): boolean => /^(?:url|image-set)\([^)]*\)$/iu.test(get('content') ?? '')

/** The place that an element in a flexible box or a grid is given. */
export function orderOf(get: Get): number | null {
  const place = [get('order'), get('grid-column'), get('grid-area')?.split('/')[1]].map((text) =>
    Number.parseInt(text ?? '', 10),
  )
  return place.find((number) => Number.isInteger(number)) ?? null
}
