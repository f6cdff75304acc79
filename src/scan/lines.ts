import { partAtGutters } from './gutters.js'
import { boxHeight, boxWidth, joinBoxes, type PixelBox } from './image.js'

/** Pieces of one character (二, 三, i) stand one above the other; together they are no higher than this. Of an em. */
const CHARACTER = 1.2
/** The white between the pieces of a character is at most this wide, in ems. */
const INNER_GAP = 0.45
/** A band higher than this holds two lines that touch. Of an em. */
const TWO_LINES = 1.7
/** Characters of a table are no larger than this. Of the page's usual em. */
const LARGEST_IN_CELL = 1.2
/** White wider than this parts a line in two. Of an em. */
const COLUMN_GAP = 3

/** A line of print: its box around the ink, and the patches of ink in it. */
export interface InkLine {
  readonly box: PixelBox
  readonly ink: readonly PixelBox[]
}

/** Patches of ink, grouped wherever a row of pixels without ink passes between them. */
function bandsOf(ink: readonly PixelBox[]): InkLine[] {
  const bands: { box: PixelBox; ink: PixelBox[] }[] = []
  for (const patch of [...ink].sort((a, b) => a.top - b.top)) {
    const band = bands.at(-1)
    if (band && patch.top < band.box.bottom) {
      band.ink.push(patch)
      band.box = joinBoxes(band.box, patch)
    } else bands.push({ box: patch, ink: [patch] })
  }
  return bands
}

const joinLines = (a: InkLine, b: InkLine): InkLine => ({ box: joinBoxes(a.box, b.box), ink: [...a.ink, ...b.ink] })

/** Size of the characters of two bands that may be pieces of one: strokes of 二 and 三 are nearly as wide as the em. */
function localEm(a: InkLine, b: InkLine, em: number): number {
  const few = a.ink.length + b.ink.length <= 5
  return few ? Math.max(em, 0.95 * Math.max(...[...a.ink, ...b.ink].map(boxWidth))) : em
}

/** Joins bands that together are one row of characters. */
function joinPieces(bands: readonly InkLine[], em: number): InkLine[] {
  const lines: InkLine[] = []
  for (const band of bands) {
    const line = lines.at(-1)
    if (line) {
      const own = localEm(line, band, em)
      const gap = band.box.top - line.box.bottom
      if (gap <= INNER_GAP * own && band.box.bottom - line.box.top <= CHARACTER * own) {
        lines[lines.length - 1] = joinLines(line, band)
        continue
      }
    }
    lines.push(band)
  }
  return lines
}

/** Parts a band of lines that touch: patches go to the line that their middle lies in. */
function partTouching(band: InkLine, em: number, mostEm: number): InkLine[] {
  const height = boxHeight(band.box)
  const tallest = Math.min(mostEm, Math.max(...band.ink.map(boxHeight)))
  if (height <= TWO_LINES * Math.max(em, tallest)) return [band]
  // The row that the fewest patches reach into, not too near the edges.
  const reach = Math.round(0.5 * Math.max(em, tallest))
  let best = band.box.top + Math.round(height / 2)
  let fewest = Infinity
  for (let y = band.box.top + reach; y <= band.box.bottom - reach; y++) {
    const cut = band.ink.filter(({ top, bottom }) => top < y && y < bottom).length
    if (cut < fewest) {
      fewest = cut
      best = y
    }
  }
  const side = (below: boolean): InkLine[] => {
    const ink = band.ink.filter(({ top, bottom }) => (top + bottom) / 2 > best === below)
    const [first, ...rest] = ink
    if (ink.length === band.ink.length) return []
    return first ? partTouching({ ink, box: rest.reduce<PixelBox>(joinBoxes, first) }, em, mostEm) : []
  }
  const [upper, lower] = [side(false), side(true)]
  return upper.length > 0 && lower.length > 0 ? [...upper, ...lower] : [band]
}

/** Parts a line at wide gaps: what stands far apart is not one phrase. */
function partColumns(line: InkLine, em: number): InkLine[] {
  const parts: { box: PixelBox; ink: PixelBox[] }[] = []
  for (const patch of [...line.ink].sort((a, b) => a.left - b.left)) {
    const part = parts.at(-1)
    if (part && patch.left - part.box.right <= COLUMN_GAP * Math.max(em, boxHeight(line.box))) {
      part.ink.push(patch)
      part.box = joinBoxes(part.box, patch)
    } else parts.push({ box: patch, ink: [patch] })
  }
  return parts
}

/**
 * Lines of print made of patches of ink, top to bottom, left to right. `em` is the usual size of characters, in pixels;
 * `inCell` says that they are no larger here: a higher patch is characters of two lines that touch.
 */
export const inkLines = (ink: readonly PixelBox[], em: number, inCell = false): InkLine[] =>
  joinPieces(
    bandsOf(ink).flatMap((band) => partTouching(band, em, inCell ? LARGEST_IN_CELL * em : Infinity)),
    em,
  ).flatMap((line) => partColumns(line, em))

/** A patch this much higher than characters (em) and no wider than this is a piece of a vertical line. */
const STROKE = { height: 1.5, width: 0.2 }

const isStroke = (patch: PixelBox, em: number): boolean =>
  boxHeight(patch) > STROKE.height * em && boxWidth(patch) <= STROKE.width * em

/**
 * Lines of print outside of grids. Where they stand in columns that no lines part, each cell's lines are lines of their own,
 * and `columns` is true.
 */
export function openLines(
  ink: readonly PixelBox[],
  em: number,
): { readonly lines: InkLine[]; readonly columns: boolean } {
  const print = ink.filter((patch) => !isStroke(patch, em))
  const parts = partAtGutters(
    bandsOf(print).map((band) => band.ink),
    em,
  )
  if (!parts) return { lines: inkLines(ink, em), columns: false }
  return { lines: parts.flatMap((part) => inkLines(part, em)), columns: true }
}

/** Rows lower than this, of those that most of the ink is in, are specks. */
const LOWEST_ROW = 0.4

const areaOf = ({ ink }: InkLine): number => ink.reduce((sum, patch) => sum + boxWidth(patch) * boxHeight(patch), 0)

/** The height up to which rows hold half of all ink. */
function heightOfMost(rows: readonly InkLine[]): number {
  const half = rows.reduce((sum, row) => sum + areaOf(row), 0) / 2
  let sum = 0
  for (const row of [...rows].sort((a, b) => boxHeight(a.box) - boxHeight(b.box))) {
    sum += areaOf(row)
    if (sum >= half) return boxHeight(row.box)
  }
  return 0
}

/**
 * The usual size of characters, in pixels: the median height of rows that are wide enough to hold several characters;
 * null where there are none. Specks make many rows, and little ink.
 */
export function usualEm(groups: readonly (readonly PixelBox[])[]): number | null {
  const rows = groups
    .flatMap((ink) => bandsOf(ink))
    .filter(({ box, ink }) => ink.length >= 4 && boxWidth(box) >= 3 * boxHeight(box))
  const lowest = LOWEST_ROW * heightOfMost(rows)
  const heights = rows
    .map(({ box }) => boxHeight(box))
    .filter((height) => height >= lowest)
    .sort((a, b) => a - b)
  return heights[heights.length >> 1] ?? null
}
