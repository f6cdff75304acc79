import { cellsInRow, type Grid } from '../forms/grid.js'
import { CODE_HEADING, COLUMN_NUMBERS, isYear, LABEL_HEADING, UNIT_HEADING } from '../vocabulary/captions.js'
import { squeeze } from '../vocabulary/labels.js'
import { isBlankText } from '../vocabulary/values.js'
import { isBodyValue } from './values.js'

/** How a table is parted into headings, labels and body. */
export interface Headings {
  /** The first row of the body: caption rows and heading rows stand before it. */
  readonly headRows: number
  /** The first column of the body. */
  readonly headColumns: number
  /** The columns that name rows: the first ones, and in a table of two sides those of its right half. */
  readonly labels: ReadonlySet<number>
  /** The columns among them that hold codes. */
  readonly codes: ReadonlySet<number>
  /** The column that holds each row's unit; null for none. */
  readonly unitColumn: number | null
}

/** A column names rows where this share of its texts is no value. */
const LABEL_SHARE = 0.6
/** The texts of a heading row stand over this share of the columns with values. */
const FULL_HEADING = 0.5
/** Longer texts head no column. */
const LONGEST_HEADING = 60

/** A text that heads a column, though it may look like a number: a year, a column's number. */
const isHeadingText = (text: string): boolean => !isBodyValue(text) || isYear(text)

/** @param from the first row behind the caption rows; @param to the first of the note rows */
export function headingsOf(grid: Grid, from: number, to: number): Headings {
  const known = grid.table.headRows
  const headRows = known !== undefined && known > from && known < to ? known : headRowsOf(grid, from, to)
  const head = (column: number): string => headingText(grid, column, from, headRows)
  const codes = new Set<number>()
  const labels = new Set<number>()
  let unitColumn: number | null = null
  let leading = true
  for (let column = 0; column < grid.columns; column += 1) {
    const title = head(column)
    const { values, texts, years } = tallyColumn(grid, column, headRows, to)
    const isUnit = UNIT_HEADING.test(squeeze(title)) && values === 0 && leading && column > 0
    const isCode = CODE_HEADING.test(lastPart(title)) && leading && grid.columns > 1
    const named = texts > 0 && texts >= LABEL_SHARE * (texts + values)
    const first = column === 0 && grid.columns > 1 && (named || years > 0 || (texts === 0 && values === 0))
    const goesOn = leading && (named || isCode) && valuesBehind(grid, column, headRows, to)
    const again = !leading && named && isLabelHeading(title, head(0)) && valuesBehind(grid, column, headRows, to)
    if (isUnit) unitColumn = column
    if (isCode) codes.add(column)
    if (first || isCode || isUnit || goesOn || again) labels.add(column)
    else leading = false
  }
  let headColumns = 0
  while (labels.has(headColumns)) headColumns += 1
  return { headRows, headColumns, labels, codes, unitColumn }
}

const lastPart = (title: string): string => squeeze(title.split('\n').at(-1) ?? '')

const isLabelHeading = (title: string, first: string): boolean =>
  title !== '' && (squeeze(title) === squeeze(first) || LABEL_HEADING.test(squeeze(title)))

/** The different texts over a column, one a line. */
function headingText(grid: Grid, column: number, from: number, to: number): string {
  const texts: string[] = []
  for (let row = from; row < to; row += 1) {
    if (cellsInRow(grid, row).some(({ text }) => COLUMN_NUMBERS.test(squeeze(text)))) continue
    const text = grid.cellAt(row, column)?.text.trim() ?? ''
    if (text !== '' && texts.at(-1) !== text) texts.push(text)
  }
  return texts.join('\n')
}

/** Where the body begins: values begin there, or the group headings over them. */
function headRowsOf(grid: Grid, from: number, to: number): number {
  let first = from
  while (first < to && !holdsValues(grid, first, from)) first += 1
  if (first === to) return textHead(grid, from, to)
  // Rows behind the last one that fills the columns are group headings of the body.
  const valued = Array.from({ length: grid.columns }, (_, column) => column).filter(
    (column) => tallyColumn(grid, column, first, to).values > 0,
  )
  const inner = valued.length > 1 && valued[0] === 0 ? valued.slice(1) : valued
  let head = first
  while (head > from && !headsValues(grid, head - 1, inner)) head -= 1
  const spans = Array.from({ length: head - from }, (_, row) => cellsInRow(grid, from + row)).flat()
  const end = Math.max(head, ...spans.map(({ row, rowSpan }) => row + rowSpan))
  return end < to && end <= first ? end : head
}

function holdsValues(grid: Grid, row: number, from: number): boolean {
  const cells = cellsInRow(grid, row)
  const [label] = cells
  if (row > from || cells.length > 1) {
    if (cells.some(({ text }) => COLUMN_NUMBERS.test(squeeze(text)))) return false
    if (isNumbering(cells.map(({ text }) => text))) return false
  }
  // A heading that reaches into the row heads it, too.
  if (
    cells.some(
      (cell) =>
        cell.row < row &&
        cell.columnSpan === 1 &&
        cell.column > 0 &&
        isHeadingText(cell.text) &&
        !isBlankText(cell.text),
    )
  )
    return cells.some((cell) => cell.row === row && isBodyValue(cell.text) && !isYear(cell.text))
  const values = cells.filter((cell) => cell !== label && isBodyValue(cell.text))
  if (values.length === 0)
    return cells.length === 1 ? false : cells.every(({ text }) => isBlankText(text)) && row > from
  if (values.every(({ text }) => isYear(text))) {
    // A year over several columns heads them.
    if (values.some(({ columnSpan }) => columnSpan > 1)) return false
    const title = label?.text ?? ''
    return !(isBlankText(title) || LABEL_HEADING.test(squeeze(title)) || values.length === cells.length - 1)
  }
  return true
}

/** 1 2 3 … or A B 1 2 …: the row that numbers the columns. */
function isNumbering(texts: readonly string[]): boolean {
  const numbers = texts.map((text) => squeeze(text)).filter((text) => /^[(（]?\d{1,2}[)）]?$/u.test(text))
  const found = numbers.map((text) => Number(text.replace(/\D/gu, '')))
  return (
    found.length >= 3 &&
    found.length >= texts.filter((text) => !isBlankText(text)).length - 2 &&
    found.every((number, index) => index === 0 || number === (found[index - 1] ?? 0) + 1) &&
    (found[0] ?? 9) <= 3
  )
}

/** Does a row have a heading over at least half of the columns that hold values? */
function headsValues(grid: Grid, row: number, columns: readonly number[]): boolean {
  if (cellsInRow(grid, row).length === 1) return false
  const headed = columns.filter((column) => !isBlankText(grid.cellAt(row, column)?.text ?? ''))
  return headed.length >= FULL_HEADING * columns.length
}

/** A table of texts alone has one heading row, if each column has a short text of its own there. */
function textHead(grid: Grid, from: number, to: number): number {
  const cells = cellsInRow(grid, from)
  const heads = cells.every(({ text }) => !isBlankText(text) && text.length <= LONGEST_HEADING) && cells.length > 1
  if (!heads || to - from < 2) return from
  return Math.min(to - 1, Math.max(from + 1, ...cells.map(({ row, rowSpan }) => row + rowSpan)))
}

interface ColumnTally {
  readonly values: number
  readonly texts: number
  readonly years: number
}

function tallyColumn(grid: Grid, column: number, from: number, to: number): ColumnTally {
  const tally = { values: 0, texts: 0, years: 0 }
  const seen = new Set<unknown>()
  for (let row = from; row < to; row += 1) {
    const cell = grid.cellAt(row, column)
    if (!cell || seen.has(cell) || isBlankText(cell.text) || cell.columnSpan === grid.columns) continue
    seen.add(cell)
    if (isYear(cell.text)) tally.years += 1
    else if (isBodyValue(cell.text)) tally.values += 1
    else tally.texts += 1
  }
  return tally.years > 0 && tally.values === 0
    ? { ...tally, texts: tally.texts + tally.years }
    : { ...tally, values: tally.values + tally.years, years: 0 }
}

const valuesBehind = (grid: Grid, column: number, from: number, to: number): boolean => {
  for (let next = column + 1; next < grid.columns; next += 1)
    if (tallyColumn(grid, next, from, to).values > 0) return true
  return false
}
