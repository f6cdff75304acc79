import type { Ruling } from '../model/page.js'

/** Pieces whose middles lie this near are on one rule, in points: a rectified page still wavers by a pixel. */
export const SAME_LINE = 1.6
/** A rule ends at a crossing one if it comes this near, in points. */
export const TOUCH = 4
/**
 * Where a page break cuts a table, or where it has no outer border, its rules end in the open, at least so many at one
 * place (in points).
 */
export const CUT = { fewest: 3, tolerance: 2.5, shortest: 9 }

/** Where rules cross (or nearly reach) a line, ascending. */
export const crossings = (line: Ruling, rules: readonly Ruling[]): number[] =>
  rules
    .filter(
      (other) =>
        other.orientation !== line.orientation &&
        other.start - TOUCH <= line.position &&
        line.position <= other.end + TOUCH &&
        other.position >= line.start - TOUCH &&
        other.position <= line.end + TOUCH,
    )
    .map(({ position }) => position)
    .sort((a, b) => a - b)

/** Does a line begin, or end, where a page break seems to cut it: at one height with others? */
export interface Cuts {
  readonly starts: (line: Ruling) => boolean
  readonly ends: (line: Ruling) => boolean
}

export function cutsOf(lines: readonly Ruling[]): Cuts {
  const shared = (line: Ruling, end: 'start' | 'end'): boolean =>
    lines.filter((other) => other.orientation === line.orientation && Math.abs(other[end] - line[end]) <= CUT.tolerance)
      .length >= CUT.fewest
  return { starts: (line) => shared(line, 'start'), ends: (line) => shared(line, 'end') }
}

/** Do two lines lie on one, however far apart? */
export const isCollinear = (line: Ruling, other: Ruling): boolean =>
  line.orientation === other.orientation && Math.abs(line.position - other.position) <= SAME_LINE
