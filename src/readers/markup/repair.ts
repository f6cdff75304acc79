import { place, type Placed, type SpannedCell, type SpannedGroup } from './placing.js'

/**
 * Spans that are miscounted (a label's `rowspan` one too many, a heading's `colspan` one too few) move the rest of their
 * rows into the wrong columns. What shows it is that the table is no rectangle any more; what mends it is the one span
 * that makes it one again.
 */

/** What the columns of a table say of its rows. */
export interface Shape {
  /** Columns of the table: where most of its rows end. */
  readonly width: number
  /** Columns in which the rows have numbers, one cell each. */
  readonly valueColumns: ReadonlySet<number>
  /** Rows that do not fill the columns exactly. */
  readonly ragged: readonly number[]
}

/** Tables with more cells than this are no forms, and looking into all of their spans takes long. */
const MOST_CELLS = 3000

/** So many of the rows must agree on the width for the others to be wrong. */
const AGREEING_SHARE = 0.5

/** In so many of the sound rows a column must hold a value to be one of values. */
const VALUE_SHARE = 0.6

const VALUE = /^[-—–－/／无\s]*$|^[-－+＋]?[\d０-９][\d０-９,，.．\s]*(?:件|元|万元|项|条|人|[%％])?$/u
const DIGITS = /[\d０-９]/u

export const isValueText = (text: string): boolean => VALUE.test(text)

/**
 * The groups with the spans mended that keep the table from being a rectangle, as far as one way of doing it stands out.
 * Heading rows are mended all or not at all: if one still does not fit, a heading is missing rather than a span wrong.
 */
export function repairSpans(groups: readonly SpannedGroup[]): readonly SpannedGroup[] {
  const start = withoutEmptyRows(groups)
  const whole = mendRows(start, () => true)
  const placed = place(whole)
  const isHeading = (row: number): boolean => !hasNumbers(startingIn(placed, row))
  if (!shapeOf(placed)?.ragged.some(isHeading)) return whole
  return mendRows(start, (row) => !isHeading(row))
}

function mendRows(groups: readonly SpannedGroup[], isWanted: (row: number) => boolean): readonly SpannedGroup[] {
  let best = groups
  for (let shape = shapeOf(place(best)), from = 0; shape !== null; shape = shapeOf(place(best))) {
    const row = shape.ragged.find((candidate) => candidate >= from && isWanted(candidate))
    if (row === undefined) break
    const mended = mendRow(best, row, shape)
    // Rows that cannot be mended are passed over; each other step leaves fewer ragged rows.
    if (mended === null) from = row + 1
    else best = mended
  }
  return best
}

/** Rows without any cell count for spans, but some producers do not count them: whichever leaves the sounder table. */
function withoutEmptyRows(groups: readonly SpannedGroup[]): readonly SpannedGroup[] {
  if (groups.every((rows) => rows.every((cells) => cells.length > 0))) return groups
  const without = groups.map((rows) => rows.filter((cells) => cells.length > 0))
  const before = shapeOf(place(groups))?.ragged.length ?? Infinity
  const after = shapeOf(place(without))?.ragged.length ?? Infinity
  return after < before ? without : groups
}

/** Null where the rows do not agree on a width, or the table is too large to be a form. */
export function shapeOf(placed: readonly Placed[]): Shape | null {
  if (placed.length > MOST_CELLS) return null
  const rows = placed.reduce((most, { row, rowSpan }) => Math.max(most, row + rowSpan), 0)
  const filled = new Array<number>(rows).fill(0)
  const ends = new Array<number>(rows).fill(0)
  for (const { row, column, rowSpan, columnSpan } of placed)
    for (let at = row; at < row + rowSpan; at++) {
      filled[at] = (filled[at] ?? 0) + columnSpan
      ends[at] = Math.max(ends[at] ?? 0, column + columnSpan)
    }
  const counts = new Map<number, number>()
  ends.forEach((end, row) => {
    if (filled[row] === end) counts.set(end, (counts.get(end) ?? 0) + 1)
  })
  const [common] = [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])
  if (!common || common[1] < rows * AGREEING_SHARE) return null
  const width = common[0]
  const isSound = (row: number): boolean => filled[row] === width && ends[row] === width
  const ragged = ends.flatMap((_, row) => (isSound(row) ? [] : [row]))
  return { width, ragged, valueColumns: valueColumnsOf(placed, isSound, rows - ragged.length) }
}

function valueColumnsOf(
  placed: readonly Placed[],
  isSound: (row: number) => boolean,
  soundRows: number,
): ReadonlySet<number> {
  const values = new Map<number, number>()
  let firstDigits = Infinity
  for (const { cell, row, column, rowSpan, columnSpan } of placed) {
    if (!isSound(row) || rowSpan > 1 || columnSpan > 1 || !isValueText(cell.text)) continue
    values.set(column, (values.get(column) ?? 0) + 1)
    if (DIGITS.test(cell.text)) firstDigits = Math.min(firstDigits, column)
  }
  return new Set(
    [...values].filter(([column, count]) => column >= firstDigits && count >= soundRows * VALUE_SHARE).map(([c]) => c),
  )
}

export function startingIn(placed: readonly Placed[], row: number): readonly Placed[] {
  return placed.filter((one) => one.row === row)
}

const hasNumbers = (row: readonly Placed[]): boolean =>
  row.some(({ cell }) => DIGITS.test(cell.text) && isValueText(cell.text))

/** Whether a row has a value beside the columns of values, or a label in one of them: its columns cannot be trusted. */
export function isMisplaced(row: readonly Placed[], { valueColumns }: Shape): boolean {
  if (valueColumns.size === 0 || !hasNumbers(row)) return false
  return row.some((placed) => {
    const isValue = isValueText(placed.cell.text)
    if (isValue && DIGITS.test(placed.cell.text) && !valueColumns.has(placed.column)) return true
    return !isValue && slots(placed).some((column) => valueColumns.has(column))
  })
}

const slots = ({ column, columnSpan }: Placed): readonly number[] =>
  Array.from({ length: columnSpan }, (_, index) => column + index)

/** The change of one span that makes this row sound and leaves the fewest others ragged; null if none does. */
function mendRow(groups: readonly SpannedGroup[], row: number, shape: Shape): readonly SpannedGroup[] | null {
  const before = place(groups)
  const outcomes = spanChanges(before, row, shape).flatMap(({ from, to }) => {
    const changed = groups.map((rows) => rows.map((cells) => cells.map((cell) => (cell === from ? to : cell))))
    const placed = place(changed)
    const after = shapeOf(placed)
    if (after?.width !== shape.width || after.ragged.includes(row) || after.ragged.length >= shape.ragged.length)
      return []
    if (!isConvincing(placed, row, after)) return []
    const cost = [
      after.ragged.length,
      outOfLine(placed, row, after),
      // Lengthening a label over one more row is the least likely, most so for one that had no span.
      to.rowSpan <= from.rowSpan ? 0 : from.rowSpan > 1 ? 1 : 2,
      placed.filter((one, index) => one.column !== before[index]?.column).length,
    ]
    return [{ changed, cost, columns: placed.map(({ column }) => column).join() }]
  })
  const [best, second] = outcomes.sort((a, b) => compare(a.cost, b.cost))
  if (!best) return null
  // Two ways that are as good must put all cells into the same columns.
  const tied = second !== undefined && compare(second.cost, best.cost) === 0
  return tied && second.columns !== best.columns ? null : best.changed
}

function compare(a: readonly number[], b: readonly number[]): number {
  const first = a.findIndex((value, index) => value !== b[index])
  return first < 0 ? 0 : (a[first] ?? 0) - (b[first] ?? 0)
}

/** How labels are numbered: 一、 (一) 1. (1). Labels numbered alike stand under each other. */
const NUMBERINGS = [
  /^[一二三四五六七八九十]+[、.．]/u,
  /^[(（][一二三四五六七八九十]+[)）]/u,
  /^\d+[.．、]/u,
  /^[(（]\d+[)）]/u,
]

/** How many numbered labels of a row start in another column than those that are numbered alike in sound rows. */
function outOfLine(placed: readonly Placed[], row: number, { ragged }: Shape): number {
  return NUMBERINGS.reduce((count, numbering) => {
    const alike = placed.filter(({ cell }) => numbering.test(cell.text))
    const others = alike.filter((one) => one.row !== row && !ragged.includes(one.row)).map(({ column }) => column)
    const usual = others.toSorted((a, b) => a - b)[others.length >> 1]
    return count + alike.filter((one) => one.row === row && usual !== undefined && one.column !== usual).length
  }, 0)
}

/** A row of values must have one in each column of values: where one is missing, no span tells which. */
function isConvincing(placed: readonly Placed[], row: number, after: Shape): boolean {
  const cells = startingIn(placed, row)
  if (!hasNumbers(cells)) return true
  const starts = new Set(cells.filter(({ cell }) => isValueText(cell.text)).map(({ column }) => column))
  return !isMisplaced(cells, after) && [...after.valueColumns].every((column) => starts.has(column))
}

interface Change {
  readonly from: SpannedCell
  readonly to: SpannedCell
}

/** Labels whose span reaches this row, ends just above it, or takes columns of it. Values have no spans to be wrong. */
function spanChanges(placed: readonly Placed[], row: number, shape: Shape): readonly Change[] {
  const end = placed.reduce((most, one) => (covers(one, row) ? Math.max(most, one.column + one.columnSpan) : most), 0)
  const filled = placed.reduce((sum, one) => (covers(one, row) ? sum + one.columnSpan : sum), 0)
  // A row may end where it should and have a hole.
  const lacking = end === shape.width ? shape.width - filled : shape.width - end
  const labels = placed.filter(({ cell }) => !cell.hole && cell.text !== '' && !isValueText(cell.text))
  return labels.flatMap((one): readonly Change[] => {
    const { cell } = one
    const changes: SpannedCell[] = []
    if (one.row < row && covers(one, row)) changes.push({ ...cell, rowSpan: row - one.row })
    if (one.row < row && one.row + one.rowSpan === row) changes.push({ ...cell, rowSpan: row - one.row + 1 })
    if (one.row === row && one.columnSpan + lacking >= 1)
      changes.push({ ...cell, columnSpan: one.columnSpan + lacking })
    return changes.map((to) => ({ from: cell, to }))
  })
}

const covers = ({ row, rowSpan }: Placed, at: number): boolean => row <= at && at < row + rowSpan
