import type { Box } from '../../model/geometry.js'
import type { PageMark } from '../../model/page.js'
import type { PaintedGlyph, PaintedPage, PaintedPath } from './engine.js'
import { coversOf, type Cover } from './glyphs.js'
import { contains, extentOf, intersect, isEmpty } from './matrix.js'
import { isWhite } from './rulings.js'

/** Paint fainter than this is not seen. */
const MIN_OPACITY = 0.05
/** The middle of a digit (shares of its box from each side): what crosses it strikes it out; what touches its edge does not. */
const CORE_ACROSS = 0.25
const CORE_ALONG = 0.28
/** Thinner lines that close below a character underline it (points; share of the character's size). */
const MAX_UNDERLINE = 1.2
const MAX_BORDER = 1.5
/** Points from the page's edge where a clip is the edge's. */
const EDGE = 4
const UNDERLINE_REACH = 0.35
/** A page of so many painted pieces is a drawing, which nothing is told of. */
const MAX_PIECES = 20_000
const DIGIT = /^[\d\uff10-\uff19]$/u

interface Piece {
  readonly box: Box
  readonly order: number
}

/**
 * Marks of one page: characters covered by a box or a picture, cut off by a clip or crossed by a line, and ink where no
 * character stands.
 */
export function marksOf(painted: PaintedPage, shown: readonly PaintedGlyph[]): readonly PageMark[] {
  const digits = shown.filter(({ text }) => DIGIT.test(text))
  const pieces = piecesOf(painted)
  const cut = shown

    .filter((glyph) => glyph.clipped === true && isOnPage(glyph, painted))
    .map(({ box }): PageMark => ({ box, reason: 'cell-hidden' }))
  const engines = painted.marks ?? []
  if (pieces.length > MAX_PIECES) return [...engines, ...coveredIn(painted), ...cut]
  const crossed = digits.filter((digit) => pieces.some(({ box }) => !isBorder(box) && crosses(box, digit)))
  return [
    ...engines,
    ...coveredIn(painted),
    ...cut,
    ...crossed.map(({ box }): PageMark => ({ box, reason: 'cell-struck-out' })),
    ...pieces
      .filter(({ box }) => !isExplained(box, shown))
      .map(({ box }): PageMark => ({ box, reason: 'cell-not-text' })),
  ]
}

/** What the page's edge cuts off is read on purpose: a table may be wider than its page. */
const isOnPage = ({ box }: PaintedGlyph, { width, height }: PaintedPage): boolean =>
  contains([EDGE, EDGE, width - EDGE, height - EDGE], (box[0] + box[2]) / 2, (box[1] + box[3]) / 2)

/** Dark areas and pictures over characters, with nothing painted on top of them that could be read. */
function hidingCovers({ glyphs, paths, pictures }: PaintedPage): readonly Cover[] {
  return coversOf(paths, pictures)
    .filter(({ white }) => !white)
    .filter((cover) => {
      const under = glyphs.filter((glyph) => glyph.visible && isUnder(glyph, cover))
      return under.some(({ order }) => order < cover.order) && !under.some(({ order }) => order > cover.order)
    })
}

/** The paths of a page without those that black something out: their edges are no rulings. */
export function withoutCovers(painted: PaintedPage): readonly PaintedPath[] {
  const orders = new Set(hidingCovers(painted).map(({ order }) => order))
  return orders.size === 0 ? painted.paths : painted.paths.filter(({ order }) => !orders.has(order))
}

/** Characters under a dark area or a picture: whatever they say, nobody sees it. Under a white one there is nothing. */
function coveredIn(painted: PaintedPage): readonly PageMark[] {
  const covers = hidingCovers(painted)
  if (covers.length === 0) return []
  const isCovered = (glyph: PaintedGlyph): boolean =>
    covers.some((cover) => cover.order > glyph.order && isUnder(glyph, cover))
  return painted.glyphs
    .filter((glyph) => glyph.visible && isCovered(glyph))
    .map(({ box }) => ({ box, reason: 'cell-covered' }))
}

const isUnder = ({ box }: PaintedGlyph, cover: Cover): boolean =>
  contains(cover.box, (box[0] + box[2]) / 2, (box[1] + box[3]) / 2)

/**
 * Does an area or picture lie between characters below and others on top? Engines leave out what is printed twice, also
 * where the first one is covered by then.
 */
export function isPrintedOver({ glyphs, paths, pictures }: PaintedPage): boolean {
  return coversOf(paths, pictures).some(
    (cover) =>
      glyphs.some((glyph) => glyph.order < cover.order && isUnder(glyph, cover)) &&
      glyphs.some((glyph) => glyph.order > cover.order && isUnder(glyph, cover)),
  )
}

/** Boxes of all that is painted but characters; a path's outline is one piece, whatever its parts. */
function piecesOf({ paths, pictures }: PaintedPage): readonly Piece[] {
  return [...paths.flatMap(pieceOf), ...pictures.map(({ box, order }) => ({ box, order }))]
}

function pieceOf({ subpaths, stroke, fill, clip, order }: PaintedPath): readonly Piece[] {
  const inked = [stroke, fill].some((paint) => paint && paint.opacity > MIN_OPACITY && !isWhite(paint.colour))
  if (!inked) return []
  const width = stroke ? stroke.width / 2 : 0
  return subpaths.flatMap(({ points }) => {
    const [left, top, right, bottom] = extentOf(points)
    const box = intersect([left - width, top - width, right + width, bottom + width], clip)
    return isEmpty(box) ? [] : [{ box, order }]
  })
}

/** A thin upright line beside or through a digit is the border of a column: where the number stands is another matter. */
const isBorder = ([left, top, right, bottom]: Box): boolean => right - left <= MAX_BORDER && bottom - top > right - left

/** Does a piece run through the middle of a digit, without being the ground that all of it stands on? */
function crosses(piece: Box, { box }: PaintedGlyph): boolean {
  const [left, top, right, bottom] = box
  const [width, height] = [right - left, bottom - top]
  if (piece[0] <= left && piece[1] <= top && piece[2] >= right && piece[3] >= bottom) return false
  return (
    piece[0] < right - CORE_ACROSS * width &&
    piece[2] > left + CORE_ACROSS * width &&
    piece[1] < bottom - CORE_ALONG * height &&
    piece[3] > top + CORE_ALONG * height
  )
}

/** Ink that belongs to a character: its ground, its underline, or a line through it, which is told of by itself. */
function isExplained(piece: Box, shown: readonly PaintedGlyph[]): boolean {
  return shown.some(({ box, size }) => {
    const meets = piece[0] < box[2] && piece[2] > box[0] && piece[1] < box[3] && piece[3] > box[1]
    const thin = piece[3] - piece[1] <= MAX_UNDERLINE
    const below = piece[1] - box[3]
    const under = thin && below >= 0 && below <= UNDERLINE_REACH * size && piece[0] < box[2] && piece[2] > box[0]
    return meets || under
  })
}
