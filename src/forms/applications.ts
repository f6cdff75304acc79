import type { Problem } from '../model/problem.js'
import { problem } from '../model/problem.js'
import type { FormYear } from '../model/record.js'
import { ALL_APPLICATION_ROWS, FORMS } from '../vocabulary/forms.js'
import { align } from './align.js'
import { findColumns, type ExpectedColumns, type FoundColumns } from './columns.js'
import { cellsInRow, isBlankText, type Grid } from './grid.js'
import { alike, bestLikeness, formLabel, labelOf, likenessTo, type FormLabel } from './likeness.js'
import { hasPrint, pick, type MatchedTable, type Placement, type Zone } from './placement.js'
import { isLabelText, labelledRows, printedRows, type LabelledRow } from './rows.js'
import { readText } from './values.js'

/** A row label is sure from this likeness on, if no other reading of the table comes near. */
const SURE = 0.6
/** Between two sure neighbours, with no other row of the form to go there, a label may be this bad. */
const SURE_IN_PLACE = 0.45
/** How much the best reading of the whole table must gain over the best one with this row elsewhere. */
const MARGIN = 0.1
/** What a parent that agrees (or, if it is the row's own, contradicts) adds to a label's likeness. */
const PARENT_BONUS = 0.05
/** From this likeness on a text is a label at all, when the label columns are looked for. */
const LABEL = 0.7

const ROWS = ALL_APPLICATION_ROWS
/** What organs print for a row beside its own label and the beginnings of that. */
const ALIASES: Readonly<Record<string, readonly string[]>> = { other: ['（六）其他'] }
const ROW_LABELS = ROWS.map(({ key, path }) => formLabel(key, path, ALIASES[key]))
const ROW_PARENTS = ROWS.map(({ path }) => (path.length > 1 ? labelOf(path[path.length - 2] ?? '') : null))
const PARENTS = [...new Set(ROWS.flatMap(({ path }) => path.slice(0, -1)))].map((label) => formLabel(label, [label]))

const COLUMNS = FORMS['2021'].applications.columns
const COLUMN_LABELS = COLUMNS.map(({ key, path }) => formLabel(key, path))
const COLUMN_PARENTS = [...new Set(COLUMNS.flatMap(({ path }) => path.slice(0, -1)))].map((label) =>
  formLabel(label, [label]),
)

const EXPECTED: ExpectedColumns = { labels: COLUMN_LABELS, parents: COLUMN_PARENTS }

const best = (text: string, labels: readonly FormLabel[]): number =>
  labels.reduce((most, label) => Math.max(most, likenessTo(text, label)), 0)

const remembered = new Map<string, boolean>()

function isRowLabel(text: string): boolean {
  let known = remembered.get(text)
  if (known === undefined) {
    known = best(text, ROW_LABELS) >= LABEL || best(text, PARENTS) >= LABEL
    if (remembered.size > 5_000) remembered.clear()
    remembered.set(text, known)
  }
  return known
}

/** Whether a row has several headings of columns behind the labels: the table's heading, or that heading repeated. */
function isHeadingRow(grid: Grid, row: number, from: number): boolean {
  const headings = cellsInRow(grid, row, from).filter((cell) => cell.row === row && isColumnHeading(cell.text))
  return headings.length >= 2
}

const isColumnHeading = (text: string): boolean =>
  isLabelText(text) && (best(text, COLUMN_LABELS) >= LABEL || best(text, COLUMN_PARENTS) >= LABEL)

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

function rowScores(row: LabelledRow): number[] {
  if (row.readings.length === 0) return ROWS.map(() => 0)
  const parent = row.parent === null ? null : labelOf(row.parent.text)
  return ROW_LABELS.map((label, index) => {
    const score = bestLikeness(row.readings, label)
    const expected = ROW_PARENTS[index]
    if (!parent || !expected || score === 0) return score
    const agreement = alike(parent, expected)
    if (agreement >= 0.6) return Math.min(1.05, score + PARENT_BONUS)
    return row.parent?.inherited === false && agreement < 0.3 ? score - PARENT_BONUS : score
  })
}

/** A part of the table: its grid, where its labels end, and its rows. */
interface Part {
  readonly grid: Grid
  readonly labelEnd: number
  readonly rows: readonly LabelledRow[]
}

/** A row of the form found in the report. */
interface FoundRow {
  readonly row: LabelledRow
  readonly sure: boolean
}

export interface RowsFound {
  readonly found: ReadonlyMap<string, FoundRow>
  readonly unknown: readonly LabelledRow[]
}

/** Whether the values of a row of labels can be told from another row's: exactly one of its grid rows prints any. */
function findRows(rows: readonly LabelledRow[]): RowsFound {
  const scores = rows.map(rowScores)
  const { match, margin } = align(scores, ROWS.length)
  const scoreOf = (index: number): number => scores[index]?.[match[index] ?? -1] ?? 0
  const certain = match.map((key, index) => key !== null && scoreOf(index) >= SURE && (margin[index] ?? 0) >= MARGIN)
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
    const inPlace = gap === place && scoreOf(index) >= SURE_IN_PLACE
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

function partsOf(grids: readonly Grid[]): Part[] {
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

/** First row below the headings: where the first row of the form, or the first number right of the labels, stands. */
function headingEnd(part: Part, found: RowsFound['found']): number {
  const matched = [...found.values()].filter(({ row }) => row.grid === part.grid).flatMap(({ row }) => row.rows)
  let end = Math.min(part.grid.rows, ...matched)
  for (let row = 0; row < end; row += 1)
    for (let column = part.labelEnd; column < part.grid.columns; column += 1) {
      const cell = part.grid.cellAt(row, column)
      if (cell && readText(cell.text).state === 'number') end = row
    }
  return end
}

function columnsOf(
  part: Part,
  found: RowsFound['found'],
  previous: { part: Part; columns: FoundColumns } | null,
): FoundColumns {
  const headTo = headingEnd(part, found)
  const valueRows = [...found.values()].filter(({ row }) => row.grid === part.grid).flatMap(({ row }) => row.rows)
  const columns = findColumns({ grid: part.grid, headFrom: 0, headTo, from: part.labelEnd, valueRows }, EXPECTED)
  if (columns.zones.some(({ sure }) => sure) || !previous) return settle(part, found, columns)
  // A part cut off by a page break has no headings: its columns are those of the part before, if they are as many.
  const before = previous.part.grid.columns - previous.part.labelEnd
  const shift = part.labelEnd - previous.part.labelEnd
  if (part.grid.columns - part.labelEnd !== before) return columns
  return {
    zones: previous.columns.zones.map((zone) => ({ ...zone, from: zone.from + shift, to: zone.to + shift })),
    unknown: [],
    consistent: true,
  }
}

/**
 * What the headings alone leave open, the rows' own arithmetic may settle: six applicants make the total. A column placed
 * at the edge, or a heading that stands askew, is believed only if it does.
 */
function settle(part: Part, found: RowsFound['found'], columns: FoundColumns): FoundColumns {
  if (columns.consistent && columns.zones.every(({ sure, byPlace }) => sure || !byPlace)) return columns
  const holds = rowsAddUp(part, found, columns.zones)
  const sure = (zone: Zone): boolean => holds && (zone.sure || zone.byPlace)
  return {
    ...columns,
    zones: columns.zones.map((zone) => ({ ...zone, sure: sure(zone) || (zone.sure && columns.consistent) })),
  }
}

/** Whether the rows of the form add up under these columns: at least one that is not all zero does, and none fails. */
function rowsAddUp(part: Part, found: RowsFound['found'], zones: readonly Zone[]): boolean {
  let telling = 0
  for (const { row } of found.values()) {
    if (row.grid !== part.grid) continue
    const index = printedRows(row, part.labelEnd)[0] ?? -1
    const numbers = COLUMNS.map(({ key }) => {
      const zone = zones.find((candidate) => candidate.key === key)
      return zone ? readText(pick(part.grid, index, zone, zones).cell?.text ?? '').value : null
    })
    if (numbers.some((number) => number === null)) continue
    const [total = 0, ...parts] = numbers.map((number) => number ?? 0).reverse()
    if (parts.reduce((sum, number) => sum + number, 0) !== total) return false
    if (total !== 0) telling += 1
  }
  return telling > 0
}

/** Grid rows that an unlabelled row of values puts in doubt. */
interface Shaken {
  /** What they leave blank may stand in the row beside them. */
  readonly blanks: ReadonlySet<number>
  /** Their label may be that of a whole group of rows. */
  readonly whole: ReadonlySet<number>
}

/**
 * Rows next to one that prints values but has no label. If exactly one row of the form is missing there, its label was lost
 * and theirs are their own; otherwise no label near it is sure to be one row's.
 */
function shaken(part: Part, found: RowsFound['found']): Shaken {
  const strays = part.rows.filter(
    (row) => !row.leaf && printedRows(row, part.labelEnd).length > 0 && !isHeading(part, row),
  )
  const explained = new Set([...found.values()].map(({ row }) => row))
  const beside = (rows: readonly LabelledRow[]): Set<number> =>
    new Set(rows.flatMap((row) => row.rows.flatMap((index) => [...reach(part, index, -1), ...reach(part, index, 1)])))
  return { blanks: beside(strays), whole: beside(strays.filter((row) => !explained.has(row))) }
}

/** The grid rows up to the next one that prints values, upwards (-1) or downwards (1). */
function reach({ grid, labelEnd }: Part, from: number, step: -1 | 1): number[] {
  const rows: number[] = []
  for (let row = from + step; row >= 0 && row < grid.rows; row += step) {
    rows.push(row)
    if (hasPrint(grid, row, labelEnd)) break
  }
  return rows
}

function place(
  part: Part,
  item: string,
  { row, sure }: FoundRow,
  zones: readonly Zone[],
  doubtful: Shaken,
): Placement[] {
  const printed = printedRows(row, part.labelEnd)
  const index = printed[0] ?? row.rows[0] ?? 0
  return COLUMNS.map(({ key }): Placement => {
    const zone = zones.find((candidate) => candidate.key === key)
    const { cell, doubt } = zone ? pick(part.grid, index, zone, zones) : ({ cell: null, doubt: 'not-found' } as const)
    const overRows = cell !== null && cell.rowSpan > 1 && !isBlankText(cell.text) && !within(cell, row)
    const strayed =
      cell !== null && (doubtful.whole.has(index) || (isBlankText(cell.text) && doubtful.blanks.has(index)))
    const rowDoubt = cell !== null && (!sure || printed.length > 1 || overRows || strayed)
    return {
      table: 'applications',
      item,
      measure: key,
      tableId: cell ? part.grid.id : null,
      cell,
      doubt: rowDoubt ? 'uncertain-row' : doubt,
      headingUnit: zone?.headingUnit ?? null,
    }
  })
}

const within = (cell: { row: number; rowSpan: number }, row: LabelledRow): boolean =>
  row.rows.includes(cell.row) && row.rows.includes(cell.row + cell.rowSpan - 1)

/** The variant printed: 2021 if （六）其他处理 is divided, 2019 if not; null if neither is there. */
function variantOf(found: RowsFound['found']): FormYear | null {
  if (['other_uncorrected', 'other_fee_unpaid', 'other_other'].some((key) => found.has(key))) return '2021'
  return found.has('other') ? '2019' : null
}

/**
 * Matches section 3's table, which may stand in several grids (cut by a page break that was not joined).
 * @param fallback the form to take where （六）其他处理 is not there to tell
 */
export function matchApplications(grids: readonly Grid[], fallback: FormYear): MatchedTable {
  const parts = partsOf(grids)
  const { found, unknown } = findRows(parts.flatMap(({ rows }) => rows))
  const year = variantOf(found)
  const keys = new Set(FORMS[year ?? fallback].applications.rows.map(({ key }) => key))
  const problems: Problem[] = []
  const placements: Placement[] = []
  let previous: { part: Part; columns: FoundColumns } | null = null
  const missing = new Set(COLUMNS.map(({ key }) => key))
  for (const part of parts) {
    const columns = columnsOf(part, found, previous)
    previous = { part, columns }
    const doubtful = shaken(part, found)
    const own = [...found].filter(([, { row }]) => row.grid === part.grid)
    for (const [key, row] of own) {
      if (keys.has(key)) placements.push(...place(part, key, row, columns.zones, doubtful))
      else if (printedRows(row.row, part.labelEnd).length > 0) problems.push(unknownRow(row.row))
      if (keys.has(key) && !row.sure)
        problems.push(problem('row-uncertain', { label: row.row.readings[0] ?? '' }, { table: part.grid.id }))
    }
    for (const zone of columns.zones) missing.delete(zone.key)
    const start = Math.min(part.grid.rows, ...own.flatMap(({ 1: { row } }) => row.rows))
    problems.push(
      ...unknown.filter((row) => isUnknownRow(row, part, start)).map(unknownRow),
      ...columns.unknown.map((label) => problem('column-unknown', { label }, { table: part.grid.id })),
    )
  }
  const where = { table: grids[0]?.id ?? '' }
  for (const { key, path } of FORMS[year ?? fallback].applications.rows)
    if (!found.has(key)) problems.push(problem('row-missing', { label: path[path.length - 1] ?? '' }, where))
  for (const { key, path } of COLUMNS)
    if (missing.has(key)) problems.push(problem('column-missing', { label: path[path.length - 1] ?? '' }, where))
  return { table: 'applications', year, placements, problems }
}

const unknownRow = (row: LabelledRow): Problem =>
  problem('row-unknown', { label: row.readings[0] ?? '' }, { table: row.grid.id })

/** A row of the heading, here or repeated further down: it has a column's heading and no number. */
function isHeading({ grid, labelEnd }: Part, { rows }: LabelledRow): boolean {
  const cells = rows.flatMap((row) => cellsInRow(grid, row, labelEnd))
  return cells.some(({ text }) => isColumnHeading(text)) && cells.every(({ text }) => readText(text).state !== 'number')
}

/** Worth a problem: a row below the headings that is no parent, no repeated heading, no note and not empty. */
function isUnknownRow(row: LabelledRow, part: Part, start: number): boolean {
  const first = row.rows[0] ?? 0
  if (row.grid !== part.grid || first < start || isHeading(part, row)) return false
  if (!row.leaf) return printedRows(row, part.labelEnd).length > 0
  if (row.leaf.column + row.leaf.columnSpan > part.labelEnd) return false
  return printedRows(row, part.labelEnd).length > 0 || best(row.leaf.text, PARENTS) < LABEL
}
