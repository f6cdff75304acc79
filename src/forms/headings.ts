import type { Cell } from '../model/block.js'
import { cellsInRow, textsInColumn, type Grid } from './grid.js'
import { labelOf, likenessTo, type FormLabel } from './likeness.js'
import { isBlankText, withoutUnit } from '../vocabulary/values.js'
import { alike } from '../vocabulary/labels.js'

/** From this likeness on a heading cell is one that stands over several columns. */
const PARENT = 0.75
/** Two headings run together in one cell are told apart from this likeness on. */
const GLUED = 0.85

export interface HeadingArea {
  readonly grid: Grid
  /** Heading rows, `headTo` exclusive. */
  readonly headFrom: number
  readonly headTo: number
  /** First column behind the labels. */
  readonly from: number
  /** Rows whose values stand under these headings. */
  readonly valueRows: readonly number[]
}

/** One printed column: the grid columns under one innermost heading. */
export interface PrintedColumn {
  readonly from: number
  readonly to: number
  /** The readings of its heading, innermost cell first; none where it is blank. */
  readonly readings: readonly string[]
  /** All heading texts over it, for the unit. */
  readonly heading: string
}

const printedIn = (grid: Grid, row: number, from: number, to: number): boolean =>
  cellsInRow(grid, row, from, to).some(({ text }) => !isBlankText(text))

/** The heading cells of one column that are its own, not those over its neighbours too. */
export function ownHeadings(
  cells: readonly Cell[],
  labels: readonly FormLabel[],
  parents: readonly FormLabel[],
): Cell[] {
  return cells.filter(({ text }) => {
    const bare = withoutUnit(text)
    const asParent = Math.max(0, ...parents.map((parent) => likenessTo(bare, parent)))
    return asParent < PARENT || labels.some((label) => likenessTo(bare, label) > asParent)
  })
}

/** A remnant of a rule between two headings is read as one of these. */
const REMNANTS = /[丨|｜\ufffd]/gu

/**
 * The share of characters that two texts have in common, whatever their order: wrapped headings side by side mix their
 * lines.
 */
function commonShare(a: string, b: string): number {
  const left = Array.from(b)
  let common = 0
  for (const char of a) {
    const place = left.indexOf(char)
    if (place < 0) continue
    left.splice(place, 1)
    common += 1
  }
  return common / Math.max(1, Array.from(a).length, Array.from(b).length)
}

/** `自然人商业企业` over two columns: one reading for each, if the form has them side by side. */
function unglue(text: string, count: number, labels: readonly FormLabel[]): string[] | null {
  for (let first = 0; first + count <= labels.length; first += 1) {
    const parts = labels.slice(first, first + count).map(({ variants }) => variants[0]?.core ?? '')
    const core = parts.join('')
    if (alike(labelOf(text), { ordinal: null, core }) >= GLUED) return parts
    if (commonShare(labelOf(text).core.replace(REMNANTS, ''), core) >= GLUED) return parts
  }
  return null
}

/** The columns behind the labels with their headings, from left to right. */
export function printedColumns(
  area: HeadingArea,
  labels: readonly FormLabel[],
  parents: readonly FormLabel[],
): PrintedColumn[] {
  const { grid, headFrom, headTo } = area
  const columns: PrintedColumn[] = []
  let last: Cell | undefined
  for (let column = area.from; column < grid.columns; column += 1) {
    const over = textsInColumn(grid, column, headFrom, headTo)
    const own = ownHeadings(over, labels, parents)
    const leaf = own[own.length - 1]
    const previous = columns[columns.length - 1]
    if (leaf && leaf === last && previous) {
      columns[columns.length - 1] = { ...previous, to: column + 1 }
      continue
    }
    last = leaf
    const texts = own.map(({ text }) => withoutUnit(text))
    const readings = texts.map((_, depth) => texts.slice(texts.length - 1 - depth).join(''))
    columns.push({ from: column, to: column + 1, readings, heading: over.map(({ text }) => text).join(' ') })
  }
  return columns.flatMap((entry) => {
    const parts = entry.to - entry.from > 1 ? unglue(entry.readings[0] ?? '', entry.to - entry.from, labels) : null
    if (!parts) return [entry]
    return parts.map((part, index) => ({
      ...entry,
      from: entry.from + index,
      to: entry.from + index + 1,
      readings: [part],
    }))
  })
}

type Side = 'left' | 'right'

/** Tells whether something is printed in a row of one printed column, and not in another one's by the same cell. */
function printsApart(grid: Grid, row: number, own: PrintedColumn, other: PrintedColumn): boolean {
  return cellsInRow(grid, row, other.from, other.to).some(
    (cell) => !isBlankText(cell.text) && !(cell.column < own.to && cell.column + cell.columnSpan > own.from),
  )
}

/**
 * Which of its neighbours a column without a heading belongs to, where spans are lost or the layout found a line too many:
 * the one that never prints a value beside it in the same row. `both` if either may be, null if neither.
 */
function belongsTo(
  area: HeadingArea,
  entry: PrintedColumn,
  left?: PrintedColumn,
  right?: PrintedColumn,
): Side | 'both' | null {
  const rows = area.valueRows.filter((row) => printedIn(area.grid, row, entry.from, entry.to))
  const free = (other?: PrintedColumn): boolean =>
    other !== undefined && rows.every((row) => !printsApart(area.grid, row, entry, other))
  if (free(left)) return free(right) ? 'both' : 'left'
  return free(right) ? 'right' : null
}

interface Absorbed {
  readonly columns: readonly PrintedColumn[]
  /** Grid columns that may belong to this column or to its neighbour. */
  readonly disputed: ReadonlyMap<PrintedColumn, readonly number[]>
}

/**
 * Headless columns go to the neighbour that they belong to; those with nothing printed fall away.
 * @param missingBetween whether the form has a column between these two that no heading names: then the headless column
 * may be that one, and its values are in dispute
 */
export function absorb(
  area: HeadingArea,
  columns: readonly PrintedColumn[],
  missingBetween: (left?: PrintedColumn, right?: PrintedColumn) => boolean,
): Absorbed {
  const kept: PrintedColumn[] = []
  const disputed = new Map<PrintedColumn, number[]>()
  const headed = columns.filter(({ readings }) => readings.length > 0)
  const replaced = new Map<PrintedColumn, PrintedColumn>()
  const current = (column: PrintedColumn): PrintedColumn => replaced.get(column) ?? column
  const widen = (column: PrintedColumn, by: PrintedColumn): void => {
    const { from, to } = current(column)
    replaced.set(column, { ...current(column), from: Math.min(from, by.from), to: Math.max(to, by.to) })
  }
  for (const column of columns) {
    if (column.readings.length > 0) continue
    const left = headed.filter(({ to }) => to <= column.from).at(-1)
    const right = headed.find(({ from }) => from >= column.to)
    if (!area.valueRows.some((row) => printedIn(area.grid, row, column.from, column.to))) {
      if (left && current(left).to === column.from) widen(left, column)
      continue
    }
    const side = belongsTo(area, column, left, right)
    const own = missingBetween(left, right)
    if (side === null || own) kept.push(column)
    if (side !== null && own) disputed.set(column, [column.from])
    for (const [neighbour, where] of [
      [left, 'left'],
      [right, 'right'],
    ] as const) {
      if (!neighbour || (side !== where && side !== 'both')) continue
      if (!own) widen(neighbour, column)
      if (own || side === 'both') disputed.set(neighbour, [...(disputed.get(neighbour) ?? []), column.from])
    }
  }
  return {
    columns: [...headed.map(current), ...kept].sort((a, b) => a.from - b.from || a.to - b.to),
    disputed: new Map([...disputed].map(([column, disputes]) => [current(column), disputes])),
  }
}
