import type { Box } from '../../model/geometry.js'
import type { Colour, PaintedGlyph, PaintedPage, PaintedPath, PaintedPicture } from './engine.js'
import { extentOf, rectangleOf } from './matrix.js'

/** Both sides of a seal, in points: smaller rings are drawn around one number, larger ones around a page. */
const MIN_SIDE = 40
const MAX_SIDE = 220
/** Seals are round, or ovals no longer than this many times their height. */
const MAX_ASPECT = 1.7
/** Shares of the radius by which the points of a ring may leave its oval. */
const MAX_BULGE = 0.06
/** A frame of a seal is thinner than this, in points. */
const MAX_BAND = 8
/** Channels of a colour differ by as much; those of greys do not. */
const MIN_COLOUR = 80
/** Characters shine through paint that is less opaque. */
const OPAQUE = 0.85
/** A character of which opaque paint hides this share may be hidden. */
const MAX_HIDDEN = 0.5
/** Paint bleeds this far when it is drawn (points). */
const BLEED = 0.8
/** Lines and boxes have fewer corners than stars and outlines of characters. */
const MIN_CORNERS = 5
/** A thinner shape is a line (points). */
const MIN_THICKNESS = 1.5
/** Points along each side of a character at which it is looked for paint. */
const SAMPLES = 8

interface Ring {
  readonly box: Box
  /** Half the thickness of its line. */
  readonly half: number
  readonly opacity: number
  readonly order: number
}

/** Seals that a page draws in colour as rings, with what stands in them. */
export interface DrawnSeals {
  /** Does the colour of a seal lie on a character or under it, so that both are seen? */
  readonly meets: (glyph: PaintedGlyph) => boolean
  /** Does a seal touch a character, hiding it or not? */
  readonly touches: (glyph: PaintedGlyph) => boolean
  /** Is a path a star or an outline of a seal's characters? */
  readonly owns: (path: PaintedPath) => boolean
}

/** The seals among the glyphs of each page, which are asked for twice. */
const known = new WeakMap<PaintedPage['glyphs'], { readonly paths: PaintedPage['paths']; readonly seals: DrawnSeals }>()

export function drawnSeals({ paths, glyphs }: Pick<PaintedPage, 'paths' | 'glyphs'>): DrawnSeals {
  const before = known.get(glyphs)
  if (before?.paths === paths) return before.seals
  const seals = findSeals(paths, glyphs)
  known.set(glyphs, { paths, seals })
  return seals
}

function findSeals(paths: PaintedPage['paths'], glyphs: PaintedPage['glyphs']): DrawnSeals {
  const rings = paths.flatMap(ringOf)
  const isIn = (box: Box): boolean => rings.some((ring) => isWithin(box, ring.box))
  const owns = (path: PaintedPath): boolean =>
    rings.length > 0 && path.fill !== null && isColoured(path.fill.colour) && isFigure(path) && isIn(boxOf(path))
  const figures = rings.length === 0 ? [] : paths.filter(owns)
  const own =
    rings.length === 0
      ? []
      : glyphs.filter((glyph) => glyph.slanted === true && isColoured(glyph.colour) && isIn(glyph.box))
  const paintOn = (glyph: PaintedGlyph): readonly { readonly share: number; readonly hides: boolean }[] => [
    ...rings
      .filter((ring) => shareOf(ring, glyph.box, BLEED) > 0)
      .map((ring) => ({ share: shareOf(ring, glyph.box, 0), hides: hides(ring, glyph) })),
    ...figures
      .filter((path) => overlaps(boxOf(path), glyph.box))
      .map(({ fill, order }) => ({ share: 1, hides: hides({ opacity: fill?.opacity ?? 0, order }, glyph) })),
    ...own.filter(({ box }) => overlaps(box, glyph.box)).map(() => ({ share: 0, hides: false })),
  ]
  return {
    meets: (glyph) => {
      const paint = paintOn(glyph)
      return paint.length > 0 && paint.every(({ share, hides: hidden }) => !hidden || share < MAX_HIDDEN)
    },
    touches: (glyph) => paintOn(glyph).length > 0,
    owns,
  }
}

const hides = (paint: { readonly opacity: number; readonly order: number }, glyph: PaintedGlyph): boolean =>
  paint.opacity >= OPAQUE && paint.order > glyph.order

export const isSealPicture = ({ box }: PaintedPicture): boolean => hasSealShape(box)

/** Does a picture lie on a character or under it, so that both are seen? */
export const meetsPicture = ({ box, order }: PaintedGlyph, picture: PaintedPicture): boolean =>
  overlaps(picture.box, box) && (!picture.opaque || picture.order < order)

function hasSealShape([left, top, right, bottom]: Box): boolean {
  const [shorter, longer] = [Math.min(right - left, bottom - top), Math.max(right - left, bottom - top)]
  return shorter >= MIN_SIDE && longer <= MAX_SIDE && longer <= MAX_ASPECT * shorter
}

/** The rings among the outlines of a path: lines of a colour along an oval, or the area between two ovals. */
function ringOf({ subpaths, stroke, fill, order }: PaintedPath): readonly Ring[] {
  const ovals = subpaths.flatMap(({ points, curved }) => (curved ? ovalOf(points) : []))
  if (stroke && isColoured(stroke.colour) && stroke.width <= MAX_BAND)
    return ovals.map((box) => ({ box, half: stroke.width / 2, opacity: stroke.opacity, order }))
  const [one, other] = ovals
  if (!fill || !isColoured(fill.colour) || !one || !other || ovals.length !== subpaths.length || ovals.length > 2)
    return []
  const [outer, inner] = isWithin(other, one) ? [one, other] : [other, one]
  const band = inner[0] - outer[0]
  const middle: Box = [outer[0] + band / 2, outer[1] + band / 2, outer[2] - band / 2, outer[3] - band / 2]
  return isWithin(inner, outer) && band <= MAX_BAND
    ? [{ box: middle, half: band / 2, opacity: fill.opacity, order }]
    : []
}

/** The box of an oval as large as a seal that all points of an outline lie on. */
function ovalOf(points: readonly number[]): readonly Box[] {
  const box = extentOf(points)
  if (!hasSealShape(box)) return []
  for (let index = 0; index + 1 < points.length; index += 2)
    if (Math.abs(radiusAt(box, points[index] ?? 0, points[index + 1] ?? 0) - 1) > MAX_BULGE) return []
  return [box]
}

/** How far from the middle of an oval a point lies; 1 on its line. */
function radiusAt([left, top, right, bottom]: Box, x: number, y: number): number {
  const [across, down] = [(right - left) / 2, (bottom - top) / 2]
  return Math.hypot((x - left - across) / across, (y - top - down) / down)
}

/** The share of a box that the line of a ring covers, with so much around it (points). */
function shareOf({ box: oval, half }: Ring, box: Box, around: number): number {
  const radius = Math.min(oval[2] - oval[0], oval[3] - oval[1]) / 2
  let within = 0
  for (let row = 0; row < SAMPLES; row += 1)
    for (let column = 0; column < SAMPLES; column += 1) {
      const x = box[0] + ((column + 0.5) / SAMPLES) * (box[2] - box[0])
      const y = box[1] + ((row + 0.5) / SAMPLES) * (box[3] - box[1])
      if (Math.abs(radiusAt(oval, x, y) - 1) * radius <= half + around) within += 1
    }
  return within / SAMPLES ** 2
}

function isFigure(path: PaintedPath): boolean {
  const [left, top, right, bottom] = boxOf(path)
  return (
    Math.min(right - left, bottom - top) >= MIN_THICKNESS &&
    path.subpaths.every(
      ({ points, curved }) => curved || (points.length >= 2 * MIN_CORNERS && rectangleOf(points) === null),
    )
  )
}

const boxOf = ({ subpaths }: PaintedPath): Box => extentOf(subpaths.flatMap(({ points }) => points))

export const isColoured = (colour: Colour): boolean =>
  colour !== null && Math.max(...colour) - Math.min(...colour) >= MIN_COLOUR

const isWithin = (inner: Box, outer: Box): boolean =>
  inner[0] >= outer[0] && inner[1] >= outer[1] && inner[2] <= outer[2] && inner[3] <= outer[3]

const overlaps = (one: Box, other: Box): boolean =>
  one[0] < other[2] && one[2] > other[0] && one[1] < other[3] && one[3] > other[1]
