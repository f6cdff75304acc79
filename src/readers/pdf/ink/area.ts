import { isNumeral } from '../../../model/digits.js'
import { unionBox, type Box } from '../../../model/geometry.js'
import type { PaintedGlyph, PaintedPage } from '../engine.js'
import { extentOf, intersect } from '../matrix.js'

/** Fewer painted outlines make no table: its rows and columns are told by its text alone. */
export const MIN_OUTLINES = 4
/** An outline as large as this share of the page in both directions is the page's ground or its frame. */
const GROUND = 0.9
/** Points around a table in which ink that belongs to its cells may stand. */
const MARGIN = 12
/** Characters this near (em) beside each other belong to one text. */
const BESIDE = 0.6
/** A number with more characters beside it stands in prose; fewer are its unit, or brackets. */
const MAX_BESIDE = 2

/**
 * The part of a page (points) that is held against its ink: what lines enclose, and the numbers that stand by themselves.
 * Where there are hardly any lines it is the whole page.
 */
export function tableArea({ glyphs, paths, width, height }: PaintedPage): Box {
  const page: Box = [0, 0, width, height]
  const outlines = paths.flatMap(({ subpaths, clip }) =>
    subpaths.map(({ points }) => intersect(intersect(extentOf(points), clip), page)),
  )
  const isGround = ([left, top, right, bottom]: Box): boolean =>
    right - left > GROUND * width && bottom - top > GROUND * height
  // A line may be of no height or width at all.
  const isThere = ([left, top, right, bottom]: Box): boolean => right >= left && bottom >= top
  const lines = outlines.filter((box) => isThere(box) && !isGround(box))
  const box = lines.length < MIN_OUTLINES ? null : unionBox([...lines, ...loneNumbers(glyphs)])
  if (!box) return page
  return intersect([box[0] - MARGIN, box[1] - MARGIN, box[2] + MARGIN, box[3] + MARGIN], page)
}

/** Boxes of the numerals that stand by themselves, or with a unit, and not in prose. */
function loneNumbers(glyphs: readonly PaintedGlyph[]): readonly Box[] {
  const found: Box[] = []
  let own: Box[] = []
  let beside = 0
  const end = (): void => {
    if (beside <= MAX_BESIDE) found.push(...own)
    own = []
    beside = 0
  }
  glyphs.forEach((glyph, index) => {
    const before = glyphs[index - 1]
    if (!before || !areBeside(before, glyph)) end()
    if (glyph.text.trim() === '') return
    if (isNumeral(glyph.text)) own.push(glyph.box)
    else beside += 1
  })
  end()
  return found
}

function areBeside(one: PaintedGlyph, other: PaintedGlyph): boolean {
  const reach = BESIDE * Math.max(one.size, other.size)
  const [left, top, right, bottom] = one.box
  const [from, above, to, below] = other.box
  return Math.max(from - right, left - to) < reach && Math.max(above - bottom, top - below) < 0
}
