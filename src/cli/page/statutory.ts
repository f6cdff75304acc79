import type { EffectiveDocument, EffectiveValue } from '../../effective/effective.js'
import type { FormYear, StatutoryTable } from '../../model/record.js'
import { ALL_APPLICATION_ROWS, FORMS, type LabelPath } from '../../vocabulary/forms.js'

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
  const newest: FormYear = '2021'
  return [
    ...proactiveSheets(tables.proactive ?? newest, of('proactive')),
    ...applicationSheet(tables.applications ?? newest, of('applications')),
    ...reviewSheet(tables.review ?? newest, of('review')),
  ]
}

function proactiveSheets(form: FormYear, values: Values): readonly StatutorySheet[] {
  return FORMS[form].proactive.blocks.flatMap(({ heading, corner, columns, rows }) => {
    const drawn = rows.map(({ key, label }) => ({
      label,
      depth: 0,
      values: columns.map((column) => values.get(`${key}/${column.key}`) ?? null),
    }))
    return withValues({
      table: 'proactive',
      form,
      heading,
      corner,
      columns: columns.map(({ label }) => label),
      rows: drawn,
    })
  })
}

/** Rows of both forms: a report prints （六）其他处理 undivided or divided, in whatever form. */
function applicationSheet(form: FormYear, values: Values): readonly StatutorySheet[] {
  const { columns } = FORMS[form].applications
  const printed = ALL_APPLICATION_ROWS.filter(({ key }) => columns.some((column) => values.has(`${key}/${column.key}`)))
  return withValues({
    table: 'applications',
    form,
    heading: null,
    corner: '',
    columns: columns.map(({ path }) => path.at(-1) ?? ''),
    rows: nested(printed, (key) => columns.map((column) => values.get(`${key}/${column.key}`) ?? null)),
  })
}

function reviewSheet(form: FormYear, values: Values): readonly StatutorySheet[] {
  const { groups } = FORMS[form].review
  const [first] = groups
  return withValues({
    table: 'review',
    form,
    heading: null,
    corner: '',
    columns: first?.columns.map(({ label }) => label) ?? [],
    rows: nested(groups, (key) => (first?.columns ?? []).map((column) => values.get(`${key}/${column.key}`) ?? null)),
  })
}

const withValues = (sheet: StatutorySheet): readonly StatutorySheet[] =>
  sheet.rows.some(({ values }) => values.some((value) => value !== null)) ? [sheet] : []

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
