import type { Ruling } from '../model/page.js'
import { componentsOf, type Component } from './components.js'
import type { GrayImage } from './image.js'
import { crossings, CUT, cutsOf, isCollinear, SAME_LINE, TOUCH, type Cuts, isStreak } from './streaks.js'
import { lineMask } from './line-mask.js'
import { toMat, useCv, type Mat } from './opencv.js'
import { dotsOf, paintOf, type Dots, type Paint } from './paint.js'

/** A break in a rule is at most this long, in points: less than the lowest row of a table is high. */
const BREAK = 7
/**
 * A seal may take up to this length, in points, out of a level rule that is longer than strokes of characters on both sides
 * of it.
 */
const SEALED = { gap: 24, side: 40 }
/** A rule of at least this length needs no crossing rule to be one, in points: no stroke of a character is that long. */
const SURE: Record<Ruling['orientation'], number> = { horizontal: 70, vertical: 50 }
/**
 * The first share of such a rule is painted, or the second, with one stretch (in points) longer than strokes of characters.
 */
const SURE_PAINT = { whole: 0.92, broken: 0.75, stretch: 40 }
/** Share of one cell's side that is painted, in the middle of a sure rule: a break may lie there. */
const SIDE_SHARE = 0.6
/** The same at the ends of a sure rule, where a stroke of a character may only seem to carry it on. */
const END_SHARE = 0.75
/** The same where nothing else speaks for the rule: tall characters in low rows fill up to 0.8 of it. */
const LONELY_SHARE = 0.88
/** A rule is painted up to the one that it meets; characters stay at least this far from it. Points. */
const CORNER = { from: 0.5, to: 1.8, share: 0.5 }
/** A sure rule goes on alone in the open for at least this long, in points; no stroke of a character does. */
const OPEN_END = 30
/** No row of a table has a rule as short as this, in points: the box of a bold 四 or 口 has. */
const SHORTEST_ROW = 12
/** Thicker is a bar or the edge of a picture, in points. */
const THICKEST = 5
/** Dotted lines between columns are at least this long, in points; strokes of characters are shorter. */
const SHORT_DOTTED = 20
/** Rules are looked for at this resolution at most, in dots per inch: finer pixels only cost time. */
const FINEST_DPI = 200
const WHOLE: Paint = { share: 1, longest: Infinity }

function toPiece({ left, top, right, bottom, area, x, y }: Component, flat: boolean, points: number): Ruling {
  const length = flat ? right - left : bottom - top
  return {
    orientation: flat ? 'horizontal' : 'vertical',
    // The middle of a pixel is half a pixel from its left and upper edges.
    position: ((flat ? y : x) + 0.5) / points,
    start: (flat ? left : top) / points,
    end: (flat ? right : bottom) / points,
    thickness: area / Math.max(1, length) / points,
  }
}

/** Level only: tables that stand one upon the other have upright borders that go on below a gap. */
const mayGoOn = ({ orientation, start, end }: Ruling): boolean =>
  orientation === 'horizontal' && end - start >= SEALED.side

/** Joins the pieces of each rule over its breaks. */
function bridge(pieces: readonly Ruling[]): Ruling[] {
  const lines: Ruling[] = []
  for (const piece of [...pieces].sort((a, b) => a.start - b.start)) {
    const place = lines.findIndex(
      (line) =>
        Math.abs(line.position - piece.position) <= Math.max(SAME_LINE, (line.thickness + piece.thickness) / 2) &&
        piece.start - line.end <= (mayGoOn(line) && mayGoOn(piece) ? SEALED.gap : BREAK),
    )
    const line = lines[place]
    if (!line) {
      lines.push(piece)
      continue
    }
    const own = line.end - line.start
    const added = piece.end - piece.start
    lines[place] = {
      ...line,
      position: (line.position * own + piece.position * added) / (own + added),
      end: Math.max(line.end, piece.end),
      thickness: (line.thickness * own + piece.thickness * added) / (own + added),
    }
  }
  return lines
}

/** The white between the dots of each line that is dotted (0 for others), in points; parts of a line are like the whole. */
function gapsOf(dark: Mat, dpi: number, lines: readonly Ruling[]): (line: Ruling) => number {
  const placeOf = ({ orientation, position }: Ruling): string => `${orientation} ${position}`
  const mayBeSure = ({ orientation, start, end }: Ruling): boolean => end - start >= SURE[orientation]
  const gaps = new Map<string, number>()
  const long = lines.filter(mayBeSure).flatMap((line): Dots[] => {
    const dots = dotsOf(dark, dpi, line)
    gaps.set(placeOf(line), Math.max(dots?.gap ?? 0, gaps.get(placeOf(line)) ?? 0))
    return dots ? [dots] : []
  })
  const like = long.sort((a, b) => a.period - b.period)[long.length >> 1]
  // Only upright ones: the shortest columns are two rows high, no level rule is as short as a word.
  const mayBe = ({ orientation, start, end }: Ruling): boolean =>
    orientation === 'vertical' && end - start >= SHORT_DOTTED
  for (const line of lines)
    if (like && mayBe(line) && !gaps.has(placeOf(line)))
      gaps.set(placeOf(line), dotsOf(dark, dpi, line, like)?.gap ?? 0)
  return (line) => gaps.get(placeOf(line)) ?? 0
}

/** The rules of a page, and lines across it that are none. */
interface PageLines {
  readonly rulings: readonly Ruling[]
  /** Streaks over the page: they may have hit characters. */
  readonly streaks: readonly Ruling[]
}

/** How much of a line is painted between two places on it. */
type PaintBetween = (line: Ruling, start: number, end: number, thin?: boolean) => Paint

function isSure(line: Ruling, paint: PaintBetween): boolean {
  if (line.end - line.start < SURE[line.orientation]) return false
  const { share, longest } = paint(line, line.start, line.end)
  return share >= SURE_PAINT.whole || (share >= SURE_PAINT.broken && longest >= SURE_PAINT.stretch)
}

/** Is the line painted right up to the rules at both ends of a span? */
function meets(line: Ruling, start: number, end: number, paint: PaintBetween): boolean {
  const near = Math.min(CORNER.to, (end - start) / 3)
  return (
    paint(line, start + CORNER.from, start + near, false).share >= CORNER.share &&
    paint(line, end - near, end - CORNER.from, false).share >= CORNER.share
  )
}

/**
 * The parts of a line that are sides of cells: those between two crossing rules that are painted from one to the other.
 * A sure line also keeps its open ends.
 */
function sides(line: Ruling, rules: readonly Ruling[], sure: boolean, paint: PaintBetween, cuts: Cuts): Ruling[] {
  const stops = crossings(line, rules)
  const [first] = stops
  const last = stops.at(-1)
  if (first === undefined || last === undefined) return sure ? [line] : []
  const spans = stops.slice(1).flatMap((end, index) => {
    const start = stops[index] ?? end
    if (end - start < 0.01) return []
    const inset = Math.min(1.5, (end - start) / 4)
    const painted = paint(line, start + inset, end - inset).share
    const whole = painted >= (sure ? END_SHARE : LONELY_SHARE) && meets(line, start, end, paint)
    return [{ start, end, whole, painted: whole || (sure && painted >= SIDE_SHARE) }]
  })
  // A sure rule may be broken in the middle, but it begins and ends with a whole side.
  const from = spans.findIndex(({ whole }) => whole)
  const to = spans.findLastIndex(({ whole }) => whole)
  const kept = from < 0 ? [] : spans.slice(from, to + 1).filter(({ painted }) => painted)
  // A stroke of a character behind its end seems to carry a rule on; rules that go on do so together, or far.
  const isOpen = (start: number, end: number, cut: boolean): boolean =>
    // Rows are long: a short level line that ends in the open is a stroke, however many others end there.
    (sure || line.orientation === 'vertical') &&
    (cut ? end - start >= CUT.shortest : sure && end - start >= OPEN_END) &&
    ((cut && sure) || paint(line, start + CORNER.from, end - CORNER.from).share >= LONELY_SHARE)
  if (line.start < first - TOUCH && isOpen(line.start, first, cuts.starts(line)))
    kept.unshift({ start: line.start, end: first, whole: true, painted: true })
  if (line.end > last + TOUCH && isOpen(last, line.end, cuts.ends(line)))
    kept.push({ start: last, end: line.end, whole: true, painted: true })
  const parts: Ruling[] = []
  for (const { start, end } of kept) {
    const open = parts.at(-1)
    if (open && start - open.end < 0.01) parts[parts.length - 1] = { ...open, end }
    else parts.push({ ...line, start, end })
  }
  return parts
}

const isLongEnough = ({ orientation, start, end }: Ruling): boolean =>
  orientation === 'vertical' || end - start >= SHORTEST_ROW

/** Takes out what is no rule: first come the sure ones, then what they hold at both ends, until nothing is added. */
function settle(
  all: readonly Ruling[],
  paint: PaintBetween,
  size: Readonly<Record<Ruling['orientation'], number>>,
): PageLines {
  const certain = all.filter((line) => isSure(line, paint))
  const cuts = cutsOf(all)
  const streaks = certain.filter((line) => isStreak(line, { all, certain, cuts, size }))
  const isNone = (line: Ruling): boolean => streaks.some((streak) => isCollinear(line, streak))
  const lines = all.filter((line) => !isNone(line))
  const sure = new Set(certain.filter((line) => !isNone(line)))
  let rules = [...sure]
  for (let round = 0; round < 4; round++) {
    const next = lines.flatMap((line) => sides(line, rules, sure.has(line), paint, cuts)).filter(isLongEnough)
    const settled = next.length === rules.length
    rules = next
    if (settled) break
  }
  return { rulings: rules, streaks }
}

/**
 * The rules of a straight page, in points, as if they had been read from a file: thin dark lines along the axes, breaks
 * bridged; strokes of characters are told from them by what they touch.
 */
export function findRulings(image: GrayImage, imageDpi: number): PageLines {
  const scale = Math.min(1, FINEST_DPI / imageDpi)
  const dpi = imageDpi * scale
  const points = dpi / 72
  return useCv((cv, keep) => {
    const dark: Mat = keep(toMat(cv, image))
    if (scale < 1) {
      const size = new cv.Size(Math.round(image.width * scale), Math.round(image.height * scale))
      cv.resize(dark, dark, size, 0, 0, cv.INTER_AREA)
    }
    cv.bitwise_not(dark, dark)
    const lines = (['horizontal', 'vertical'] as const).flatMap((orientation) => {
      const { components } = componentsOf(cv, keep, lineMask(cv, keep, dark, orientation, dpi))
      const pieces = components.map((component) => toPiece(component, orientation === 'horizontal', points))
      return bridge(pieces.filter(({ thickness }) => thickness <= THICKEST))
    })
    const gapOf = gapsOf(dark, dpi, lines)
    const size = { horizontal: dark.cols / points, vertical: dark.rows / points }
    const paint: PaintBetween = (line, start, end, thin) => {
      const gap = gapOf(line)
      // Between the dots of a rule no character's stroke is told from it by how near it comes to its neighbour.
      return gap > 0 && thin === false ? WHOLE : paintOf(dark, dpi, line, start, end, thin, gap)
    }
    return settle(lines, paint, size)
  })
}
