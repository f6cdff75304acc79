import type { Box } from '../../model/geometry.js'
import type { PaintedGlyph, PaintedPath, PaintedPicture } from './engine.js'
import { contains, intersect, rectangleOf } from './matrix.js'
import { isWhite } from './rulings.js'

/** The same character again this near (share of its size) is fake bold or a shadow, not a second character. */
const DOUBLE_DISTANCE = 0.2
/** An area covers what lies beneath only if it is painted through and through. */
const OPAQUE = 0.999
/** Areas thinner than this (points) cover no character: they are rules. */
const MIN_COVER = 4

interface Cover {
  readonly box: Box
  readonly white: boolean
  readonly order: number
}

/** The characters that a reader sees, each once, in the order of painting. */
export function visibleGlyphs(
  glyphs: readonly PaintedGlyph[],
  paths: readonly PaintedPath[],
  pictures: readonly PaintedPicture[],
): readonly PaintedGlyph[] {
  const covers = coversOf(paths, pictures)
  return withoutDoubles(glyphs.filter((glyph) => glyph.visible && isSeen(glyph, covers)))
}

function coversOf(paths: readonly PaintedPath[], pictures: readonly PaintedPicture[]): readonly Cover[] {
  const covers: Cover[] = []
  for (const { subpaths, fill, clip, order } of paths) {
    if (!fill || fill.opacity < OPAQUE) continue
    for (const { points, curved } of subpaths) {
      const box = curved ? null : rectangleOf(points)
      if (box && box[2] - box[0] >= MIN_COVER && box[3] - box[1] >= MIN_COVER)
        covers.push({ box: intersect(box, clip), white: isWhite(fill.colour), order })
    }
  }
  for (const { box, opaque, order } of pictures) if (opaque) covers.push({ box, white: false, order })
  return covers
}

/** Not covered by a later area, and not white on white. */
function isSeen({ box, colour, order }: PaintedGlyph, covers: readonly Cover[]): boolean {
  const x = (box[0] + box[2]) / 2
  const y = (box[1] + box[3]) / 2
  let ground: Cover | null = null
  for (const cover of covers) {
    if (!contains(cover.box, x, y)) continue
    if (cover.order > order) {
      if (cover.box[0] <= box[0] && cover.box[2] >= box[2]) return false
    } else if (!ground || cover.order > ground.order) ground = cover
  }
  return !isWhite(colour) || (ground !== null && !ground.white)
}

/** A character painted twice at the same spot is one character. */
export function withoutDoubles(glyphs: readonly PaintedGlyph[]): readonly PaintedGlyph[] {
  const buckets = new Map<string, PaintedGlyph[]>()
  const cell = (value: number, size: number): number => Math.round(value / Math.max(size, 1))
  return glyphs.filter((glyph) => {
    const { text, box, size } = glyph
    const column = cell(box[0], size)
    const row = cell(box[1], size)
    for (let dx = -1; dx <= 1; dx += 1) {
      for (let dy = -1; dy <= 1; dy += 1) {
        const near = buckets.get(`${column + dx} ${row + dy} ${text}`)
        if (near?.some((other) => isDouble(glyph, other))) return false
      }
    }
    const key = `${column} ${row} ${text}`
    const bucket = buckets.get(key)
    if (bucket) bucket.push(glyph)
    else buckets.set(key, [glyph])
    return true
  })
}

function isDouble(one: PaintedGlyph, other: PaintedGlyph): boolean {
  // A narrow character, such as 1 or l, may stand twice closer together than a wide one.
  const width = Math.min(one.box[2] - one.box[0], one.box[3] - one.box[1])
  const limit = DOUBLE_DISTANCE * Math.min(one.size, width > 0 ? width * 2 : one.size)
  return Math.abs(one.box[0] - other.box[0]) <= limit && Math.abs(one.box[1] - other.box[1]) <= limit
}
