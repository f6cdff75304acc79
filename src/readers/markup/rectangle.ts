import { tally } from '../../model/groups.js'
import type { Placed, SpannedCell } from './placing.js'
import { isBlankText, isValueText } from '../../vocabulary/values.js'

/** How far a table is a rectangle, and which of its columns hold values: what shows that a span is miscounted. */

/** The shape of a table, by which its rows are judged. */
export interface Shape {
  /** Columns of the table: where most of its rows end. */
  readonly width: number
  /** Columns in which the rows have numbers, one cell each. */
  readonly valueColumns: ReadonlySet<number>
  /** Rows that do not fill the columns exactly. */
  readonly ragged: readonly number[]
}

/** Tables with more cells than this are no forms, and looking into all of their spans takes long. */
export const MAX_CELLS = 3000

/** This share of the rows must agree on the width for the others to be wrong. */
const AGREEING_SHARE = 0.5

/** A column of values must hold one in this share of the sound rows with numbers. */
const VALUE_SHARE = 0.6

const DIGITS = /[\d０-９]/u

/** Tells whether a cell's text can be a value: also nothing, for a value may be left blank. */
export const mayBeValue = (text: string): boolean => isBlankText(text) || isValueText(text)

/**
 * The shape of a table of the given width; null if the table is too large to be a form. Without a width: of the one that
 * most rows have, null where they do not agree on one.
 */
export function shapeOf(placed: readonly Placed[], width = widthsOf(placed)[0]): Shape | null {
  if (placed.length > MAX_CELLS || width === undefined) return null
  const { filled, ends } = extentsOf(placed)
  const isSound = (row: number): boolean => filled[row] === width && ends[row] === width
  const ragged = ends.flatMap((_, row) => (isSound(row) ? [] : [row]))
  return { width, ragged, valueColumns: valueColumnsOf(placed, isSound) }
}

/** The widths that enough rows without holes have, the commonest first. */
export function widthsOf(placed: readonly Placed[]): readonly number[] {
  if (placed.length > MAX_CELLS) return []
  const { filled, ends } = extentsOf(placed)
  return [...tally(ends.filter((end, row) => filled[row] === end))]
    .filter(([, count]) => count >= ends.length * AGREEING_SHARE)
    .sort((a, b) => b[1] - a[1] || b[0] - a[0])
    .map(([width]) => width)
}

interface Extents {
  /** For each row how many of its columns are covered, and where the last of them ends. */
  readonly filled: readonly number[]
  readonly ends: readonly number[]
}

function extentsOf(placed: readonly Placed[]): Extents {
  const rows = placed.reduce((most, { row, rowSpan }) => Math.max(most, row + rowSpan), 0)
  const filled = new Array<number>(rows).fill(0)
  const ends = new Array<number>(rows).fill(0)
  for (const { row, column, rowSpan, columnSpan } of placed)
    for (let at = row; at < row + rowSpan; at++) {
      filled[at] = (filled[at] ?? 0) + columnSpan
      ends[at] = Math.max(ends[at] ?? 0, column + columnSpan)
    }
  return { filled, ends }
}

function valueColumnsOf(placed: readonly Placed[], isSound: (row: number) => boolean): ReadonlySet<number> {
  const values = new Map<number, number>()
  const numberRows = new Set<number>()
  let firstDigits = Infinity
  for (const { cell, row, column } of placed)
    if (isSound(row) && isNumber(cell)) {
      numberRows.add(row)
      firstDigits = Math.min(firstDigits, column)
    }
  for (const { cell, row, column, rowSpan, columnSpan } of placed)
    if (numberRows.has(row) && rowSpan === 1 && columnSpan === 1 && mayBeValue(cell.text))
      values.set(column, (values.get(column) ?? 0) + 1)
  const enough = numberRows.size * VALUE_SHARE
  return new Set(
    [...values].filter(([column, count]) => column >= firstDigits && count >= enough).map(([column]) => column),
  )
}

/** A value with digits. */
export const isNumber = ({ text }: SpannedCell): boolean => DIGITS.test(text) && mayBeValue(text)

/** The cells whose first row this is. */
export function startingIn(placed: readonly Placed[], row: number): readonly Placed[] {
  return placed.filter((one) => one.row === row)
}

/** Tells whether a cell holds a text that can be no value. */
export const isLabel = ({ cell }: Placed): boolean => !cell.hole && cell.text !== '' && !mayBeValue(cell.text)

export const hasNumbers = (row: readonly Placed[]): boolean => row.some(({ cell }) => isNumber(cell))

/**
 * Tells whether a row has a value beside the columns of values, or a label in one of them: its columns cannot be trusted.
 */
export function isMisplaced(row: readonly Placed[], { valueColumns }: Shape): boolean {
  if (valueColumns.size === 0 || !hasNumbers(row)) return false
  return row.some((placed) => {
    const isValue = mayBeValue(placed.cell.text)
    if (isNumber(placed.cell) && !valueColumns.has(placed.column)) return true
    return !isValue && slots(placed).some((column) => valueColumns.has(column))
  })
}

/** The columns that a cell covers. */
const slots = ({ column, columnSpan }: Placed): readonly number[] =>
  Array.from({ length: columnSpan }, (_, index) => column + index)

/** How many columns of values share their lowest heading with another: each has one of its own in a sound table. */
export function sharedHeadings(placed: readonly Placed[], { valueColumns }: Shape): number {
  const lowest = lowestHeadingRow(placed)
  const columns = [...valueColumns]
  const headings = columns.flatMap(
    (column) => placed.findLast((one) => covers(one, lowest) && slots(one).includes(column)) ?? [],
  )
  return columns.length - new Set(headings).size
}

/** The row above the first numbers; -1 where there is none. */
export function lowestHeadingRow(placed: readonly Placed[]): number {
  return (placed.find(({ cell }) => isNumber(cell))?.row ?? 0) - 1
}

export const covers = ({ row, rowSpan }: Placed, at: number): boolean => row <= at && at < row + rowSpan
