import { type Box } from '../../model/geometry.js'
import type { PaintedArea, Ruling } from '../../model/page.js'
import { dottedLines } from './dots.js'
import type { Colour, PaintedPath, PaintedPicture, Subpath } from './engine.js'
import { contains, extentOf, intersect, isEmpty, rectangleOf } from './matrix.js'

/** A filled rectangle up to this thick is a ruling (points): the widest borders in use are 3 pt, or 2.25 pt doubled. */
const MAX_THICKNESS = 3.5
/** A thin rectangle is a ruling only if it is this many times longer than thick; shorter ones are dots and dashes. */
const MIN_ASPECT = 2
/** Drift off the axis that still counts as straight: points for short lines, a share of the length for long ones. */
const AXIS_DRIFT = 0.3
const AXIS_SLOPE = 0.01
/** Paint lighter than this in every channel (0..255) cannot be seen on paper. */
const WHITE = 250
/** A ground darker than this in every channel is one to be seen between white cells. */
const DARK = 128
/** Paint more transparent than this cannot be seen. */
const MIN_OPACITY = 0.02
/** Shorter lines are noise (points). */
const MIN_LENGTH = 0.5

export interface Lines {
  readonly rulings: readonly Ruling[]
  readonly shadings: readonly PaintedArea[]
}

/** Turns a page's painted paths and pictures into lines and areas; white on white is not painted. */
export function findRulings(paths: readonly PaintedPath[], pictures: readonly PaintedPicture[]): Lines {
  const rulings: Ruling[] = []
  const dots: Box[] = []
  const grounds: Ground[] = []
  const keep = (ruling: Ruling | null, clip: Box, colour: Colour): void => {
    const cut = ruling ? cutTo(ruling, clip) : null
    if (cut && (!isWhite(colour) || groundOf(grounds, middleOf(cut)))) rulings.push(cut)
  }
  for (const { subpaths, stroke, fill, clip } of paths) {
    if (fill && fill.opacity >= MIN_OPACITY) {
      const { colour } = fill
      const frame = frameOf(subpaths)
      for (const side of frame) keep(side, clip, colour)
      for (const { points } of frame.length > 0 ? [] : subpaths) {
        const box = extentOf(points)
        const thin = thinRectangle(box)
        if (thin) keep(thin, clip, colour)
        else if (isDot(box)) {
          if (!isWhite(colour) && !isEmpty(intersect(box, clip))) dots.push(box)
        } else if (rectangleOf(points)) {
          const seen = intersect(box, clip)
          if (isEmpty(seen)) continue
          // White cells on a dark table: what is left of the ground between them are its rules.
          if (!isWhite(colour)) grounds.push({ box: seen, dark: isDark(colour) })
          else if (groundOf(grounds, middleOfBox(seen))?.dark) rulings.push(...edgesOf(seen))
        }
      }
    }
    if (stroke && stroke.opacity >= MIN_OPACITY) {
      for (const subpath of subpaths) {
        for (const segment of segmentsOf(subpath, stroke.width)) keep(segment, clip, stroke.colour)
      }
    }
  }
  for (const { box } of pictures) keep(thinRectangle(box), box, null)
  rulings.push(...dottedLines(dots))
  return { rulings, shadings: grounds.map(({ box }) => ({ box })) }
}

/** A painted area that is not white. */
interface Ground {
  readonly box: Box
  readonly dark: boolean
}

/** The last area painted so far at a point. */
function groundOf(grounds: readonly Ground[], [x, y]: readonly [number, number]): Ground | undefined {
  return grounds.findLast(({ box }) => contains(box, x, y))
}

function middleOf({ orientation, position, start, end }: Ruling): readonly [number, number] {
  const middle = (start + end) / 2
  return orientation === 'horizontal' ? [middle, position] : [position, middle]
}

function middleOfBox([left, top, right, bottom]: Box): readonly [number, number] {
  return [(left + right) / 2, (top + bottom) / 2]
}

function edgesOf([left, top, right, bottom]: Box): readonly Ruling[] {
  return [
    { orientation: 'horizontal', position: top, start: left, end: right, thickness: 0 },
    { orientation: 'horizontal', position: bottom, start: left, end: right, thickness: 0 },
    { orientation: 'vertical', position: left, start: top, end: bottom, thickness: 0 },
    { orientation: 'vertical', position: right, start: top, end: bottom, thickness: 0 },
  ]
}

/** The four sides of a frame that is painted as one area with a hole: a rectangle within a slightly larger one. */
function frameOf(subpaths: readonly Subpath[]): readonly Ruling[] {
  const [outer, inner] = subpaths.map(({ points }) => rectangleOf(points))
  if (subpaths.length !== 2 || !outer || !inner) return []
  const sides = [inner[0] - outer[0], inner[1] - outer[1], outer[2] - inner[2], outer[3] - inner[3]]
  if (sides.some((side) => side < 0 || side > MAX_THICKNESS)) return []
  const [left, top, right, bottom] = outer
  const strips: readonly Box[] = [
    [left, top, right, inner[1]],
    [left, inner[3], right, bottom],
    [left, top, inner[0], bottom],
    [inner[2], top, right, bottom],
  ]
  return strips.flatMap((strip) => (isEmpty(strip) ? [] : (thinRectangle(strip) ?? [])))
}

export function isDark(colour: Colour): boolean {
  return colour?.every((channel) => channel < DARK) ?? false
}

export function isWhite(colour: Colour): boolean {
  return colour?.every((channel) => channel >= WHITE) ?? false
}

/** The ruling that a thin filled box paints; null for any other box. */
function thinRectangle([left, top, right, bottom]: Box): Ruling | null {
  const width = right - left
  const height = bottom - top
  if (height <= MAX_THICKNESS && width >= height * MIN_ASPECT) {
    return { orientation: 'horizontal', position: (top + bottom) / 2, start: left, end: right, thickness: height }
  }
  if (width <= MAX_THICKNESS && height >= width * MIN_ASPECT) {
    return { orientation: 'vertical', position: (left + right) / 2, start: top, end: bottom, thickness: width }
  }
  return null
}

function isDot([left, top, right, bottom]: Box): boolean {
  return right - left <= MAX_THICKNESS && bottom - top <= MAX_THICKNESS
}

function segmentsOf({ points, closed, curved }: Subpath, width: number): readonly Ruling[] {
  if (curved) return []
  const segments: Ruling[] = []
  const count = points.length / 2
  for (let index = 0; index < (closed ? count : count - 1); index += 1) {
    const next = (index + 1) % count
    const [x0, y0, x1, y1] = [points[index * 2], points[index * 2 + 1], points[next * 2], points[next * 2 + 1]]
    if (x0 === undefined || y0 === undefined || x1 === undefined || y1 === undefined) continue
    const segment = segmentOf(x0, y0, x1, y1, width)
    if (segment) segments.push(segment)
  }
  return segments
}

function segmentOf(x0: number, y0: number, x1: number, y1: number, width: number): Ruling | null {
  const dx = Math.abs(x1 - x0)
  const dy = Math.abs(y1 - y0)
  const drift = Math.min(dx, dy)
  const length = Math.max(dx, dy)
  if (length < MIN_LENGTH && length < width) return null
  if (drift > Math.max(AXIS_DRIFT, length * AXIS_SLOPE)) return null
  // A short stroke of a wide pen is a rule across its own direction: some programs draw horizontal rules so.
  if (length * MIN_ASPECT <= width) {
    const [x, y] = [(x0 + x1) / 2, (y0 + y1) / 2]
    return thinRectangle(
      dx >= dy
        ? [Math.min(x0, x1), y - width / 2, Math.max(x0, x1), y + width / 2]
        : [x - width / 2, Math.min(y0, y1), x + width / 2, Math.max(y0, y1)],
    )
  }
  return dx >= dy
    ? {
        orientation: 'horizontal',
        position: (y0 + y1) / 2,
        start: Math.min(x0, x1),
        end: Math.max(x0, x1),
        thickness: width,
      }
    : {
        orientation: 'vertical',
        position: (x0 + x1) / 2,
        start: Math.min(y0, y1),
        end: Math.max(y0, y1),
        thickness: width,
      }
}

/** Cuts a ruling to the clip; null where nothing is left. A hairline on the clip's very edge is kept. */
function cutTo(ruling: Ruling, clip: Box): Ruling | null {
  const [left, top, right, bottom] = clip
  const half = ruling.thickness / 2
  const horizontal = ruling.orientation === 'horizontal'
  const [low, high] = horizontal ? [top, bottom] : [left, right]
  if (ruling.position + half < low || ruling.position - half > high) return null
  const start = Math.max(ruling.start, horizontal ? left : top)
  const end = Math.min(ruling.end, horizontal ? right : bottom)
  return end - start >= MIN_LENGTH ? { ...ruling, start, end } : null
}
