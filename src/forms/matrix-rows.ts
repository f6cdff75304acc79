import { tally } from '../model/groups.js'
import { at } from '../model/at.js'
import { prints } from '../vocabulary/families.js'
import { align, hasRival } from './align.js'
import { type Grid, cellsInRow } from './grid.js'
import { labelOf } from './likeness.js'
import { followedMatrix, isHeadingRow, type MatrixWords } from './matrix-words.js'
import { isLabelText } from '../vocabulary/values.js'
import { alike } from '../vocabulary/labels.js'
import type { Cell } from '../model/block.js'
import { hasPrint } from './placement.js'

/** A row label is sure from this likeness on, if no other reading of the table comes near. */
const SURE = 0.6
/** Between two sure neighbours, with no other row of the form to go there, a label may be this bad. */
const SURE_IN_PLACE = 0.45
/** How much the best reading of the whole table must gain over the best one with this row elsewhere. */
const MARGIN = 0.1
/** A parent that agrees adds this to a label's likeness; the row's own parent takes it where it contradicts. */
const PARENT_BONUS = 0.05

/** Grid rows that share one innermost label: one row of the report (several where a page break or a stray rule cuts it). */
export interface LabelledRow {
  readonly grid: Grid
  readonly rows: readonly number[]
  /** First column behind the labels. */
  readonly valuesFrom: number
  /** The innermost label; null for a row that has none. */
  readonly leaf: Cell | null
  /** Its readings: the innermost label alone, then with what stands to its left. */
  readonly readings: readonly string[]
  /** The label left of the innermost one, or the nearest above where the grid has blanks instead of spans. */
  readonly parent: { readonly text: string; readonly inherited: boolean } | null
}

/** The commonest of some numbers, the lowest of several such; 0 for none. */
const mostFrequent = (values: readonly number[]): number =>
  [...tally(values)].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0]?.[0] ?? 0

/** The first column behind the row labels; heading rows do not count, for 其他 is a column's heading and a row's label. */
function labelEndOf(words: MatrixWords, grid: Grid): number {
  const headings = new Set<number>()
  for (let row = 0; row < grid.rows; row += 1) if (isHeadingRow(words, grid, row)) headings.add(row)
  const labels = grid.table.cells.filter(
    ({ row, text }) => !headings.has(row) && isLabelText(text) && words.isRowLabel(text),
  )
  const starts = labels.map(({ column }) => column)
  const common = starts.filter(
    (start) => starts.filter((other) => other === start).length >= (starts.length > 3 ? 2 : 1),
  )
  const innermost = Math.max(-1, ...common)
  return mostFrequent(labels.filter(({ column }) => column === innermost).map((cell) => cell.column + cell.columnSpan))
}

function rowScores(words: MatrixWords, row: LabelledRow): number[] {
  if (row.readings.length === 0) return words.rows.map(() => 0)
  const parent = row.parent === null ? null : labelOf(row.parent.text)
  const readings = row.readings.map(words.likenesses)
  return words.rows.map((_, index) => {
    const score = readings.reduce((best, scores) => Math.max(best, at(scores, index, 'row')), 0)
    const expected = words.rowParents[index]
    if (!parent || !expected || score === 0) return score
    const agreement = alike(parent, expected)
    if (agreement >= 0.6) return Math.min(1.05, score + PARENT_BONUS)
    return row.parent?.inherited === false && agreement < 0.3 ? score - PARENT_BONUS : score
  })
}

/** A part of the table: its grid, where its labels end, and its rows. */
export interface Part {
  readonly grid: Grid
  readonly labelEnd: number
  readonly rows: readonly LabelledRow[]
}

/** A row of the form found in the report. */
export interface FoundRow {
  readonly row: LabelledRow
  readonly sure: boolean
}

export interface RowsFound {
  readonly found: ReadonlyMap<string, FoundRow>
  readonly unknown: readonly LabelledRow[]
}

/** Which printed rows are which rows of the form, over the whole table. */
export function findRows(words: MatrixWords, rows: readonly LabelledRow[]): RowsFound {
  const scores = rows.map((row) => rowScores(words, row))
  const { match, margin } = align(scores, words.rows.length)
  const scoreOf = (index: number): number => scores[index]?.[match[index] ?? -1] ?? 0
  const hasValues = rows.map((row) => printedRows(row).length > 0)
  const rivalled = match.map((_, index) => hasRival(scores, match, index, (other) => hasValues[other] ?? false))
  const certain = match.map(
    (key, index) => key !== null && !rivalled[index] && scoreOf(index) >= SURE && at(margin, index, 'margin') >= MARGIN,
  )
  const found = new Map<string, FoundRow>()
  const unknown: LabelledRow[] = []
  rows.forEach((row, index) => {
    const key = match[index] ?? null
    const gap = certain[index] ? null : onlyRowBetween(words, match, certain, index)
    const place = key ?? gap
    const label = place === null ? undefined : words.rows[place]
    if (!label || found.has(label.key)) {
      unknown.push(row)
      return
    }
    const inPlace = gap === place && !rivalled[index] && scoreOf(index) >= SURE_IN_PLACE
    found.set(label.key, { row, sure: (certain[index] ?? false) || inPlace })
  })
  return { found, unknown }
}

/**
 * The one row of a form that is missing between two sure neighbours, if exactly one printed row stands between them. A form
 * of which a row that others lack was surely found decides; else any, if it has but one row there.
 */
function onlyRowBetween(
  { family, rows, variants }: MatrixWords,
  match: readonly (number | null)[],
  certain: readonly boolean[],
  index: number,
): number | null {
  const before = certain[index - 1] ? match[index - 1] : null
  const after = certain[index + 1] ? match[index + 1] : null
  if (before === null || before === undefined || after === null || after === undefined) return null
  const printedIn = (year: string, place: number): boolean => prints(year, family.id, at(rows, place, 'row').key)
  const telling = match.filter(
    (place, other) => place !== null && certain[other] === true && variants.includes(at(rows, place, 'row').key),
  )
  const told = family.years.filter((year) => telling.some((place) => place !== null && printedIn(year, place)))
  const only = (told.length > 0 ? told : family.years).flatMap((year) => {
    const between = rows.map((_, place) => place).filter((place) => place > before && place < after)
    const own = between.filter((place) => printedIn(year, place))
    return own.length === 1 ? own : []
  })
  return new Set(only).size === 1 ? (only[0] ?? null) : null
}

export function partsOf(words: MatrixWords, grids: readonly Grid[]): Part[] {
  return grids.map((grid) => {
    const labelEnd = labelEndOf(words, grid)
    return { grid, labelEnd, rows: labelledRows(grid, labelEnd) }
  })
}

/** The rows of the form that a table prints for sure: what tells a table cut in two from one that is repeated. */
export function matrixRowsIn(id: string, grid: Grid): ReadonlySet<string> {
  const words = followedMatrix(id, [grid])
  const { found } = findRows(
    words,
    partsOf(words, [grid]).flatMap(({ rows }) => rows),
  )
  return new Set([...found].filter(([, { sure }]) => sure).map(([key]) => key))
}

const labelCells = (grid: Grid, row: number, labelEnd: number): Cell[] =>
  cellsInRow(grid, row, 0, labelEnd).filter(({ text }) => isLabelText(text))

/** Label cells that stand over rows with a deeper label of their own: parents, never a row's own label. */
function parentCells(grid: Grid, labelEnd: number): ReadonlySet<Cell> {
  const parents = new Set<Cell>()
  for (let row = 0; row < grid.rows; row += 1)
    labelCells(grid, row, labelEnd).forEach((cell, index, all) => {
      if (cell.rowSpan > 1 && index < all.length - 1) parents.add(cell)
    })
  return parents
}

/** The rows of a table with their labels, from top to bottom. */
function labelledRows(grid: Grid, labelEnd: number): LabelledRow[] {
  const parents = parentCells(grid, labelEnd)
  const rows: LabelledRow[] = []
  const above: (string | undefined)[] = []
  for (let row = 0; row < grid.rows; row += 1) {
    const cells = labelCells(grid, row, labelEnd)
    const last = cells[cells.length - 1]
    const leaf = last && !parents.has(last) ? last : null
    const previous = rows[rows.length - 1]
    if (leaf && previous?.leaf === leaf) {
      rows[rows.length - 1] = { ...previous, rows: [...previous.rows, row] }
      continue
    }
    const texts = cells.map(({ text }) => text)
    const readings = leaf ? texts.map((_, depth) => texts.slice(texts.length - 1 - depth).join('')) : []
    const beside = cells.filter((cell) => cell !== leaf).at(-1)
    const inherited = leaf
      ? above
          .slice(0, leaf.column)
          .filter((text) => text !== undefined)
          .at(-1)
      : undefined
    rows.push({
      grid,
      rows: [row],
      valuesFrom: labelEnd,
      leaf,
      readings,
      parent: beside
        ? { text: beside.text, inherited: false }
        : inherited === undefined
          ? null
          : { text: inherited, inherited: true },
    })
    for (const cell of cells) {
      above.length = Math.min(above.length, cell.column + 1)
      above[cell.column] = cell.text
    }
  }
  return rows
}

/** The grid rows of a labelled row in which something is printed right of the labels. */
export function printedRows({ grid, rows, valuesFrom }: LabelledRow): number[] {
  return rows.filter((row) => hasPrint(grid, row, valuesFrom))
}
