import type { Table } from '../../model/block.js'
import { fold } from '../../vocabulary/labels.js'
import { fieldsOf, filled, levelOf, type Entry } from './entries.js'
import { GridBuilder } from './grid.js'
import { place, type BlankRule, type Placed } from './placing.js'
import type { Evidence, Sheet } from './sheet.js'

/** Results under each of the three groups, and value columns in all. */
const RESULTS = 5
const COLUMNS = 15

interface ReviewParts {
  readonly header: readonly Entry[]
  /** Rows of values, each with the fields of its printed row where the text shows rows. */
  readonly rows: readonly { readonly row: number | null; readonly texts: readonly string[] }[]
}

/** Everything behind the last heading of the form is values, also texts that are no number. */
function toParts(sheet: Sheet): ReviewParts {
  const { entries } = sheet
  const firstValues = entries.findIndex((entry) => filled(fieldsOf(entry)).length > 0)
  const known = (entry: Entry): boolean => entry.match !== null
  const last = firstValues >= 0 ? firstValues : entries.findLastIndex(known)
  const header = entries.slice(0, last + 1).filter(({ label }) => label !== '')
  const tail = entries.slice(last + 1)
  const behind = entries[last]?.groups ?? []
  const groups = [
    ...behind,
    ...tail.flatMap((entry) => [{ row: entry.row, start: entry.index, texts: [entry.label] }, ...entry.groups]),
  ]
  if (!sheet.rowsTold) return { header, rows: [{ row: null, texts: groups.flatMap(({ texts }) => texts) }] }
  const rows = new Map<number | null, string[]>()
  // Blank fields in the row of the last heading belong to that heading.
  for (const { row, texts } of groups)
    if (row !== entries[last]?.row || filled(texts).length > 0) rows.set(row, [...(rows.get(row) ?? []), ...texts])
  return { header, rows: [...rows].map(([row, texts]) => ({ row, texts })) }
}

interface HeadingCell {
  readonly label: string
  readonly row: number
  readonly column: number
  readonly rows: number
  readonly columns: number
}

/**
 * The three heading rows in the order in which they are printed: 行政复议 over five results that span two rows, or over three
 * levels like 行政诉讼; null where the headings are not just these.
 */
function layOut(header: readonly Entry[]): HeadingCell[] | null {
  const labels = dropRepeated(header)
  const results = labels.filter((entry) => levelOf(entry) === 3)
  const tops = labels.filter((entry) => levelOf(entry) === 1)
  const middles = labels.filter((entry) => levelOf(entry) === 2)
  const [reconsideration, litigation] = tops
  const [direct, after] = middles
  const known = results.length === COLUMNS && tops.length === 2 && middles.length === 2
  if (!known || labels.length !== COLUMNS + 4) return null
  if (!reconsideration || !litigation || !direct || !after) return null
  if (!fold(reconsideration.label).includes('复议') || !fold(direct.label).includes('未经')) return null
  const inOrder = results.every(
    (entry, index) => entry.match?.term.label === results[index % RESULTS]?.match?.term.label,
  )
  const different = new Set(results.slice(0, RESULTS).map((entry) => entry.match?.term.label)).size === RESULTS
  if (!inOrder || !different) return null
  // Results before 未经复议直接起诉 stand in its row and span two.
  const early = labels.slice(0, labels.indexOf(direct)).filter((entry) => levelOf(entry) === 3).length === RESULTS
  const cell = (entry: Entry, row: number, column: number, rows: number, columns: number): HeadingCell => ({
    label: entry.label,
    row,
    column,
    rows,
    columns,
  })
  return [
    cell(reconsideration, 0, 0, early ? 1 : 2, RESULTS),
    cell(litigation, 0, RESULTS, 1, 2 * RESULTS),
    cell(direct, 1, RESULTS, 1, RESULTS),
    cell(after, 1, 2 * RESULTS, 1, RESULTS),
    ...results.map((entry, index) =>
      early && index < RESULTS ? cell(entry, 1, index, 2, 1) : cell(entry, 2, index, 1, 1),
    ),
  ]
}

/** A heading repeated whole behind a page break. */
function dropRepeated(header: readonly Entry[]): readonly Entry[] {
  const half = header.length / 2
  const again =
    header.length === 2 * (COLUMNS + 4) &&
    header.slice(0, half).every(({ label }, index) => fold(label) === fold(header[half + index]?.label ?? ''))
  return again ? header.slice(0, half) : header
}

function blankRule(sheet: Sheet, texts: readonly string[]): BlankRule {
  if (sheet.rowsTold) return { kind: 'rows', behindLabel: 0, inRow: null, width: null }
  // Each row is filled up to fifteen fields, so all fields together tell whether one is missing.
  if (sheet.style === 'bars') {
    const fields = sheet.entries.reduce((sum, entry) => sum + 1 + fieldsOf(entry).length, 0)
    return fields % COLUMNS === 0
      ? { kind: 'rows', behindLabel: texts.length - COLUMNS, inRow: null, width: null }
      : { kind: 'none' }
  }
  return sheet.blankLines ? { kind: 'lines', bareRows: false, covered: 0, last: true } : { kind: 'none' }
}

/** The table of section 4: three heading rows and a row of fifteen values. */
export function reviewTable(sheet: Sheet): Table | null {
  const { header, rows } = toParts(sheet)
  if (header.length === 0) return null
  const cells = layOut(header)
  const grid = new GridBuilder()
  if (cells) {
    for (const { label, row, column, rows: down, columns } of cells)
      grid.add(label, row, column, { rows: down, columns })
    grid.addRows(3)
  } else {
    header.forEach(({ label }, index) => {
      grid.add(label, 0, index)
    })
    grid.addRows(1)
  }
  const filledRows = rows.filter(({ texts }) => filled(texts).length > 0)
  const blankRows = rows.filter(({ texts }) => texts.length >= COLUMNS)
  const printed = filledRows.length > 0 ? joinCut(filledRows) : blankRows.slice(0, 1)
  for (const { row, texts } of printed.length > 0 ? printed : [{ row: null, texts: [] }]) {
    const placed: Placed = place([{ row, start: 0, texts }], COLUMNS, blankRule(sheet, texts), [], sheet.keepsBlanks)
    grid.addValues({ ...placed, certain: placed.certain && cells !== null }, grid.row, 0)
    grid.addRows(1)
  }
  return grid.build()
}

/** Rows that a page break cut into pieces of one row: together they have as many values as there are columns. */
function joinCut(rows: ReviewParts['rows']): ReviewParts['rows'] {
  const [first] = rows
  const values = rows.flatMap(({ texts }) => filled(texts))
  return first && rows.length > 1 && values.length === COLUMNS ? [{ row: first.row, texts: values }] : rows
}

/** Weighs what section 4 tells about blank lines: five results that span two heading rows show as five blank lines. */
export function reviewEvidence(sheet: Sheet): Evidence {
  const { header, rows } = toParts(sheet)
  const spanned = header.findIndex((entry) => entry.match?.term.level === 2 && fold(entry.label).includes('复议后'))
  const others = header.filter(
    (entry, index) => index !== spanned && index < header.length - 1 && entry.groups.length > 0,
  )
  const covered = header[spanned] ? fieldsOf(header[spanned]).length : 0
  const texts = rows[0]?.texts ?? []
  const fits = texts.length >= COLUMNS && filled(texts.slice(COLUMNS)).length === 0
  const confirmed = covered === RESULTS && others.length === 0
  if (!sheet.spansShown) return { confirmed: 0, exact: fits ? 1 : 0, broken: covered > 0 || !fits ? 1 : 0 }
  return { confirmed: confirmed ? RESULTS : 0, exact: fits ? 1 : 0, broken: others.length + (fits ? 0 : 1) }
}
