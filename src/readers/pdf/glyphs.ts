import { isDigit } from '../../model/digits.js'
import type { Box } from '../../model/geometry.js'
import type { Colour, PaintedGlyph, PaintedPath, PaintedPicture, Subpath } from './engine.js'
import { contains, extentOf, intersect, rectangleOf } from './matrix.js'
import { isWhite } from './rulings.js'

/** The same character again this near (share of its size) is fake bold or a shadow, not a second character. */
const DOUBLE_DISTANCE = 0.2
/** Side of the cells (points) in which doubles are looked for. */
const RASTER = 10
/** An area covers what lies beneath only if it is painted through and through. */
export const OPAQUE = 0.999
/** A character of which this share of its width lies under a cover is not seen. */
const COVERED = 0.85
/** The same of its height, most of which its outline leaves open. */
const COVERED_DOWN = 0.65
/** A path of more parts is a drawing, of which nothing is told. */
const MAX_PARTS = 200
/** Areas thinner than this (points) cover no character: they are rules. */
const MIN_COVER = 4

/** The next digit of a number stands this near (em) along the line, and no farther off it than this. */
const CUT_STEP = 1.1
const CUT_DRIFT = 0.1

export interface Cover {
  readonly box: Box
  readonly white: boolean
  /** Null where it is a picture or a pattern. */
  readonly colour: Colour
  readonly order: number
}

/** The characters that a reader sees, each once, in the order of painting. */
export function visibleGlyphs(
  glyphs: readonly PaintedGlyph[],
  paths: readonly PaintedPath[],
  pictures: readonly PaintedPicture[],
): readonly PaintedGlyph[] {
  const covers = coversOf(paths, pictures)
  // Where a cell or the page's edge cuts a number off, the file holds the rest of it, which follows what is seen.
  let seen: PaintedGlyph | null = null
  return withoutDoubles(
    glyphs.filter((glyph) => {
      const cutOff = glyph.clipped === true && seen?.order === glyph.order && goesOn(glyph, seen)
      const kept = (glyph.visible || cutOff) && !isTiny(glyph) && isSeen(glyph, covers)
      seen = kept ? glyph : null
      return kept
    }),
  )
}

/** Characters smaller (points), or digits narrower (share of their size), show nothing that a reader could see. */
const MIN_SIZE = 1.5
const MIN_WIDTH = 0.08

function isTiny({ text, size, box, heading }: PaintedGlyph): boolean {
  const sideways = heading === 90 || heading === 270
  const width = sideways ? box[3] - box[1] : box[2] - box[0]
  return size < MIN_SIZE || (width < MIN_WIDTH * size && isDigit(text))
}

/** Is a glyph the next character of a number that runs out of what is shown? */
function goesOn(glyph: PaintedGlyph, before: PaintedGlyph): boolean {
  const digits = /^[\d.,\uff10-\uff19]$/u
  if (!digits.test(glyph.text) || !digits.test(before.text) || glyph.heading !== before.heading) return false
  const sideways = glyph.heading === 90 || glyph.heading === 270
  const middle = ([left, top, right, bottom]: PaintedGlyph['box']): readonly [number, number] => [
    (left + right) / 2,
    (top + bottom) / 2,
  ]
  const [x, y] = middle(glyph.box)
  const [lastX, lastY] = middle(before.box)
  const [step, drift] = sideways
    ? [Math.abs(y - lastY), Math.abs(x - lastX)]
    : [Math.abs(x - lastX), Math.abs(y - lastY)]
  return step <= CUT_STEP * glyph.size && drift <= CUT_DRIFT * glyph.size
}

interface Known {
  readonly pictures: readonly PaintedPicture[]
  readonly covers: readonly Cover[]
}

/** Several questions are asked of one page, each about its covers. */
const known = new WeakMap<readonly PaintedPath[], Known>()

/** Areas and pictures that hide what was painted before them. */
export function coversOf(paths: readonly PaintedPath[], pictures: readonly PaintedPicture[]): readonly Cover[] {
  const before = known.get(paths)
  if (before?.pictures === pictures) return before.covers
  const covers = findCovers(paths, pictures)
  known.set(paths, { pictures, covers })
  return covers
}

function findCovers(paths: readonly PaintedPath[], pictures: readonly PaintedPicture[]): readonly Cover[] {
  const covers: Cover[] = []
  for (const { subpaths, fill, clip, order } of paths) {
    if (!fill || fill.opacity < OPAQUE || hasHole(subpaths)) continue
    for (const { points, curved } of subpaths) {
      const box = curved ? null : rectangleOf(points)
      if (box && box[2] - box[0] >= MIN_COVER && box[3] - box[1] >= MIN_COVER)
        covers.push({ box: intersect(box, clip), white: isWhite(fill.colour), colour: fill.colour, order })
    }
  }
  for (const { box, opaque, order } of pictures) if (opaque) covers.push({ box, white: false, colour: null, order })
  return covers
}

/** Does one part of a path lie within another one? What it leaves open shows what lies beneath. */
export function hasHole(subpaths: readonly Subpath[]): boolean {
  if (subpaths.length < 2 || subpaths.length > MAX_PARTS) return false
  const boxes = subpaths.map(({ points }) => extentOf(points))
  return boxes.some((inner) => boxes.some((outer) => inner !== outer && isWithin(inner, outer)))
}

const isWithin = (inner: Box, outer: Box): boolean =>
  inner[0] > outer[0] && inner[1] > outer[1] && inner[2] < outer[2] && inner[3] < outer[3]

/** Luminance (0..255) by which characters must differ from their ground to be seen. */
const MIN_CONTRAST = 12
const PAPER: Colour = [255, 255, 255]

/** Do characters of this colour stand out from their ground? Patterns and pictures are taken to differ. */
export function standsOut(colour: Colour, ground: Colour): boolean {
  return !colour || !ground || Math.abs(luminanceOf(colour) - luminanceOf(ground)) >= MIN_CONTRAST
}

/** Digits that differ less (0..255) from their ground may be seen or not. */
const MIN_PLAIN = 40

/** Keeps the characters that hardly stand out from their ground. */
export function paleIn(glyphs: readonly PaintedGlyph[], covers: readonly Cover[]): readonly PaintedGlyph[] {
  const grounds = new Set([255, ...covers.flatMap(({ colour }) => (colour ? [luminanceOf(colour)] : []))])
  const isNear = (colour: Colour, ground: number): boolean =>
    colour !== null && Math.abs(luminanceOf(colour) - ground) < MIN_PLAIN
  const known = new Map<Colour, boolean>()
  const mayBePale = ({ colour }: PaintedGlyph): boolean => {
    let near = known.get(colour)
    if (near === undefined) known.set(colour, (near = [...grounds].some((ground) => isNear(colour, ground))))
    return near
  }
  return glyphs.filter((glyph) => {
    if (!mayBePale(glyph)) return false
    const ground = groundOf(glyph, covers)
    return ground === null
      ? isNear(glyph.colour, 255)
      : ground.colour !== null && isNear(glyph.colour, luminanceOf(ground.colour))
  })
}

const luminanceOf = ([red, green, blue]: NonNullable<Colour>): number => 0.3 * red + 0.59 * green + 0.11 * blue

/** The ground of a character: the last area or picture that was painted beneath it. */
export function groundOf({ box, order }: PaintedGlyph, covers: readonly Cover[]): Cover | null {
  const [x, y] = [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2]
  let ground: Cover | null = null
  for (const cover of covers) {
    if (cover.order < order && (!ground || cover.order > ground.order) && contains(cover.box, x, y)) ground = cover
  }
  return ground
}

/** Not covered by a later area, and not white on white. */
function isSeen(glyph: PaintedGlyph, covers: readonly Cover[]): boolean {
  if (covers.length === 0) return standsOut(glyph.colour, PAPER)
  const { box, order } = glyph
  const [x, y] = [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2]
  const covered = covers.some(
    (cover) =>
      cover.order > order &&
      contains(cover.box, x, y) &&
      Math.min(cover.box[2], box[2]) - Math.max(cover.box[0], box[0]) >= COVERED * (box[2] - box[0]) &&
      Math.min(cover.box[3], box[3]) - Math.max(cover.box[1], box[1]) >= COVERED_DOWN * (box[3] - box[1]),
  )
  if (covered) return false
  const ground = groundOf(glyph, covers)
  return standsOut(glyph.colour, ground ? ground.colour : PAPER)
}

const rasterOf = (position: number): number => Math.floor(position / RASTER)

/** Columns of the raster on which doubles are looked for; more than any page has. */
const COLUMNS = 1 << 20

/** A character painted twice at the same spot is one character. */
function withoutDoubles(glyphs: readonly PaintedGlyph[]): readonly PaintedGlyph[] {
  const raster = new Map<number, PaintedGlyph[]>()
  return glyphs.filter((glyph) => {
    const [x, y] = glyph.box
    const reach = DOUBLE_DISTANCE * glyph.size
    const lastRow = rasterOf(y + reach)
    const lastColumn = rasterOf(x + reach)
    for (let row = rasterOf(y - reach); row <= lastRow; row += 1) {
      for (let column = rasterOf(x - reach); column <= lastColumn; column += 1) {
        const near = raster.get(row * COLUMNS + column)
        if (near) for (const other of near) if (other.text === glyph.text && isDouble(glyph, other)) return false
      }
    }
    const cell = rasterOf(y) * COLUMNS + rasterOf(x)
    const members = raster.get(cell)
    if (members) members.push(glyph)
    else raster.set(cell, [glyph])
    return true
  })
}

function isDouble(one: PaintedGlyph, other: PaintedGlyph): boolean {
  const dx = Math.abs(one.box[0] - other.box[0])
  const dy = Math.abs(one.box[1] - other.box[1])
  // A narrow character, such as 1 or l, may stand twice closer together than a wide one.
  const width = Math.min(one.box[2] - one.box[0], one.box[3] - one.box[1])
  const limit = DOUBLE_DISTANCE * Math.min(one.size, width > 0 ? width * 2 : one.size)
  return dx <= limit && dy <= limit
}
