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

/**
 * The share of a rule between two places on it (in points) where the page (its darkness) is painted, thin, and white on one
 * side at least. Rules have nearly 1; a row of characters' strokes has about 0.6.
 */
export function paintedShare(
  dark: Mat,
  dpi: number,
  line: Pick<Ruling, 'orientation' | 'position' | 'thickness'>,
  start: number,
  end: number,
): number {
  const points = dpi / 72
  const at = darknessOf(dark, line.orientation === 'horizontal')
  const middle = line.position * points - 0.5
  const reach = Math.max(1, Math.round((line.thickness * points) / 2))
  const beside = reach + Math.max(1, Math.round(BESIDE * points) - 1)
  const from = Math.round(start * points)
  const to = Math.round(end * points)
  let painted = 0
  for (let along = from; along < to; along++) {
    let darkest = 0
    for (let across = Math.floor(middle) - reach + 1; across <= Math.ceil(middle) + reach - 1; across++)
      darkest = Math.max(darkest, at(along, across))
    if (darkest < PAINTED) continue
    const above = at(along, Math.floor(middle) - beside)
    const below = at(along, Math.ceil(middle) + beside)
    if (Math.min(above, below) < WHITE) painted++
  }
  return painted / Math.max(1, to - from)
}
