import type { Glyph, Page, Ruling } from '../model/page.js'
import { fillGrids } from './fill.js'
import { gridsOf, pageRulings, type Grid } from './grid.js'
import type { LaidTable, LaidCell } from './laid.js'
import { linesOf } from './lines.js'
import type { Box } from '../model/geometry.js'
import { runsOfLine } from './runs.js'
import { tidyRulings } from './rulings.js'

/** The outer borders of two parts of one table are this near on both pages, in points. */
const SAME_BORDER = 3
/** A page number and a running head may stand between the parts. */
const FURNITURE_LINES = 2

/** A page as its rulings draw it. */
export interface DrawnPage {
  readonly rulings: readonly Ruling[]
  readonly grids: readonly Grid[]
  readonly drawn: { readonly tables: readonly LaidTable[]; readonly rest: readonly Glyph[] }
}

/** Shading lower than this (points) is a mark in a text, not a row's. */
const LOWEST_SHADING = 7

/** This many cells of one row with several rows in them are no accident; a number broken in a narrow cell may be one. */
const STACKS = 3
const HEADINGS = 4
const LONGEST_HEADING = 6
/** This many values in one cell, each beside a line of a neighbour (points), are rows. */
const TALL_STACK = 4
const SAME_LINE = 2

/** White (em) that padding may leave in a cell whose line is full; where lines have but one character, less. */
const WIDE_PADDING = 1.2
const PADDING = 0.7

type Runs = ReturnType<typeof runsOfLine>

const parted = new WeakMap<LaidCell, readonly Runs[]>()

export function drawnPage(page: Page): DrawnPage {
  const rulings = pageRulings(page)
  const grids = gridsOf(rulings)
  return { rulings, grids, drawn: fillGrids(grids, page.glyphs, page.number) }
}

const lines = (glyphs: readonly Glyph[]): number => linesOf(glyphs).length

/** Is the last grid of a page and the first of the next one table that the page break cuts? */
function goesOn(upper: DrawnPage, lower: DrawnPage): readonly [Grid, Grid] | null {
  const above = upper.grids.reduce<Grid | null>((last, grid) => (last && last.box[3] > grid.box[3] ? last : grid), null)
  const [below] = lower.grids
  if (!above || !below) return null
  const same = [0, 2].every((side) => Math.abs((above.box[side] ?? 0) - (below.box[side] ?? 0)) <= SAME_BORDER)
  const after = lines(upper.drawn.rest.filter(({ box }) => box[1] >= above.box[3]))
  const before = lines(lower.drawn.rest.filter(({ box }) => box[3] <= below.box[1]))
  return same && after <= FURNITURE_LINES && before <= FURNITURE_LINES ? [above, below] : null
}

/**
 * The grids that lack so many lines that the text must tell rows and columns: those in whose cells several rows stand, and
 * the parts of the same tables on the pages before and after, which may be whole (a heading at the foot of a page).
 */
export function lackingGrids(pages: readonly DrawnPage[]): ReadonlySet<Grid> {
  const lacking = new Set(
    pages.flatMap(({ grids, drawn: { tables } }) =>
      grids.filter((_, index) => tables[index] && lacksRows(tables[index])),
    ),
  )
  if (lacking.size === 0) return lacking
  const pairs = pages.slice(1).flatMap((lower, index) => {
    const upper = pages[index]
    const pair = upper ? goesOn(upper, lower) : null
    return pair ? [pair] : []
  })
  // Down the pages, then up: what a part lacks all parts before and after it lack.
  for (const [above, below] of pairs) if (lacking.has(above)) lacking.add(below)
  for (const [above, below] of [...pairs].reverse()) if (lacking.has(below)) lacking.add(above)
  return lacking
}

/** Lines of several short words apart: headings of columns without lines between them. */
const headingsIn = (cell: LaidCell): number =>
  linesIn(cell).filter(
    (runs) => runs.length >= HEADINGS && runs.every(({ text, isValue }) => !isValue && text.length <= LONGEST_HEADING),
  ).length

/** The lines of a cell in runs, parted once: several questions are asked of them. */
function linesIn(cell: LaidCell): readonly Runs[] {
  const known = parted.get(cell)
  if (known) return known
  const lines = cell.pieces.flatMap(({ lines, page }) => lines.map((line) => runsOfLine(line, page)))
  parted.set(cell, lines)
  return lines
}

/** Lines with a value beside something else: two are rows without a line between them. */
const rowsIn = (cell: LaidCell): number =>
  linesIn(cell).filter((runs) => runs.length > 1 && runs.some(({ isValue }) => isValue)).length

/**
 * One number broken in a cell too narrow for it: every line but the last is full, so that the next character did not fit,
 * all of these have as many characters, and the last has no more.
 */
const isBroken = ({ pieces }: LaidCell): boolean =>
  pieces.every(({ lines, box }) => {
    const [first] = lines
    if (!first || lines.length < 2) return true
    const count = first.glyphs.length
    const even = lines.every(({ glyphs }, index) =>
      index < lines.length - 1 ? glyphs.length === count : glyphs.length <= count,
    )
    const room = count > 1 ? WIDE_PADDING : PADDING
    return (
      even &&
      lines.slice(1).every(({ glyphs: [next] }, index) => {
        const above = lines[index]
        if (!next || !above) return false
        const free = box[2] - box[0] - (above.box[2] - above.box[0]) - (next.box[2] - next.box[0])
        return free <= room * next.size
      })
    )
  })

/** Lines that are nothing but values, and whether there are others above them: one beneath the other they are rows. */
function stackOf(cell: LaidCell): { readonly values: number; readonly words: boolean } {
  const lines = linesIn(cell).map((runs) => runs.every(({ isValue }) => isValue))
  return { values: lines.filter(Boolean).length, words: lines[0] === false }
}

/** A cell of one line holds one row at most. */
const hasLines = ({ pieces }: LaidCell): boolean => pieces.reduce((count, { lines }) => count + lines.length, 0) > 1

/** Does a grid lack so many of its lines that several rows, or the columns of several rows, stand in one of its cells? */
function lacksRows({ cells, columnEdges }: LaidTable): boolean {
  const deep = cells.filter(hasLines)
  if (deep.some((cell) => rowsIn(cell) > 1 || headingsIn(cell) > 1)) return true
  if (cells.length === 1) return cells.some((cell) => linesIn(cell).some((runs) => runs.length > 1))
  if (columnEdges.length === 2) return cells.filter((cell) => rowsIn(cell) > 0).length > 1
  const stacks = new Map<number, number>()
  for (const cell of deep) {
    const { values, words } = stackOf(cell)
    if (values > (words ? 0 : 1) && (words || !isBroken(cell))) stacks.set(cell.row, (stacks.get(cell.row) ?? 0) + 1)
  }
  return [...stacks.values()].some((count) => count >= STACKS) || hasTallStacks(deep)
}

/** Values one beneath the other in one cell, each beside a line of its own in another cell of the row: rows without lines. */
function hasTallStacks(deep: readonly LaidCell[]): boolean {
  const stacks = deep.filter((cell) => stackOf(cell).values >= TALL_STACK && !isBroken(cell))
  return stacks.some((stack) => {
    const middles = middlesOf(stack)
    return deep.some((other) => {
      if (other === stack || other.row !== stack.row || other.rowSpan !== stack.rowSpan) return false
      const beside = middlesOf(other)
      return middles.every((middle) => beside.some((each) => Math.abs(each - middle) < SAME_LINE))
    })
  })
}

const middlesOf = ({ pieces }: LaidCell): readonly number[] =>
  pieces.flatMap(({ lines }) => lines.map(({ box }) => (box[1] + box[3]) / 2))

const outlineOf = ([left, top, right, bottom]: Box): Ruling[] => [
  { orientation: 'horizontal', position: top, start: left, end: right, thickness: 0 },
  { orientation: 'horizontal', position: bottom, start: left, end: right, thickness: 0 },
  { orientation: 'vertical', position: left, start: top, end: bottom, thickness: 0 },
  { orientation: 'vertical', position: right, start: top, end: bottom, thickness: 0 },
]

/** The tidied rulings and edges of shadings that belong to no whole grid. */
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
