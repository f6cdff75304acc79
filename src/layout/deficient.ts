import type { Box } from '../model/geometry.js'
import type { Page, Ruling } from '../model/page.js'
import type { LaidCell, LaidTable } from './laid.js'
import { runsOfLine } from './runs.js'
import { tidyRulings } from './rulings.js'

/** Shading lower than this (points) is a mark in a text, not a row's. */
const LOWEST_SHADING = 7

/** So many cells of one row with several rows in them are no accident, as a number broken in a narrow cell may be. */
const STACKS = 3

/** White (em) that padding may leave in a cell whose line is full. */
const PADDING = 0.7
/** Lines of as many digits may differ in length by this much (em). */
const BROKEN_SLACK = 0.3

const linesOf = ({ pieces }: LaidCell): ReturnType<typeof runsOfLine>[] =>
  pieces.flatMap(({ lines, page }) => lines.map((line) => runsOfLine(line, page)))

/** Lines with a value beside something else: two in a wide cell, or more in any, are rows without a line between them. */
const rowsIn = (cell: LaidCell): number =>
  linesOf(cell).filter((runs) => runs.length > 1 && runs.some(({ isValue }) => isValue)).length
const ROWS_IN_WIDE = 2
const ROWS_IN_ANY = 3

/**
 * One number broken in a cell too narrow for it: every line but the last is full, so that the next character did not fit,
 * and the last is no longer than they are.
 */
const isBroken = ({ pieces }: LaidCell): boolean =>
  pieces.every(({ lines, box }) =>
    lines.slice(1).every(({ glyphs: [first], box: [left, , right] }, index) => {
      const above = lines[index]
      if (!first || !above) return false
      const width = above.box[2] - above.box[0]
      const free = box[2] - box[0] - width - (first.box[2] - first.box[0])
      return free <= PADDING * first.size && right - left <= width + BROKEN_SLACK * first.size
    }),
  )

/** Lines that are nothing but values, and whether there are others above them: one beneath the other they are rows. */
function stackOf(cell: LaidCell): { readonly values: number; readonly words: boolean } {
  const lines = linesOf(cell).map((runs) => runs.every(({ isValue }) => isValue))
  return { values: lines.filter(Boolean).length, words: lines[0] === false }
}

/** Does a grid lack so many of its lines that several rows stand in one of its cells? */
export function lacksRows({ cells, columnEdges }: LaidTable): boolean {
  const isWide = ({ columnSpan }: LaidCell): boolean => columnSpan > 1 || columnEdges.length === 2
  if (cells.some((cell) => rowsIn(cell) >= (isWide(cell) ? ROWS_IN_WIDE : ROWS_IN_ANY))) return true
  if (cells.length === 1) return cells.some((cell) => linesOf(cell).some((runs) => runs.length > 1))
  const stacks = new Map<number, number>()
  for (const cell of cells) {
    const { values, words } = stackOf(cell)
    if (values > (words ? 0 : 1) && !isBroken(cell)) stacks.set(cell.row, (stacks.get(cell.row) ?? 0) + 1)
  }
  return [...stacks.values()].some((count) => count >= STACKS)
}

const outlineOf = ([left, top, right, bottom]: Box): Ruling[] => [
  { orientation: 'horizontal', position: top, start: left, end: right, thickness: 0 },
  { orientation: 'horizontal', position: bottom, start: left, end: right, thickness: 0 },
  { orientation: 'vertical', position: left, start: top, end: bottom, thickness: 0 },
  { orientation: 'vertical', position: right, start: top, end: bottom, thickness: 0 },
]

/** What (tidied) rulings and edges of shadings there are beside those of the grids that are whole. */
export function looseRulings(page: Page, rulings: readonly Ruling[], grids: readonly Box[]): readonly Ruling[] {
  const shaded = page.shadings.flatMap(({ box }) => (box[3] - box[1] < LOWEST_SHADING ? [] : outlineOf(box)))
  const within = ({ orientation, position, start, end }: Ruling): boolean => {
    const along = (start + end) / 2
    const [x, y] = orientation === 'horizontal' ? [along, position] : [position, along]
    return grids.some(
      ([left, top, right, bottom]) => left - 1 <= x && x <= right + 1 && top - 1 <= y && y <= bottom + 1,
    )
  }
  const loose = rulings.filter((ruling) => !within(ruling))
  return shaded.length > 0 ? tidyRulings([...loose, ...shaded.filter((ruling) => !within(ruling))]) : loose
}
