import type { Box } from '../../../model/geometry.js'
import type { PageInk, PaintedPage } from '../engine.js'
import { extentOf, intersect } from '../matrix.js'
import { rangeIn } from './seen.js'

/** Smaller areas (points) are rules, dots and strokes. */
const MIN_SIDE = 4
/** Points at the sides of an area in which its edge is smoothed, or a rule runs. */
const EDGE = 1.2
/** An area is black where all of its pixels are darker (0..255) and hardly differ. */
const MAX_GREY = 110
const MAX_SPREAD = 24

/** The grey of a box's first pixel; undefined where it lies off the page. */
const at = ({ width, grey }: PageInk, scale: number, [left, top]: Box): number | undefined =>
  grey[Math.max(0, Math.floor(top * scale)) * width + Math.max(0, Math.floor(left * scale))]

/** Areas and pictures that are black in whole: what stands in such a cell was taken out, whatever the file says of it. */
export function blackBlocks({ paths, pictures, width }: PaintedPage, ink: PageInk): readonly { readonly box: Box }[] {
  const areas = [
    ...paths.flatMap(({ subpaths, fill, clip }) =>
      fill ? subpaths.map(({ points }) => intersect(extentOf(points), clip)) : [],
    ),
    ...pictures.map(({ box }) => box),
  ]
  const scale = ink.width / width
  return areas.flatMap((area) => {
    const box = intersect(area, ink.area)
    if (box[2] - box[0] < MIN_SIDE || box[3] - box[1] < MIN_SIDE) return []
    const inner: Box = [box[0] + EDGE, box[1] + EDGE, box[2] - EDGE, box[3] - EDGE]
    // Most areas are light, which their first pixel tells.
    const isLight = (at(ink, scale, inner) ?? 0) >= MAX_GREY
    const range = isLight ? null : rangeIn(ink, scale, inner, MAX_SPREAD)
    const isBlack = range !== null && range.lightest - range.darkest < MAX_SPREAD && range.lightest < MAX_GREY
    return isBlack ? [{ box }] : []
  })
}
