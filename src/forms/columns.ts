import { at } from '../model/at.js'
import { align } from './align.js'
import { textsInColumn } from './grid.js'
import { absorb, ownHeadings, printedColumns, type HeadingArea, type PrintedColumn } from './headings.js'
import { bestLikeness, likenessTo, type FormLabel } from './likeness.js'
import type { Zone } from './placement.js'
import { headingUnit, withoutUnit } from '../vocabulary/values.js'

/** A heading is sure from this likeness on, if no other reading comes near. */
const SURE = 0.6
/** How much the best reading of the whole heading must gain over the best one with this column elsewhere. */
const MARGIN = 0.1
/** A heading as damaged as this still speaks for the one column that is left between its neighbours. */
const DAMAGED = 0.25
/** A heading over the labels is one of the form's from this likeness on. */
const ASKEW = 0.75

export interface FoundColumns {
  readonly zones: readonly Zone[]
  /** Columns that the form does not know: their headings, or `#` and the column's number (1-based) where they have none. */
  readonly unknown: readonly string[]
  /**
   * False where headings and values stand askew: a heading of the form over the labels, or a headless column of values
   * where the form has none to spare. Nothing under such headings is sure unless something else confirms it.
   */
  readonly consistent: boolean
}

/** The form's columns, to be found in a heading. */
export interface ExpectedColumns {
  /** In the form's order. */
  readonly labels: readonly FormLabel[]
  /** Headings that stand over several columns. */
  readonly parents: readonly FormLabel[]
  /** Likeness of a printed column to each of `labels`, where more than its own heading tells them apart. */
  readonly scores?: (column: PrintedColumn) => readonly number[]
}

/** Which grid columns are which columns of the form, by their heading paths. */
export function findColumns(area: HeadingArea, expected: ExpectedColumns): FoundColumns {
  const { labels, parents } = expected
  const likenesses = ({ readings }: PrintedColumn): number[] => labels.map((label) => bestLikeness(readings, label))
  const scoresOf = (column: PrintedColumn): readonly number[] =>
    column.readings.length === 0 ? labels.map(() => 0) : (expected.scores ?? likenesses)(column)
  const printed = printedColumns(area, labels, parents)
  const { columns, disputed } = absorb(area, printed, missingBetween(printed, scoresOf, labels.length))
  const scores = columns.map(scoresOf)
  const { match, margin } = align(scores, labels.length)
  const keys = match.map((key, index) =>
    key !== null && at(at(scores, index, 'row'), key, 'column') >= SURE && at(margin, index, 'margin') >= MARGIN
      ? key
      : null,
  )
  const zones: Zone[] = []
  const unknown: string[] = []
  let consistent = true
  columns.forEach((column, index) => {
    const found = keys[index] ?? null
    const gap = gapAt(keys, index, labels.length)
    const only = found === null && gap.columns === 1 && gap.missing.length === 1 ? (gap.missing[0] ?? null) : null
    const headless = column.readings.length === 0
    const damaged = only !== null && at(at(scores, index, 'row'), only, 'column') >= DAMAGED
    const inside = index > 0 && index < columns.length - 1
    // A heading that says nothing of the form may be misread: its column is the one that is left, but not surely.
    const key = found ?? (headless || damaged || inside ? only : null) ?? match[index] ?? null
    const label = key === null ? undefined : labels[key]
    if (headless && gap.columns > gap.missing.length) consistent = false
    if (!label || zones.some((zone) => zone.key === label.key)) {
      unknown.push(column.readings[0] ?? `#${String(column.from + 1)}`)
      return
    }
    const placed = only !== null && key === only
    zones.push({
      key: label.key,
      from: column.from,
      to: column.to,
      sure: found !== null || (placed && inside && (headless || damaged) && !disputed.has(column)),
      byPlace: placed,
      headingUnit: headingUnit(column.heading),
      disputed: disputed.get(column) ?? [],
    })
  })
  if (headingsOverLabels(area, labels, parents, zones)) consistent = false
  return { zones, unknown, consistent }
}

/**
 * Tells whether the form has a column between two printed ones that no heading names; nothing is missing if all columns are
 * headed.
 */
function missingBetween(
  printed: readonly PrintedColumn[],
  scoresOf: (column: PrintedColumn) => readonly number[],
  width: number,
): (left?: PrintedColumn, right?: PrintedColumn) => boolean {
  if (printed.every(({ readings }) => readings.length > 0)) return () => false
  const { match } = align(printed.map(scoresOf), width)
  const keyOf = (column: PrintedColumn | undefined, edge: number): number =>
    column ? (match[printed.indexOf(column)] ?? edge) : edge
  return (left, right) => {
    const [before, after] = [keyOf(left, -1), keyOf(right, width)]
    for (let key = before + 1; key < after; key += 1) if (!match.includes(key)) return true
    return false
  }
}

/** Tells whether a heading that no column was found for stands over the labels: then the heading is askew. */
function headingsOverLabels(
  { grid, headFrom, headTo, from }: HeadingArea,
  labels: readonly FormLabel[],
  parents: readonly FormLabel[],
  zones: readonly Zone[],
): boolean {
  const missing = labels.filter(({ key }) => !zones.some((zone) => zone.key === key && zone.sure))
  if (missing.length === 0) return false
  for (let column = 0; column < from; column += 1) {
    const over = textsInColumn(grid, column, headFrom, headTo).filter((cell) => cell.column + cell.columnSpan <= from)
    const own = ownHeadings(over, labels, parents)
    if (own.some(({ text }) => missing.some((label) => likenessTo(withoutUnit(text), label) >= ASKEW))) return true
  }
  return false
}

/** Around an unmatched column: how many such stand side by side, and which of the form's columns are missing there. */
function gapAt(
  keys: readonly (number | null)[],
  index: number,
  width: number,
): { readonly columns: number; readonly missing: readonly number[] } {
  let first = index
  while (first > 0 && keys[first - 1] === null) first -= 1
  let last = index
  while (last < keys.length - 1 && keys[last + 1] === null) last += 1
  const before = keys[first - 1] ?? -1
  const after = keys[last + 1] ?? width
  const missing = Array.from({ length: Math.max(0, after - before - 1) }, (_, offset) => before + 1 + offset)
  return { columns: last - first + 1, missing: missing.filter((key) => !keys.includes(key)) }
}
