import { place, type Placed, type SpannedCell, type SpannedGroup } from './placing.js'
import {
  isLabel,
  covers,
  hasNumbers,
  isMisplaced,
  isNumber,
  mayBeValue,
  lowestHeadingRow,
  MAX_CELLS,
  shapeOf,
  sharedHeadings,
  startingIn,
  widthsOf,
  type Shape,
} from './rectangle.js'
import { NUMBERINGS } from '../../vocabulary/patterns.js'

/**
 * Spans that are miscounted (a label's `rowspan` one too many, a heading's `colspan` one too few) move the rest of their
 * rows into the wrong columns. What shows it is that the table is no rectangle any more; what mends it is the one span
 * that makes it one again.
 */

/** With more changes than this that touch one row, pairs of them are not tried. */
const MAX_PAIRED = 40

/**
 * The groups with the spans mended that keep the table from being a rectangle, as far as one way of doing it stands out.
 * Heading rows are mended all or not at all: if one still does not fit, a heading is missing rather than a span wrong.
 */
export function repairSpans(groups: readonly SpannedGroup[]): readonly SpannedGroup[] {
  const start = withHeadingsAboveNumbers(withoutEmptyRows(groups))
  const outcomes = widthsOf(place(start)).map((width) => {
    const mended = mendToWidth(start, width)
    const placed = place(mended)
    const shape = shapeOf(placed, width)
    return { mended, cost: shape ? [shape.ragged.length, sharedHeadings(placed, shape)] : [Infinity] }
  })
  return outcomes.sort((a, b) => compare(a.cost, b.cost))[0]?.mended ?? start
}

function mendToWidth(groups: readonly SpannedGroup[], width: number): readonly SpannedGroup[] {
  const whole = mendRows(groups, width, () => true)
  const placed = place(whole)
  const isHeading = (row: number): boolean => !hasNumbers(startingIn(placed, row))
  if (!shapeOf(placed, width)?.ragged.some(isHeading)) return whole
  return mendRows(groups, width, (row) => !isHeading(row))
}

function mendRows(
  groups: readonly SpannedGroup[],
  width: number,
  isWanted: (row: number) => boolean,
): readonly SpannedGroup[] {
  let best = groups
  for (let shape = shapeOf(place(best), width), from = 0; shape !== null; shape = shapeOf(place(best), width)) {
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

/** A heading never reaches down beside the numbers that stand under its neighbours: its row span ends above them. */
function withHeadingsAboveNumbers(groups: readonly SpannedGroup[]): readonly SpannedGroup[] {
  const placed = place(groups)
  if (placed.length > MAX_CELLS) return groups
  const numbers = placed.filter(({ cell }) => isNumber(cell))
  const tooLong = placed.findLast((one) => one.rowSpan > 1 && isLabel(one) && firstNumberBeside(one, numbers) !== null)
  if (!tooLong) return groups
  const row = firstNumberBeside(tooLong, numbers) ?? 0
  const to = { ...tooLong.cell, rowSpan: row - tooLong.row }
  return withHeadingsAboveNumbers(changed(groups, [{ from: tooLong.cell, to }]))
}

/**
 * The first row below its own in which a heading has a number on its left (or, above all numbers and right of the corner,
 * one anywhere); null for none, and for no heading.
 */
function firstNumberBeside(heading: Placed, numbers: readonly Placed[]): number | null {
  const onTop = heading.column > 0 && heading.row < (numbers[0]?.row ?? 0)
  const rows = numbers
    .filter(({ row, column }) => (onTop || column < heading.column) && covers(heading, row))
    .map(({ row }) => row)
  return rows.length === 0 || rows.includes(heading.row) ? null : Math.min(...rows)
}

function changed(groups: readonly SpannedGroup[], changes: readonly Change[]): readonly SpannedGroup[] {
  const to = new Map(changes.map((change) => [change.from, change.to]))
  return groups.map((rows) => rows.map((cells) => cells.map((cell) => to.get(cell) ?? cell)))
}

/** The change of one span, else of two, that makes this row sound and leaves the fewest others ragged; null if none does. */
function mendRow(groups: readonly SpannedGroup[], row: number, shape: Shape): readonly SpannedGroup[] | null {
  const changes = spanChanges(place(groups), row, shape)
  const single = bestChange(
    groups,
    changes.map((change) => [change]),
    row,
    shape,
  )
  if (single !== null || changes.length > MAX_PAIRED) return single
  // Two row spans may be wrong for one reason; a row span and a column span would fit too many ways.
  const rowChanges = changes.filter(({ from, to }) => from.rowSpan !== to.rowSpan)
  const pairs = rowChanges.flatMap((one, index) =>
    rowChanges.slice(index + 1).flatMap((other) => (one.from === other.from ? [] : [[one, other]])),
  )
  return bestChange(groups, pairs, row, shape)
}

function bestChange(
  groups: readonly SpannedGroup[],
  candidates: readonly (readonly Change[])[],
  row: number,
  shape: Shape,
): readonly SpannedGroup[] | null {
  const before = place(groups)
  const outcomes = candidates.flatMap((changes) => {
    const mended = changed(groups, changes)
    const placed = place(mended)
    const after = shapeOf(placed, shape.width)
    if (!after || after.ragged.includes(row) || after.ragged.length >= shape.ragged.length) return []
    if (!isConvincing(placed, row, shape, after)) return []
    const cost = [
      after.ragged.length,
      outOfLine(placed, row, after),
      sharedHeadings(placed, after),
      // Lengthening a label over one more row is the least likely, most so for one that had no span.
      changes.reduce((sum, { from, to }) => sum + (to.rowSpan <= from.rowSpan ? 0 : from.rowSpan > 1 ? 1 : 2), 0),
      placed.filter((one, index) => one.column !== before[index]?.column).length,
    ]
    return [{ mended, cost, columns: placed.map(({ column }) => column).join() }]
  })
  const [best, second] = outcomes.sort((a, b) => compare(a.cost, b.cost))
  if (!best) return null
  // Two ways that are as good must put all cells into the same columns.
  const tied = second !== undefined && compare(second.cost, best.cost) === 0
  return tied && second.columns !== best.columns ? null : best.mended
}

function compare(a: readonly number[], b: readonly number[]): number {
  const first = a.findIndex((value, index) => value !== b[index])
  return first < 0 ? 0 : (a[first] ?? 0) - (b[first] ?? 0)
}

/** How many numbered labels of a row start in another column than those that are numbered alike in sound rows. */
function outOfLine(placed: readonly Placed[], row: number, { ragged }: Shape): number {
  return NUMBERINGS.reduce((count, numbering) => {
    const alike = placed.filter(({ cell }) => numbering.test(cell.text))
    const others = alike.filter((one) => one.row !== row && !ragged.includes(one.row)).map(({ column }) => column)
    const usual = others.toSorted((a, b) => a - b)[others.length >> 1]
    return count + alike.filter((one) => one.row === row && usual !== undefined && one.column !== usual).length
  }, 0)
}

/**
 * A row of values must have one in each column of values: where one is missing, no span tells which. The lowest heading
 * row must give each column of values a heading of its own.
 */
function isConvincing(placed: readonly Placed[], row: number, before: Shape, after: Shape): boolean {
  const cells = startingIn(placed, row)
  // Without a sound row to compare it with, a row of values may have lost one as well.
  if (hasNumbers(cells) && before.valueColumns.size === 0) return false
  if (!hasNumbers(cells)) return row !== lowestHeadingRow(placed) || sharedHeadings(placed, after) === 0
  const starts = new Set(cells.filter(({ cell }) => mayBeValue(cell.text)).map(({ column }) => column))
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
  return placed.filter(isLabel).flatMap((one): readonly Change[] => {
    const { cell } = one
    const changes: SpannedCell[] = []
    if (one.row < row && covers(one, row)) changes.push({ ...cell, rowSpan: row - one.row })
    if (one.row < row && one.row + one.rowSpan === row) changes.push({ ...cell, rowSpan: row - one.row + 1 })
    if (one.row === row && one.columnSpan + lacking >= 1)
      changes.push({ ...cell, columnSpan: one.columnSpan + lacking })
    return changes.map((to) => ({ from: cell, to }))
  })
}
