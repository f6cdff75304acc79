import { median } from './image.js'
import type { Ruling } from '../model/page.js'
import type { Mat } from './opencv.js'

/** A pixel at least this dark (255 = ink) is painted: hairlines of faded scans have about 90. */
const PAINTED = 70
/** How far beside a rule its white begins, in points, and how dark that may be. */
const BESIDE = 1.3
const WHITE = 110

/** Darkness at a place along and across the line; 0 outside the picture. */
type Darkness = (along: number, across: number) => number

const darknessOf = ({ data, cols, rows }: Mat, flat: boolean): Darkness =>
  flat
    ? (along, across) =>
        along >= 0 && along < cols && across >= 0 && across < rows ? (data[across * cols + along] ?? 0) : 0
    : (along, across) =>
        along >= 0 && along < rows && across >= 0 && across < cols ? (data[along * cols + across] ?? 0) : 0

/** How far a rule may stray from its middle position, in points: a rectified page still wavers. */
const STRAY = 1.2

/**
 * A dotted rule has this many dots or dashes at least; each, and the white after it, is no longer than this (points), and
 * most are evenly spaced.
 */
const DOTTED = {
  fewest: 10,
  longestDot: 6,
  longestGap: 5,
  even: 0.7,
  tolerance: 0.3,
  fewestLike: 4,
  evenLike: 0.55,
  long: 100,
  joined: { length: 1.6, longest: 3.2, share: 0.35 },
}
/** The white between two dots may be longer than usual by this factor where the pattern begins anew at a cell. */
const LONGER_GAP = 1.6
/** For short lines, in whose place characters may stand. */
const SHORT_GAP = 1.2

/**
 * Beside the dots of a rule lies the white of cells, for this far (points); beside the strokes of a row of characters lies
 * more ink of theirs along more than this share.
 */
const CROWDED = { depth: 2.5, share: 0.4 }

/** The painted part of a rule between two places on it. */
export interface Paint {
  /** 0..1. */
  readonly share: number
  /** The longest stretch without a gap, in points. */
  readonly longest: number
}

type Line = Pick<Ruling, 'orientation' | 'position' | 'thickness'>

/** 1 for each pixel along a rule that is painted, from place to place (points); see `paintOf`. */
function tracePaint(dark: Mat, dpi: number, line: Line, start: number, end: number, thin: boolean): Uint8Array {
  const points = dpi / 72
  const at = darknessOf(dark, line.orientation === 'horizontal')
  const middle = line.position * points - 0.5
  const low = Math.floor(middle - STRAY * points)
  const high = Math.ceil(middle + STRAY * points)
  const beside = Math.round((line.thickness / 2 + BESIDE) * points)
  const from = Math.round(start * points)
  const to = Math.round(end * points)
  const darkest = (along: number, least: number, most: number): number => {
    let best = least
    for (let across = least + 1; across <= most; across++) if (at(along, across) > at(along, best)) best = across
    return best
  }
  // Where a rule begins, all is dark along the one that it meets: it goes on from the middle.
  const nearest = (along: number): number => {
    const centre = Math.round(middle)
    for (let away = 0; away <= centre - low; away++)
      for (const across of [centre - away, centre + away]) if (at(along, across) >= PAINTED) return across
    return centre
  }
  const painted = new Uint8Array(Math.max(0, to - from))
  let place: number | null = null
  for (let along = from; along < to; along++) {
    const next: number =
      place === null ? nearest(along) : darkest(along, Math.max(low, place - 1), Math.min(high, place + 1))
    if (at(along, next) < PAINTED) {
      place = null
      continue
    }
    place = next
    if (thin && Math.min(at(along, next - beside), at(along, next + beside)) >= WHITE) continue
    painted[along - from] = 1
  }
  return painted
}

/**
 * How much of a rule between two places on it (in points) is painted on the page (its darkness), and white on one side at
 * least (unless `thin` is false: near a crossing rule there is no white). The rule is followed pixel by pixel. Rules have a
 * share of nearly 1; a row of characters' strokes has about 0.6, in stretches no longer than a character. White up to `gap`
 * (points) between two painted places counts as painted: that of a dotted rule.
 */
export function paintOf(dark: Mat, dpi: number, line: Line, start: number, end: number, thin = true, gap = 0): Paint {
  const points = dpi / 72
  const painted = tracePaint(dark, dpi, line, start, end, thin)
  let count = 0
  let stretch = 0
  let longest = 0
  // Before the first dot and behind the last one lies half a gap at most.
  let white = (gap * points) / 2
  for (const pixel of painted) {
    if (pixel === 0) {
      white++
      if (white > gap * points) stretch = 0
      continue
    }
    const bridged = white <= gap * points ? white : 0
    count += 1 + bridged
    stretch += 1 + bridged
    white = 0
    longest = Math.max(longest, stretch)
  }
  if (white <= (gap * points) / 2) count += white
  return { share: Math.min(1, count / Math.max(1, painted.length)), longest: longest / points }
}

/** How a rule is made of dots or dashes, in points. */
export interface Dots {
  /** Usual length of a dot or dash. */
  readonly dash: number
  readonly period: number
  /** The longest white between two of them. */
  readonly gap: number
}

/** Does ink lie close to a line along its way, as to a row of strokes within a line of characters? */
function isCrowded(dark: Mat, dpi: number, line: Line & Pick<Ruling, 'start' | 'end'>): boolean {
  const points = dpi / 72
  const at = darknessOf(dark, line.orientation === 'horizontal')
  const middle = line.position * points - 0.5
  const near = (line.thickness / 2 + BESIDE) * points
  const far = near + CROWDED.depth * points
  const [from, to] = [Math.round(line.start * points), Math.round(line.end * points)]
  const share = (side: 1 | -1): number => {
    let inked = 0
    for (let along = from; along < to; along++)
      for (let away = near; away <= far; away++)
        if (at(along, Math.round(middle + side * away)) >= WHITE) {
          inked++
          break
        }
    return inked / Math.max(1, to - from)
  }
  return Math.max(share(1), share(-1)) > CROWDED.share
}

/**
 * The dots or dashes that a rule is made of; null for one that is not. Strokes of characters come at uneven distances. A
 * short line is judged with what the long rules of its page are made of (`like`).
 */
export function dotsOf(
  dark: Mat,
  dpi: number,
  line: Line & Pick<Ruling, 'start' | 'end'>,
  like: Dots | null = null,
): Dots | null {
  const points = dpi / 72
  const painted = tracePaint(dark, dpi, line, line.start, line.end, true)
  const dots: { readonly from: number; to: number }[] = []
  painted.forEach((pixel, at) => {
    const last = dots.at(-1)
    if (pixel === 0) return
    if (last?.to === at) last.to = at + 1
    else dots.push({ from: at, to: at + 1 })
  })
  const periods = dots.slice(1).map(({ from }, index) => from - (dots[index]?.from ?? from))
  const gaps = dots.slice(1).map(({ from }, index) => from - (dots[index]?.to ?? from))
  const [dot, gap, period] = [median(dots.map(({ from, to }) => to - from)), median(gaps), median(periods)]
  if (dots.length < (like ? DOTTED.fewestLike : DOTTED.fewest)) return null
  if (dot > DOTTED.longestDot * points || gap > DOTTED.longestGap * points) return null
  const tolerance = Math.max(1, DOTTED.tolerance * period)
  if (like && Math.abs(like.period * points - period) > tolerance) return null
  if (like) {
    // Where the pattern begins anew, two dashes may touch; strokes of characters are longer.
    const lengths = dots.map(({ from, to }) => (to - from - 1) / (like.dash * points))
    const joined = lengths.filter((length) => length > DOTTED.joined.length).length
    if (Math.max(...lengths) > DOTTED.joined.longest || joined > DOTTED.joined.share * dots.length) return null
  }
  const even = periods.filter((each) => Math.abs(each - period) <= tolerance).length
  const found = {
    dash: dot / points,
    period: period / points,
    gap: ((like ? SHORT_GAP : LONGER_GAP) * gap + 1) / points,
  }
  // The pattern begins anew at each cell: of a long line less is even, but no row of characters is as long.
  const isLong = line.end - line.start >= DOTTED.long
  if (even < (like || isLong ? DOTTED.evenLike : DOTTED.even) * periods.length) return null
  return isCrowded(dark, dpi, line) ? null : found
}
