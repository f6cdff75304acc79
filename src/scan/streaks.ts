import type { Ruling } from '../model/page.js'

/**
 * A line that runs past the outermost rules that it crosses, on both sides or far on one (points), is a streak of the
 * scanner or copier, a fold, or the edge of the paper.
 */
const STREAK = { both: 12, one: 45 }
/** It does not end where another line of this length stands, in points: strokes of characters are shorter. */
const END_LINE = 20
/** A line that comes this near to the edge of the page, in points, is cut by no page break: paper has margins. */
const PAGE_EDGE = 8

/** Pieces whose middles lie this near are on one rule, in points: a rectified page still wavers by a pixel. */
export const SAME_LINE = 1.6
/** A rule ends at a crossing one if it comes this near, in points. */
export const TOUCH = 4
/**
 * Where a page break cuts a table, or where it has no outer border, its rules end in the open, at least this many at one
 * place (in points).
 */
export const CUT = { fewest: 3, tolerance: 2.5, shortest: 9 }

/** Does a line begin, or end, where a page break seems to cut it: at one height with others? */
export interface Cuts {
  readonly starts: (line: Ruling) => boolean
  readonly ends: (line: Ruling) => boolean
}

/** A line with all its parts, however far apart. */
function withCollinear(line: Ruling, others: readonly Ruling[]): Ruling {
  const parts = others.filter((other) => isCollinear(line, other))
  return {
    ...line,
    start: Math.min(...parts.map(({ start }) => start)),
    end: Math.max(...parts.map(({ end }) => end)),
  }
}

/** Does an upright line run on through the white between two tables? */
const leavesTable = (line: Ruling, rules: readonly Ruling[]): boolean =>
  crossings(line, rules).some(
    (stop, index, stops) => index > 0 && betweenTables(line, stops[index - 1] ?? stop, stop, rules),
  )

/** Is a span of an upright line where no other is, between rules that have borders at both their ends? */
function betweenTables(line: Ruling, start: number, end: number, rules: readonly Ruling[]): boolean {
  if (line.orientation !== 'vertical' || end - start <= TOUCH) return false
  const upright = rules.filter(({ orientation }) => orientation === 'vertical')
  const middle = (start + end) / 2
  const beside = upright.filter((other) => !isCollinear(line, other) && other.start <= middle && middle <= other.end)
  const near = (place: number): boolean => upright.some(({ position }) => Math.abs(position - place) <= TOUCH)
  const bounds = rules.filter(
    ({ orientation, position }) =>
      orientation === 'horizontal' && (Math.abs(position - start) < 0.01 || Math.abs(position - end) < 0.01),
  )
  return beside.length === 0 && bounds.every((rule) => near(rule.start) && near(rule.end))
}

const isEndLine = ({ start, end }: Ruling): boolean => end - start >= END_LINE

/** The measures by which a page's lines are told from streaks. */
interface PageOfLines {
  readonly all: readonly Ruling[]
  /** The lines that are surely no strokes of characters. */
  readonly certain: readonly Ruling[]
  readonly cuts: Cuts
  /** The length of the page along a line of each orientation, in points. */
  readonly size: Readonly<Record<Ruling['orientation'], number>>
}

/** Is a certain line no rule, because it runs on through the white between tables, or past all that it crosses, alone? */
export const isStreak = (line: Ruling, page: PageOfLines): boolean =>
  leavesTable(line, page.certain) || runsPast(withCollinear(line, page.certain), page)

function runsPast(line: Ruling, { all, certain, cuts, size }: PageOfLines): boolean {
  const stops = crossings(line, certain)
  const [first] = stops
  const last = stops.at(-1)
  if (first === undefined || last === undefined) return false
  const meetsAt = (place: number): boolean =>
    crossings({ ...line, start: place, end: place }, all.filter(isEndLine)).length > 0
  // A rule that ends before the table does is broken: a seal stood there.
  const across = crossings({ ...line, start: 0, end: size[line.orientation] }, certain)
  const isWithin = (place: number): boolean => (across[0] ?? place) < place && place < (across.at(-1) ?? place)
  const isCutBefore = cuts.starts(line) && line.start > PAGE_EDGE
  const isCutBehind = cuts.ends(line) && line.end < size[line.orientation] - PAGE_EDGE
  const before = isCutBefore || meetsAt(line.start) || isWithin(line.start) ? 0 : first - line.start
  const after = isCutBehind || meetsAt(line.end) || isWithin(line.end) ? 0 : line.end - last
  return Math.min(before, after) > STREAK.both || Math.max(before, after) > STREAK.one
}

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

export function cutsOf(lines: readonly Ruling[]): Cuts {
  const shared = (line: Ruling, end: 'start' | 'end'): boolean =>
    lines.filter((other) => other.orientation === line.orientation && Math.abs(other[end] - line[end]) <= CUT.tolerance)
      .length >= CUT.fewest
  return { starts: (line) => shared(line, 'start'), ends: (line) => shared(line, 'end') }
}

/** Do two lines lie on one, however far apart? */
export const isCollinear = (line: Ruling, other: Ruling): boolean =>
  line.orientation === other.orientation && Math.abs(line.position - other.position) <= SAME_LINE
