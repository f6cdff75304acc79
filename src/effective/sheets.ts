import {
  expectedTables,
  followedForm,
  formOf,
  tableIn,
  type FormTable,
  type FormYear,
  type LabelPath,
  type StatutoryTable,
} from '../vocabulary/forms.js'
import { familiesOf } from '../vocabulary/families.js'
import type { EffectiveDocument, EffectiveValue } from './effective.js'

/** The statutory tables of a document as its forms print them, for people. */

/** A row of a statutory table as it is drawn: its label, its depth, and its values; none for a heading. */
interface SheetRow {
  readonly label: string
  readonly depth: number
  readonly values: readonly (EffectiveValue | null)[]
}

/** A statutory table, or a block of one, with the labels of its form. */
export interface Sheet {
  readonly table: StatutoryTable
  readonly form: FormYear
  /** 第二十条第（一）项; null where the table has one block. */
  readonly heading: string | null
  readonly corner: string
  readonly columns: readonly string[]
  readonly rows: readonly SheetRow[]
}

/** The statutory tables of a document with all their values, in the order of the form. Tables that it lacks are left out. */
export function sheetsOf({ record, values }: EffectiveDocument): readonly Sheet[] {
  const forms = record.report?.forms
  if (!forms) return []
  const found = new Map(values.map((value) => [`${value.read.table}/${value.read.item}/${value.read.measure}`, value]))
  return expectedTables(forms).flatMap((id) => {
    const form = forms[id] ?? followedForm(forms).year
    const table = tableIn(form, id)
    return table === null ? [] : sheetsIn(table, form, found).filter(hasValues)
  })
}

const hasValues = ({ rows }: Sheet): boolean => rows.some(({ values }) => values.some((value) => value !== null))

function sheetsIn(table: FormTable, form: FormYear, values: ReadonlyMap<string, EffectiveValue>): readonly Sheet[] {
  const valuesOf = (row: string, columns: readonly { readonly key: string }[]): SheetRow['values'] =>
    columns.map((column) => values.get(`${table.id}/${row}/${column.key}`) ?? null)
  const shared = { table: table.id, form, heading: null, corner: '' }
  switch (table.shape) {
    case 'blocks':
      return table.blocks.map(({ heading, corner, columns, rows }) => ({
        ...{ ...shared, heading, corner, columns: columns.map(({ label }) => label) },
        rows: rows.map(({ key, label }) => ({ label, depth: 0, values: valuesOf(key, columns) })),
      }))
    case 'matrix': {
      const { columns } = table
      // Rows of all forms: a report prints （六）其他处理 undivided or divided, in whatever form.
      const rows = familiesOf(table.id).find(({ years }) => years.includes(form))?.rows ?? table.rows
      const printed = rows.filter(({ key }) => valuesOf(key, columns).some((value) => value !== null))
      const labels = columns.map(({ path }) => lastOf(path))
      return [{ ...shared, columns: labels, rows: nested(printed, (key) => valuesOf(key, columns)) }]
    }
    case 'groups': {
      const columns = table.groups[0]?.columns ?? []
      const labels = columns.map(({ label }) => label)
      return [{ ...shared, columns: labels, rows: nested(table.groups, (key) => valuesOf(key, columns)) }]
    }
  }
}

const lastOf = (path: readonly string[]): string => path.at(-1) ?? ''

/** Rows below headings of their own, each heading once, on a line without values. */
function nested(paths: readonly LabelPath[], valuesOf: (key: string) => SheetRow['values']): readonly SheetRow[] {
  const rows: SheetRow[] = []
  let above: readonly string[] = []
  for (const { key, path } of paths) {
    const headings = path.slice(0, -1)
    for (const [depth, heading] of headings.entries())
      if (headings.slice(0, depth + 1).join('/') !== above.slice(0, depth + 1).join('/'))
        rows.push({ label: heading, depth, values: [] })
    above = headings
    rows.push({ label: lastOf(path), depth: headings.length, values: valuesOf(key) })
  }
  return rows
}

/** The heading of the section that a table stands in, as its form prints it. */
export function sheetTitle({ form, table }: Pick<Sheet, 'form' | 'table'>): string {
  const { sections, tables } = formOf(form)
  return sections[(tables.find(({ id }) => id === table)?.section ?? 0) - 1] ?? ''
}
