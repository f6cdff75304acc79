import type { EffectiveDocument, EffectiveValue } from '../../effective/effective.js'
import { familiesOf } from '../../vocabulary/families.js'
import {
  expectedTables,
  followedForm,
  tableIn,
  type FormTable,
  type FormYear,
  type LabelPath,
  type StatutoryTable,
} from '../../vocabulary/forms.js'

/** A row of a statutory table as it is drawn: its label, how deep it stands, and its values; none for a heading. */
export interface SheetRow {
  readonly label: string
  readonly depth: number
  readonly values: readonly (EffectiveValue | null)[]
}

/** A statutory table, or a block of one, with the labels of its form. */
export interface StatutorySheet {
  readonly table: StatutoryTable
  readonly form: FormYear
  /** 第二十条第（一）项; null where the table has one block. */
  readonly heading: string | null
  readonly corner: string
  readonly columns: readonly string[]
  readonly rows: readonly SheetRow[]
}

type Values = ReadonlyMap<string, EffectiveValue>

/** The statutory tables of a document with all their values, in the order of the form. Tables that it lacks are left out. */
export function sheetsOf(document: EffectiveDocument): readonly StatutorySheet[] {
  const tables = document.record.report?.forms
  if (!tables) return []
  const of = (table: StatutoryTable): Values =>
    new Map(
      document.values
        .filter(({ read }) => read.table === table)
        .map((value) => [`${value.read.item}/${value.read.measure}`, value]),
    )
  return expectedTables(tables).flatMap((id) => {
    const form = tables[id] ?? followedForm(tables).year
    const table = tableIn(form, id)
    return table === null ? [] : sheetsIn(table, form, of(id)).filter(hasValues)
  })
}

function sheetsIn(table: FormTable, form: FormYear, values: Values): readonly StatutorySheet[] {
  const valuesOf = (row: string, columns: readonly { readonly key: string }[]): SheetRow['values'] =>
    columns.map((column) => values.get(`${row}/${column.key}`) ?? null)
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
      const labels = columns.map(({ path }) => path.at(-1) ?? '')
      return [{ ...shared, columns: labels, rows: nested(printed, (key) => valuesOf(key, columns)) }]
    }
    case 'groups': {
      const columns = table.groups[0]?.columns ?? []
      const labels = columns.map(({ label }) => label)
      return [{ ...shared, columns: labels, rows: nested(table.groups, (key) => valuesOf(key, columns)) }]
    }
  }
}

const hasValues = ({ rows }: StatutorySheet): boolean =>
  rows.some(({ values }) => values.some((value) => value !== null))

/** Rows below headings of their own, each heading once, on a line without values. */
function nested(
  paths: readonly LabelPath[],
  valuesOf: (key: string) => readonly (EffectiveValue | null)[],
): readonly SheetRow[] {
  const rows: SheetRow[] = []
  let above: readonly string[] = []
  for (const { key, path } of paths) {
    const headings = path.slice(0, -1)
    for (const [depth, heading] of headings.entries())
      if (headings.slice(0, depth + 1).join('/') !== above.slice(0, depth + 1).join('/'))
        rows.push({ label: heading, depth, values: [] })
    above = headings
    rows.push({ label: path.at(-1) ?? '', depth: headings.length, values: valuesOf(key) })
  }
  return rows
}
