import { remember } from '../vocabulary/remember.js'
import { align, hasRival } from './align.js'
import { isHeadingRow, isRowLabel, ROW_LABELS, ROWS } from './application-labels.js'
import type { Grid } from './grid.js'
import { alike, labelOf, likenessTo } from './likeness.js'
import { labelledRows, printedRows, type LabelledRow } from './rows.js'
import { isLabelText } from '../vocabulary/values.js'

/** A row label is sure from this likeness on, if no other reading of the table comes near. */
const SURE = 0.6
/** Between two sure neighbours, with no other row of the form to go there, a label may be this bad. */
const SURE_IN_PLACE = 0.45
/** How much the best reading of the whole table must gain over the best one with this row elsewhere. */
const MARGIN = 0.1
/** What a parent that agrees (or, if it is the row's own, contradicts) adds to a label's likeness. */
const PARENT_BONUS = 0.05

const ROW_PARENTS = ROWS.map(({ path }) => (path.length > 1 ? labelOf(path[path.length - 2] ?? '') : null))

const mostFrequent = (values: readonly number[]): number => {
  const counts = new Map<number, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0]?.[0] ?? 0
}

/** The first column behind the row labels; heading rows do not count, for 其他 is a column's heading and a row's label. */
function labelEndOf(grid: Grid): number {
  const headings = new Set<number>()
  for (let row = 0; row < grid.rows; row += 1) if (isHeadingRow(grid, row, 0)) headings.add(row)
  const labels = grid.table.cells.filter(({ row, text }) => !headings.has(row) && isLabelText(text) && isRowLabel(text))
  const starts = labels.map(({ column }) => column)
  const common = starts.filter(
    (start) => starts.filter((other) => other === start).length >= (starts.length > 3 ? 2 : 1),
  )
  const innermost = Math.max(-1, ...common)
  return mostFrequent(labels.filter(({ column }) => column === innermost).map((cell) => cell.column + cell.columnSpan))
}

/** How alike a printed label is to that of each row of the form. */
const likenesses = remember((text: string): readonly number[] => ROW_LABELS.map((label) => likenessTo(text, label)))

function rowScores(row: LabelledRow): number[] {
  if (row.readings.length === 0) return ROWS.map(() => 0)
  const parent = row.parent === null ? null : labelOf(row.parent.text)
  const readings = row.readings.map(likenesses)
  return ROW_LABELS.map((_, index) => {
    const score = readings.reduce((best, scores) => Math.max(best, scores[index] ?? 0), 0)
    const expected = ROW_PARENTS[index]
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
export function findRows(rows: readonly LabelledRow[]): RowsFound {
  const scores = rows.map(rowScores)
  const { match, margin } = align(scores, ROWS.length)
  const scoreOf = (index: number): number => scores[index]?.[match[index] ?? -1] ?? 0
  const hasValues = rows.map((row) => printedRows(row).length > 0)
  const rivalled = match.map((_, index) => hasRival(scores, match, index, (other) => hasValues[other] ?? false))
  const certain = match.map(
    (key, index) => key !== null && !rivalled[index] && scoreOf(index) >= SURE && (margin[index] ?? 0) >= MARGIN,
  )
  const found = new Map<string, FoundRow>()
  const unknown: LabelledRow[] = []
  rows.forEach((row, index) => {
    const key = match[index] ?? null
    const gap = certain[index] ? null : onlyRowBetween(match, certain, index)
    const place = key ?? gap
    const label = place === null ? undefined : ROWS[place]
    if (!label || found.has(label.key)) {
      unknown.push(row)
      return
    }
    const inPlace = gap === place && !rivalled[index] && scoreOf(index) >= SURE_IN_PLACE
    found.set(label.key, { row, sure: (certain[index] ?? false) || inPlace })
  })
  return { found, unknown }
}

/** Keys that one variant prints in place of the other's. */
const UNDIVIDED = ROWS.findIndex(({ key }) => key === 'other')
const DIVIDED = ROWS.map(({ key }, index) => (key.startsWith('other_') ? index : -1)).filter((index) => index >= 0)

/** The one row of the form that is missing between two sure neighbours, if exactly one printed row stands between them. */
function onlyRowBetween(match: readonly (number | null)[], certain: readonly boolean[], index: number): number | null {
  const before = certain[index - 1] ? match[index - 1] : null
  const after = certain[index + 1] ? match[index + 1] : null
  if (before === null || before === undefined || after === null || after === undefined) return null
  const divided = match.some((key, other) => key !== null && certain[other] === true && DIVIDED.includes(key))
  const between = ROWS.map((_, key) => key).filter(
    (key) =>
      key > before && key < after && (divided ? key !== UNDIVIDED : !DIVIDED.includes(key) || match[index] === key),
  )
  return between.length === 1 ? (between[0] ?? null) : null
}

export function partsOf(grids: readonly Grid[]): Part[] {
  return grids.map((grid) => {
    const labelEnd = labelEndOf(grid)
    return { grid, labelEnd, rows: labelledRows(grid, labelEnd) }
  })
}

/** The rows of the form that a table prints for sure: what tells a table cut in two from one that is repeated. */
export function applicationRowsIn(grid: Grid): ReadonlySet<string> {
  const { found } = findRows(partsOf([grid]).flatMap(({ rows }) => rows))
  return new Set([...found].filter(([, { sure }]) => sure).map(([key]) => key))
}
