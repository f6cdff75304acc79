import { BoxIndex } from '../../model/box-index.js'
import { isAnyDigit } from '../../model/digits.js'
import type { Box } from '../../model/geometry.js'
import type { PageMark } from '../../model/page.js'
import type { PaintedGlyph, PaintedPage, PaintedPath } from './engine.js'
import { coveredIn } from './covered.js'
import { coversOf, hasHole, OPAQUE, paleIn } from './glyphs.js'
import { contains, extentOf, intersect, isEmpty } from './matrix.js'
import { isWhite } from './rulings.js'
import { drawnSeals } from './seals.js'

/** Paint fainter than this is not seen. */
const MIN_OPACITY = 0.05
/** The middle of a digit (shares of its box from each side): what crosses it strikes it out; what touches its edge does not. */
const CORE_ACROSS = 0.25
const CORE_ALONG = 0.28
/** Thinner lines that close below or above a character belong to it (points; share of the character's size). */
const MAX_UNDERLINE = 1.2
const MAX_BORDER = 1.5
/** Points from the page's edge where a clip is the edge's. */
const EDGE = 4
const UNDERLINE_REACH = 0.35
/** The same, in shares of the character's size, where all of a character is underlined: annotations grow with it. */
const WHOLE_UNDERLINE = { thickness: 0.2, reach: 0.5 }
/** A stroke through characters is thinner than this, or is a line that rises less (shares of the character's size). */
const MAX_STROKE = 0.5
const MAX_STRIKE = 2
/** A page of so many painted pieces is a drawing, which nothing is told of. */
const MAX_PIECES = 20_000

interface Piece {
  readonly box: Box
  readonly order: number
  /** Whether it is a stroke, and no area. */
  readonly drawn: boolean
  /** Whether it is filled with a pattern or shading, of which it is not told what it shows where. */
  readonly patterned?: boolean
}

/**
 * Marks of one page: characters covered by a box or a picture, cut off by a clip or crossed by a line, and ink where no
 * character stands.
 */
export function marksOf(painted: PaintedPage, shown: readonly PaintedGlyph[]): readonly PageMark[] {
  const digits = shown.filter(({ text }) => isAnyDigit(text))
  const pieces = piecesOf(painted)
  const cut = shown
    .filter((glyph) => glyph.clipped === true && isOnPage(glyph, painted))
    .map(({ box }): PageMark => ({ box, reason: 'cell-hidden' }))
  const engines = painted.marks ?? []
  const veiled = painted.glyphs.filter(({ unsure, visible, text }) => unsure === true && visible && isAnyDigit(text))
  const unclear = [...veiled, ...piled(digits), ...shown.filter(isCrammed)]
  const told: readonly PageMark[] = [
    ...engines,
    ...coveredIn(painted),
    ...cut,
    ...unclear.map(({ box }): PageMark => ({ box, reason: 'cell-unread' })),
    ...[...partlyCovered(painted, digits), ...paleIn(digits, coversOf(painted.paths, painted.pictures))].map(
      ({ box }): PageMark => ({ box, reason: 'cell-hidden' }),
    ),
  ]
  if (pieces.length > MAX_PIECES) return told
  const painting = new BoxIndex(pieces, ({ box }) => box)
  const crossed = digits.filter((digit) =>
    painting.find(digit.box, (piece) => !isBorder(piece.box) && isStroke(piece, digit) && crosses(piece.box, digit)),
  )
  const changed = digits.filter((digit) => painting.find(digit.box, ({ box }) => isAddition(box, digit)))
  const text = new BoxIndex(shown, ({ box }) => box)
  const reach = WHOLE_UNDERLINE.reach * shown.reduce((largest, { size }) => Math.max(largest, size), 0)
  return [
    ...told,
    ...crossed.map(({ box }): PageMark => ({ box, reason: 'cell-struck-out' })),
    ...changed.map(({ box }): PageMark => ({ box, reason: 'cell-unread' })),
    ...pieces
      .filter(
        ({ box, patterned }) => patterned === true || !text.find(box, (glyph) => isExplainedBy(glyph, box), reach),
      )
      .map(({ box }): PageMark => ({ box, reason: 'cell-not-text' })),
  ]
}

/** Text that the page's edge cuts off is read on purpose: a table may be wider than its page. */
const isOnPage = ({ box }: PaintedGlyph, { width, height }: PaintedPage): boolean =>
  contains([EDGE, EDGE, width - EDGE, height - EDGE], (box[0] + box[2]) / 2, (box[1] + box[3]) / 2)

/** Digits take more room than this (em), also in narrow fonts. */
const MIN_DIGIT_WIDTH = 0.35

/** One character that says more digits than have room in it. */
const isCrammed = ({ text, box, size, heading }: PaintedGlyph): boolean =>
  text.length > 1 &&
  /^\d{2,}$/u.test(text) &&
  lengthOf(box, heading % 180 === 0 ? 0 : 1) < text.length * MIN_DIGIT_WIDTH * size

/** Share of a digit's middle that white paint upon it leaves whole. */
const MIN_WHOLE = 0.15
/** The same of all of its box, for a patch that is no larger than a digit. */
const MIN_PATCH = 0.08

/** A picture larger than this (points) in both directions is a seal or a background. */
const MAX_PATCH = 40

/** Digits that are seen, while a small picture, white paint or print on top of them hides some of them: an 8 may be left as a 3. */
function partlyCovered(
  { paths, glyphs, pictures }: PaintedPage,
  digits: readonly PaintedGlyph[],
): readonly PaintedGlyph[] {
  const white = [
    ...paths
      .filter(({ fill }) => fill && fill.opacity > OPAQUE && isWhite(fill.colour))
      .filter(({ subpaths }) => !hasHole(subpaths))
      .flatMap(({ subpaths, clip, order }) =>
        subpaths.map(({ points }) => ({ box: intersect(extentOf(points), clip), order })),
      ),
    ...glyphs.filter(({ text, colour, visible }) => visible && text.trim() !== '' && isWhite(colour)),
    // It is not told which parts of a picture are seen through, nor which colours it has.
    ...pictures.filter(({ box }) => Math.min(lengthOf(box, 0), lengthOf(box, 1)) <= MAX_PATCH),
  ]
  if (white.length === 0) return []
  return digits.filter((digit) => white.some(({ box, order }) => order > digit.order && hides(box, digit)))
}

function hides(cover: Box, { box, size }: PaintedGlyph): boolean {
  const [left, top, right, bottom] = box
  // A patch no larger than a digit is there to hide a part of it.
  const isPatch = Math.max(lengthOf(cover, 0), lengthOf(cover, 1)) <= size
  const patched = intersect(cover, box)
  if (isPatch && !isEmpty(patched) && areaOf(patched) > MIN_PATCH * areaOf(box)) return true
  const [across, down] = [0.2 * (right - left), 0.25 * (bottom - top)]
  const core: Box = [left + across, top + down, right - across, bottom - down]
  const shared = intersect(cover, core)
  if (isEmpty(shared)) return false
  return areaOf(shared) > MIN_WHOLE * areaOf(core)
}

const areaOf = (box: Box): number => lengthOf(box, 0) * lengthOf(box, 1)

/** Digits that stand upon each other (share of the narrower one's width): nobody can tell which is meant. */
const PILED = 0.5

function piled(digits: readonly PaintedGlyph[]): readonly PaintedGlyph[] {
  const sorted = [...digits].sort((one, other) => one.box[0] - other.box[0])
  return sorted.filter((digit, index) => {
    for (let next = index + 1; next < sorted.length; next += 1) {
      const other = sorted[next]
      if (!other || other.box[0] >= digit.box[2]) return false
      // Most digits to its right stand on other lines.
      if (sharedOf(digit.box, other.box, 1) > PILED && sharedOf(digit.box, other.box, 0) > PILED) return true
    }
    return false
  })
}

/** Share of the shorter one's length on one side that two boxes have in common. */
function sharedOf(one: Box, other: Box, side: 0 | 1): number {
  const least = Math.min(lengthOf(one, side), lengthOf(other, side))
  if (least <= 0) return 0
  const end = side === 0 ? 2 : 3
  return (Math.min(one[end], other[end]) - Math.max(one[side], other[side])) / least
}

const lengthOf = (box: Box, side: number): number => (box[side + 2] ?? 0) - (box[side] ?? 0)

/** Boxes of all that is painted but characters and what stands in seals; a path's outline is one piece, whatever its parts. */
function piecesOf(painted: PaintedPage): readonly Piece[] {
  const { paths, pictures } = painted
  const { owns } = drawnSeals(painted)
  return [
    ...paths.filter((path) => !owns(path)).flatMap(pieceOf),
    ...pictures.map(({ box, order }) => ({ box, order, drawn: false })),
  ]
}

function pieceOf({ subpaths, stroke, fill, clip, order }: PaintedPath): readonly Piece[] {
  if (!isInked(stroke) && !isInked(fill)) return []
  const width = stroke ? stroke.width / 2 : 0
  return subpaths.flatMap(({ points, curved }) => {
    const [left, top, right, bottom] = extentOf(points)
    const box = intersect([left - width, top - width, right + width, bottom + width], clip)
    const drawn = stroke !== null && (!curved || fill === null)
    return isEmpty(box) ? [] : [{ box, order, drawn, patterned: fill !== null && fill.colour === null }]
  })
}

const isInked = (paint: PaintedPath['fill']): boolean =>
  paint !== null && paint.opacity > MIN_OPACITY && !isWhite(paint.colour)

/** A thin upright line beside or through a digit is the border of a column: where the number stands is another matter. */
const isBorder = ([left, top, right, bottom]: Box): boolean => right - left <= MAX_BORDER && bottom - top > right - left

/** Thin paint or short lines strike a character out: seals, highlights and pictures do not. */
const isStroke = ({ box: [left, top, right, bottom], drawn }: Piece, { size }: PaintedGlyph): boolean =>
  Math.min(right - left, bottom - top) <= MAX_STROKE * size || (drawn && bottom - top <= MAX_STRIKE * size)

/** Shares of a digit's box, from each side, that its neighbours and lines under it may reach into. */
const EDGE_ACROSS = 0.08
const EDGE_ALONG = 0.15

/** A piece no larger than a digit that is painted upon it: a short stroke makes a 3 an 8. */
function isAddition(piece: Box, { box, size }: PaintedGlyph): boolean {
  if (Math.max(lengthOf(piece, 0), lengthOf(piece, 1)) > size) return false
  const [across, along] = [EDGE_ACROSS * lengthOf(box, 0), EDGE_ALONG * lengthOf(box, 1)]
  const inner: Box = [box[0] + across, box[1] + along, box[2] - across, box[3] - along]
  return !isEmpty(intersect(piece, inner))
}

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

/** Ink that belongs to a character: its ground, a line under or over it, or a line through it, which is told of by itself. */
function isExplainedBy({ box, size }: PaintedGlyph, piece: Box): boolean {
  const beside = piece[0] < box[2] && piece[2] > box[0]
  const meets = beside && piece[1] < box[3] && piece[3] > box[1]
  const thickness = piece[3] - piece[1]
  const off = Math.max(piece[1] - box[3], box[1] - piece[3])
  const lines = thickness <= MAX_UNDERLINE && off >= 0 && off <= UNDERLINE_REACH * size && beside
  const isWhole = piece[0] <= box[0] && piece[2] >= box[2]
  const below = piece[1] - box[3]
  const underlines =
    isWhole && thickness <= WHOLE_UNDERLINE.thickness * size && below >= 0 && below <= WHOLE_UNDERLINE.reach * size
  return meets || lines || underlines
}
