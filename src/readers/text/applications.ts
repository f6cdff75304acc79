import type { Table } from '../../model/block.js'
import { fold } from '../../vocabulary/labels.js'
import { fieldsOf, filled, valuesOf, type Entry } from './entries.js'
import { GridBuilder } from './grid.js'
import { addHeading, columnsOf, toHeading } from './heading.js'
import { learnRows, learnTotal, place, type BlankRule, type Placed } from './placing.js'
import { formHeading, isProvenByRows } from './proof.js'
import { absorbTexts, coveredFields, toRows, type LabelledRow } from './rows.js'
import type { Evidence, Sheet } from './sheet.js'
import { numberedLevel } from './terms.js'
import { isValueText } from '../../vocabulary/values.js'

/** Value columns of the form, where the text has lost the headings. */
const FORM_COLUMNS = 7

/** Labels of both the heading and the rows (其他, 总计): which one it is its neighbours tell. */
const SHARED = /^(?:其他|总计|合计|总数)$/u

interface Parts {
  readonly header: readonly Entry[]
  readonly body: readonly Entry[]
  /** Values stand before the first row label: the text may print labels after their values, so no row is sure. */
  readonly strays: boolean
}

const isRow = (entry: Entry): boolean =>
  entry.match?.term.role === 'row' && (numberedLevel(entry.label) !== null || !SHARED.test(fold(entry.label)))

/** Parts the heading from the rows, and drops a heading that is repeated behind a page break. */
function toParts(entries: readonly Entry[]): Parts {
  const first = entries.findIndex((entry) => isRow(entry) || (valuesOf(entry).some(isValueText) && entry.label !== ''))
  if (first < 0) return { header: entries, body: [], strays: false }
  const isHeading = (entry: Entry | undefined): boolean =>
    entry !== undefined &&
    valuesOf(entry).length === 0 &&
    (entry.match?.term.role === 'heading' || entry.match?.term.role === 'corner') &&
    !SHARED.test(fold(entry.label))
  const rest = entries.slice(first)
  const inHeading = (entry: Entry, index: number): boolean =>
    isHeading(entry) ||
    (SHARED.test(fold(entry.label)) &&
      valuesOf(entry).length === 0 &&
      (isHeading(rest[index - 1]) || isHeading(rest[index + 1])))
  const header = entries.slice(0, first)
  const body = rest.filter((entry, index) => !inHeading(entry, index))
  // Values right behind the last heading belong to a row whose label is lost, or stands behind them.
  const [lead] = rest
  const heading =
    lead?.match?.term.role === 'heading' || (lead !== undefined && !isRow(lead) && SHARED.test(fold(lead.label)))
  if (lead === undefined || !heading || valuesOf(lead).length === 0) return { header, body, strays: hasStrays(header) }
  const unlabelled: Entry = { ...lead, label: '', match: null }
  return { header: [...header, { ...lead, groups: [] }], body: [unlabelled, ...body.slice(1)], strays: true }
}

const hasStrays = (header: readonly Entry[]): boolean => header.some((entry) => valuesOf(entry).some(isValueText))

/** Rows without a label of their own: where the text shows rows, values after a full row belong to no label above. */
function partOverfull(body: readonly Entry[], columns: number): Entry[] {
  return body.flatMap((entry) => {
    const groups = entry.groups.filter(({ texts }) => filled(texts).length > 0)
    const [own, ...others] = groups
    if (own === undefined || others.length === 0) return [entry]
    if (own.row === null || filled(own.texts).length !== columns) return [entry]
    const parted = others.map((group): Entry => ({ label: '', row: group.row, index: 0, match: null, groups: [group] }))
    return [{ ...entry, groups: [own] }, ...parted]
  })
}

function blankRules(sheet: Sheet, rows: readonly LabelledRow[], columns: number): (index: number) => BlankRule {
  if (sheet.rowsTold) {
    const rule = learnRows(rows.flatMap(({ leaf }) => leaf.groups.map((group) => ({ label: leaf, group, columns }))))
    return () => rule
  }
  if (sheet.style === 'bars') {
    const total = learnTotal(rows.map(({ leaf, printed }) => printed.length + fieldsOf(leaf).length))
    return (index) => (total === null ? { kind: 'none' } : { kind: 'padded', total, last: index === rows.length - 1 })
  }
  if (!sheet.blankLines) return () => ({ kind: 'none' })
  return (index) => ({
    kind: 'lines',
    bareRows: sheet.bareRows,
    covered: sheet.spansShown ? coveredFields(rows[index + 1]) : 0,
    last: !sheet.marked && index === rows.length - 1,
  })
}

function addLabels(grid: GridBuilder, rows: readonly LabelledRow[], first: number, labelColumns: number): void {
  const spans = new Map<Entry, { row: number; count: number; column: number }>()
  rows.forEach(({ parents, leaf, level }, index) => {
    const row = first + index
    parents.forEach((parent, depth) => {
      const span = spans.get(parent)
      if (span && span.row + span.count === row) spans.set(parent, { ...span, count: span.count + 1 })
      else if (!span) spans.set(parent, { row, count: 1, column: Math.max(0, level - 1 - parents.length) + depth })
    })
    if (leaf.label !== '') grid.add(leaf.label, row, level - 1, { columns: labelColumns - level + 1 })
  })
  for (const [parent, { row, count, column }] of spans) grid.add(parent.label, row, column, { rows: count })
}

/** The table of section 3: up to three heading rows, three label columns with spans, a value column for each heading. */
export function applicationsTable(sheet: Sheet): Table | null {
  const { header, body, strays } = toParts(sheet.entries)
  const printed = toHeading(header)
  const named = columnsOf(printed) || FORM_COLUMNS
  const isStrange = ({ match, label }: Entry): boolean => match === null && numberedLevel(label) === null
  const rowsOf = (columns: number): LabelledRow[] =>
    toRows(partOverfull(absorbTexts(body, columns, isStrange), columns))
  const placedOf = (rows: readonly LabelledRow[], columns: number): Placed[] => {
    const rules = blankRules(sheet, rows, columns)
    return rows.map((row, index) => place(row.leaf.groups, columns, rules(index), row.printed, sheet.keepsBlanks))
  }
  const lost = named < FORM_COLUMNS && rowsOf(named).some(({ leaf }) => valuesOf(leaf).length > named)
  const whole = printed.strange.length === 0 && printed.corner !== null && named === FORM_COLUMNS && !lost
  const proven = !whole && !strays && isProvenByRows(rowsOf(FORM_COLUMNS), placedOf(rowsOf(FORM_COLUMNS), FORM_COLUMNS))
  const heading = proven ? { ...formHeading(), corner: printed.corner } : printed
  const columns = proven ? FORM_COLUMNS : named
  const rows = rowsOf(columns)
  if (rows.length === 0) return null
  const sure = proven || (printed.strange.length === 0 && !strays && !lost)
  const labelColumns = Math.max(...rows.map(({ level }) => level))
  const placed = placedOf(rows, columns)
  const grid = new GridBuilder()
  addHeading(grid, heading, labelColumns)
  const first = grid.row
  addLabels(grid, rows, first, labelColumns)
  placed.forEach((values, index) => {
    grid.addValues({ ...values, certain: values.certain && sure }, first + index, labelColumns)
  })
  grid.addRows(rows.length)
  return grid.build()
}

/** Weighs what section 3 tells about blank lines: its label spans show as blank lines where blank lines are cells. */
export function applicationsEvidence(sheet: Sheet): Evidence {
  const { header, body } = toParts(sheet.entries)
  const columns = columnsOf(toHeading(header)) || FORM_COLUMNS
  const rows = toRows(body)
  let [confirmed, exact, broken] = [0, 0, 0]
  rows.forEach(({ leaf, printed }, index) => {
    const last = index === rows.length - 1
    const covered = sheet.spansShown ? coveredFields(rows[index + 1]) : 0
    const fields = fieldsOf(leaf)
    const parentsApart = printed.slice(0, -1).some(({ groups }) => groups.length > 0)
    const fits = fields.length === columns + covered || (last && fields.length > columns)
    if (!parentsApart && fits && filled(fields.slice(columns)).length === 0) {
      exact += 1
      // Where spans show as nothing, a row of the right length with blanks in it tells as much.
      if (covered > 0 || (!sheet.spansShown && filled(fields).length < columns)) confirmed += 1
    } else broken += 1
  })
  return { confirmed, exact, broken }
}
