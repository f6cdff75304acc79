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

/** What is painted of a rule between two places on it. */
export interface Paint {
  /** 0..1. */
  readonly share: number
  /** The longest stretch without a gap, in points. */
  readonly longest: number
}

/**
 * How much of a rule between two places on it (in points) is painted on the page (its darkness), and white on one side at
 * least (unless `thin` is false: near a crossing rule there is no white). The rule is followed pixel by pixel. Rules have a
 * share of nearly 1; a row of characters' strokes has about 0.6, in stretches no longer than a character.
 */
export function paintOf(
  dark: Mat,
  dpi: number,
  line: Pick<Ruling, 'orientation' | 'position' | 'thickness'>,
  start: number,
  end: number,
  thin = true,
): Paint {
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
  let painted = 0
  let stretch = 0
  let longest = 0
  let place: number | null = null
  for (let along = from; along < to; along++) {
    const next: number =
      place === null ? nearest(along) : darkest(along, Math.max(low, place - 1), Math.min(high, place + 1))
    if (at(along, next) < PAINTED) {
      place = null
      stretch = 0
      continue
    }
    place = next
    if (thin && Math.min(at(along, next - beside), at(along, next + beside)) >= WHITE) continue
    painted++
    stretch++
    longest = Math.max(longest, stretch)
  }
  return { share: painted / Math.max(1, to - from), longest: longest / points }
}
