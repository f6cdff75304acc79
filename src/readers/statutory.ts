import type { Table } from '../model/block.js'
import { GROUPS_FAMILIES } from '../vocabulary/families.js'
import { FORMS, linesOf, STATUTORY_TABLES, type FormLine, type StatutoryTable } from '../vocabulary/forms.js'
import { fold } from '../vocabulary/labels.js'
import { isLabelText } from '../vocabulary/values.js'

/** This many different labels of the forms make a table statutory; two may meet by chance (总计, 其他). */
const ENOUGH_LABELS = 3
const SHORTEST_LABEL = 3
/** Longer texts are prose, not labels. */
const LONGEST_LABEL = 60

const folded = (labels: readonly string[]): ReadonlySet<string> =>
  new Set(labels.map(fold).filter((label) => label.length >= SHORTEST_LABEL))

/** The lines of a table in all forms that have it. */
const linesIn = (id: StatutoryTable): readonly FormLine[] =>
  FORMS.flatMap(({ tables }) => tables.filter((table) => table.id === id)).flatMap(linesOf)

const byTable = (labelsOf: (line: FormLine) => readonly string[]): ReadonlyMap<StatutoryTable, ReadonlySet<string>> =>
  new Map(STATUTORY_TABLES.map((id) => [id, folded(linesIn(id).flatMap(labelsOf))]))

const hasGroups = (id: StatutoryTable): boolean => GROUPS_FAMILIES.some((family) => family.id === id)

/** The labels of each table's rows: a table prints each once, whatever it repeats above a page break. Groups have no rows. */
const ROWS = new Map([...byTable(({ path }) => path.slice(-1))].filter(([id]) => !hasGroups(id)))

const LABELS = byTable(({ path, columns }) => [...path, ...columns.flatMap((column) => column.path)])

const ALL_LABELS: ReadonlySet<string> = new Set([...LABELS.values()].flatMap((labels) => [...labels]))

const labelsOf = (table: Table): ReadonlySet<string> =>
  new Set(table.cells.flatMap(({ text }) => (text.length > LONGEST_LABEL ? [] : [fold(text)])))

const common = (printed: ReadonlySet<string>, labels: ReadonlySet<string>): readonly string[] =>
  [...printed].filter((label) => labels.has(label))

/** Whether a table holds labels of the statutory forms. */
export function isStatutoryTable(table: Table): boolean {
  return common(labelsOf(table), ALL_LABELS).length >= ENOUGH_LABELS
}

/** Whether at least half of a table's labels are the forms' own: so a fragment of a statutory table is known by few labels, too. */
export function hasStatutoryLabels(table: Table): boolean {
  const labels = new Set([...labelsOf(table)].filter(isLabelText))
  const found = common(labels, ALL_LABELS).length
  return found > 0 && 2 * found >= labels.size
}

/** The statutory tables that a table is (or is a part of), by the form's own words in it. */
export function statutoryKinds(table: Table): readonly StatutoryTable[] {
  const printed = labelsOf(table)
  return [...LABELS].flatMap(([id, labels]) => (common(printed, labels).length >= ENOUGH_LABELS ? [id] : []))
}

/** The rows of the statutory tables that a table prints, by table and label. */
export function statutoryRows(table: Table): readonly string[] {
  const printed = labelsOf(table)
  return [...ROWS].flatMap(([id, labels]) => common(printed, labels).map((label) => `${id} ${label}`))
}

/** Whether a line names an annual report on disclosure, and is no breadcrumb and no sentence. */
export function isReportTitle(text: string): boolean {
  return text.includes('信息公开') && /年报|报\s*告/u.test(text) && !/[>»›。；]|首页|位置[:：]|[:：]\s*$/u.test(text)
}
