import type { Table } from '../model/block.js'
import type { StatutoryTable } from '../model/record.js'
import { FORMS, FORM_YEARS } from '../vocabulary/forms.js'
import { fold } from '../vocabulary/labels.js'

/** So many different labels of the forms make a table statutory; two may meet by chance (总计, 其他). */
const ENOUGH_LABELS = 3
const SHORTEST_LABEL = 3
/** Longer texts are prose, not labels. */
const LONGEST_LABEL = 60

const folded = (labels: readonly string[]): ReadonlySet<string> =>
  new Set(labels.map(fold).filter((label) => label.length >= SHORTEST_LABEL))

const forms = FORM_YEARS.map((year) => FORMS[year])
const blocks = forms.flatMap(({ proactive }) => proactive.blocks)

/** The section of each statutory table. */
export const SECTION_OF: Readonly<Record<StatutoryTable, number>> = { proactive: 2, applications: 3, review: 4 }

export const STATUTORY_TABLES: readonly StatutoryTable[] = ['proactive', 'applications', 'review']

/** What rows of each table are called: a table prints each once, whatever it repeats above a page break. */
const ROWS: Readonly<Record<StatutoryTable, ReadonlySet<string>>> = {
  proactive: folded(blocks.flatMap(({ rows }) => rows.map(({ label }) => label))),
  applications: folded(forms.flatMap(({ applications }) => applications.rows.flatMap(({ path }) => path.slice(-1)))),
  review: new Set(),
}

const LABELS: Readonly<Record<StatutoryTable, ReadonlySet<string>>> = {
  proactive: folded(
    blocks.flatMap(({ heading, columns, rows }) => [
      heading,
      ...columns.map(({ label }) => label),
      ...rows.map(({ label }) => label),
    ]),
  ),
  applications: folded(
    forms.flatMap(({ applications }) => [...applications.columns, ...applications.rows].flatMap(({ path }) => path)),
  ),
  review: folded(
    forms.flatMap(({ review }) =>
      review.groups.flatMap(({ path, columns }) => [...path, ...columns.map(({ label }) => label)]),
    ),
  ),
}

const ALL_LABELS: ReadonlySet<string> = new Set(STATUTORY_TABLES.flatMap((kind) => [...LABELS[kind]]))

const labelsOf = (table: Table): ReadonlySet<string> =>
  new Set(table.cells.flatMap(({ text }) => (text.length > LONGEST_LABEL ? [] : [fold(text)])))

const common = (printed: ReadonlySet<string>, labels: ReadonlySet<string>): readonly string[] =>
  [...printed].filter((label) => labels.has(label))

/** Whether a table holds labels of the statutory forms. */
export function isStatutoryTable(table: Table): boolean {
  return common(labelsOf(table), ALL_LABELS).length >= ENOUGH_LABELS
}

/** The statutory tables that a table is (or is a part of), by the form's own words in it. */
export function statutoryKinds(table: Table): readonly StatutoryTable[] {
  const printed = labelsOf(table)
  return STATUTORY_TABLES.filter((kind) => common(printed, LABELS[kind]).length >= ENOUGH_LABELS)
}

/** The rows of the statutory tables that a table prints, by table and label. */
export function statutoryRows(table: Table): readonly string[] {
  const printed = labelsOf(table)
  return STATUTORY_TABLES.flatMap((kind) => common(printed, ROWS[kind]).map((label) => `${kind} ${label}`))
}

/** Whether a line names an annual report on disclosure, and is no breadcrumb and no sentence. */
export function isReportTitle(text: string): boolean {
  return text.includes('信息公开') && /年报|报\s*告/u.test(text) && !/[>»›。；]|首页|位置[:：]|[:：]\s*$/u.test(text)
}
