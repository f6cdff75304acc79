import type { Ruling } from '../../model/page.js'
import { squeeze } from '../../vocabulary/labels.js'
import type { Run } from '../runs.js'

/** A run on the strip that a table's pages form when they are laid end to end; heights are those of the strip, in points. */
export interface Placed {
  readonly run: Run
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
  readonly size: number
}

/** Where a page's part of the strip lies: strip y = page y + offset, for y in from..to (page). */
export interface Sheet {
  readonly page: number
  readonly offset: number
  readonly from: number
  readonly to: number
}

/** All that is known of a table without a full set of rulings. Rulings are in the strip's coordinates. */
export interface Strip {
  readonly runs: readonly Placed[]
  readonly sheets: readonly Sheet[]
  readonly rulings: readonly Ruling[]
  /** Does white, a line or a caption part its first line from what stands above? */
  readonly apart: boolean
}

/** A cell by rows of the block and columns of the table. */
export interface BlockCell {
  readonly row: number
  readonly rowSpan: number
  readonly column: number
  readonly columnSpan: number
  readonly runs: readonly Placed[]
  readonly uncertain?: 'row' | 'column'
}

export interface BlockRow {
  readonly top: number
  readonly bottom: number
}

export interface Block {
  readonly rows: readonly BlockRow[]
  readonly cells: readonly BlockCell[]
  /** How many of the rows are headings, where that is known. */
  readonly headRows?: number
  /** Do independent proofs agree on each row, column and heading? */
  readonly proved?: boolean
}

/** x of column borders; column i of the block lies between borders i and i + 1, at `index` in the table. */
export interface Borders {
  readonly x: readonly number[]
  readonly index: readonly number[]
}

export const middle = ({ top, bottom }: Pick<Placed, 'top' | 'bottom'>): number => (top + bottom) / 2
export const centre = ({ left, right }: Pick<Placed, 'left' | 'right'>): number => (left + right) / 2

/** The text of some runs together, without white space. */
export const textsOf = (runs: readonly Placed[]): string => squeeze(runs.map(({ run }) => run.text).join(' '))

interface Span {
  readonly top: number
  readonly bottom: number
}

/** Do two things stand beside each other: share of the lower one's height that both have in common. */
export function overlap(a: Span, b: Span): number {
  const common = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)
  return common / Math.max(0.1, Math.min(a.bottom - a.top, b.bottom - b.top))
}

/** Groups what stands side by side into lines, top to bottom; `share` as for `overlap`. */
export function linesOfPlaced(runs: readonly Placed[], share: number): readonly (readonly Placed[])[] {
  const lines: Placed[][] = []
  for (const run of [...runs].sort((a, b) => middle(a) - middle(b))) {
    const line = lines.at(-1)
    if (line?.[0] && overlap(line[0], run) >= share) line.push(run)
    else lines.push([run])
  }
  return lines
}

/** No two lines are nearer than this (em). */
const SMALLEST_PITCH = 0.9

/**
 * The distance of two lines of one text, in points: the smallest between any two that stand one beneath the other on a page.
 */
export function leadingOf(runs: readonly Placed[]): number {
  const sorted = [...runs].sort((a, b) => a.top - b.top)
  let least = Infinity
  sorted.forEach((run, index) => {
    for (let other = index + 1; other < sorted.length; other++) {
      const next = sorted[other]
      if (!next || next.top - run.top >= least) break
      if (next.run.page !== run.run.page) continue
      if (next.left >= run.right || run.left >= next.right || next.top - run.top < SMALLEST_PITCH * run.size) continue
      least = next.top - run.top
      break
    }
  })
  return least
}

/** Is there a horizontal ruling between two heights at x? */
export function isCut(strip: Strip, upper: number, lower: number, x: number): boolean {
  return strip.rulings.some(
    ({ orientation, position, start, end }) =>
      orientation === 'horizontal' && position > upper && position < lower && start <= x && x <= end,
  )
}

/** The column between whose borders a place (x) lies, or the one next to it. */
export const columnAt = (borders: readonly number[], place: number): number => {
  const next = borders.findIndex((edge) => edge > place)
  return Math.min(borders.length - 2, Math.max(0, (next < 0 ? borders.length : next) - 1))
}
export const firstColumnOf = (borders: Borders, run: Placed): number => columnAt(borders.x, run.left + 0.2 * run.size)
export const lastColumnOf = (borders: Borders, run: Placed): number => columnAt(borders.x, run.right - 0.2 * run.size)
