import { readFileSync } from 'node:fs'
import { delimiter } from 'node:path'
import form2019 from './forms/disclosure-2019.json' with { type: 'json' }
import form2021 from './forms/disclosure-2021.json' with { type: 'json' }
import { formFile, type FormCheck, type FormFile, type ValueKind } from './schema.js'

export type { FormCheck, ValueKind }

/** The year of the notice that a form stands in: its name. */
export type FormYear = string
/** A statutory table by its id in the form files: proactive, applications, review. */
export type StatutoryTable = string

export type FormTable = FormFile['tables'][number]
export type BlocksTable = Extract<FormTable, { shape: 'blocks' }>
export type MatrixTable = Extract<FormTable, { shape: 'matrix' }>
export type GroupsTable = Extract<FormTable, { shape: 'groups' }>
export type FormBlock = BlocksTable['blocks'][number]

/** A row or column with its key and its labels from the outermost to its own. */
export interface LabelPath {
  readonly key: string
  readonly path: readonly string[]
  /** Labels that organs print instead of the form's own. */
  readonly aliases?: readonly string[]
}

/** A row, block row or group of a table, with the columns that it has values in. */
export interface FormLine extends LabelPath {
  readonly columns: readonly (LabelPath & { readonly kind?: ValueKind | undefined })[]
}

const asPath = <Column extends { key: string; label: string }>({ label, ...rest }: Column) => ({
  ...rest,
  path: [label],
})

const LINES = new WeakMap<FormTable, readonly FormLine[]>()

/** Every table, whatever its shape, as lines of values. */
export function linesOf(table: FormTable): readonly FormLine[] {
  let lines = LINES.get(table)
  if (!lines) LINES.set(table, (lines = toLines(table)))
  return lines
}

function toLines(table: FormTable): readonly FormLine[] {
  switch (table.shape) {
    case 'blocks':
      return table.blocks.flatMap(({ heading, rows, columns }) =>
        rows.map((row) => ({ key: row.key, path: [heading, row.label], columns: columns.map(asPath) })),
      )
    case 'matrix':
      return table.rows.map((row) => ({ ...row, columns: table.columns }))
    case 'groups':
      return table.groups.map((group) => ({ ...group, columns: group.columns.map(asPath) }))
  }
}

export interface FormValue {
  readonly code: string
  readonly table: StatutoryTable
  readonly item: string
  readonly measure: string
  readonly unit: string | null
  readonly kind: ValueKind
  /** Labels from the outermost heading to the cell's own: rows first, then columns. */
  readonly path: readonly string[]
}

/** One statutory form: its sections, tables, equations and values. */
export interface Form extends Omit<FormFile, 'form' | 'values'> {
  readonly year: FormYear
  /** In the order of the form file. */
  readonly values: readonly FormValue[]
}

/** @throws Error where the file contradicts itself */
function toForm(data: unknown): Form {
  const { form, values, ...rest } = formFile.parse(data)
  const lines = new Map(
    rest.tables.flatMap((table) => linesOf(table).map((line) => [`${table.id}/${line.key}`, line] as const)),
  )
  const labelled = values.map((value): FormValue => {
    const line = lines.get(`${value.table}/${value.item}`)
    const column = line?.columns.find(({ key }) => key === value.measure)
    if (!line || !column) throw new Error(`form ${form}: ${value.code} stands in no row and column`)
    return { ...value, kind: column.kind ?? 'count', path: [...line.path, ...column.path] }
  })
  return { ...rest, year: String(form), values: labelled }
}

/** Further form files are named by this environment variable, parted as in PATH: who tries a form needs no build. */
const FURTHER_FORMS = 'NIANBAO_FORMS'

function furtherForms(): readonly unknown[] {
  const files = (process.env[FURTHER_FORMS] ?? '').split(delimiter).filter((file) => file !== '')
  return files.map((file): unknown => JSON.parse(readFileSync(file, 'utf8')))
}

const FURTHER = furtherForms()

/** Part of the options' digest that names further forms; null without any. */
export const FURTHER_FORMS_TEXT: string | null = FURTHER.length === 0 ? null : JSON.stringify(FURTHER)

/** All forms, oldest first. */
export const FORMS: readonly Form[] = [form2019, form2021, ...FURTHER]
  .map(toForm)
  .sort((a, b) => Number(a.year) - Number(b.year))

export const FORM_YEARS: readonly FormYear[] = FORMS.map(({ year }) => year)

const BY_YEAR = new Map(FORMS.map((form) => [form.year, form]))

/** @throws Error for a year without a form */
export function formOf(year: FormYear): Form {
  const form = BY_YEAR.get(year)
  if (!form) throw new Error(`no form of ${year}`)
  return form
}

/** The form in force: it is taken where nothing in a report tells which one it follows. */
export const CURRENT_FORM: Form = FORMS.reduce((newest, form) => (form.year > newest.year ? form : newest))

export const tableIn = (year: FormYear, id: StatutoryTable): FormTable | null =>
  formOf(year).tables.find((table) => table.id === id) ?? null

/** Ids of the tables of all forms, in the order in which forms print them. */
export const STATUTORY_TABLES: readonly StatutoryTable[] = [
  ...new Set(FORMS.flatMap(({ tables }) => tables.map(({ id }) => id))),
]

/** The form that a report follows, by the forms of its tables: that of the first one found, else the form in force. */
export const followedForm = (forms: Readonly<Record<string, FormYear | null | undefined>>): Form =>
  formOf(STATUTORY_TABLES.map((id) => forms[id]).find((year) => year) ?? CURRENT_FORM.year)

/** The tables that a report should have: those of its form, and any other that was found. */
export function expectedTables(
  forms: Readonly<Record<string, FormYear | null | undefined>>,
): readonly StatutoryTable[] {
  const { tables } = followedForm(forms)
  return STATUTORY_TABLES.filter((id) => (forms[id] ?? null) !== null || tables.some((table) => table.id === id))
}

/** The section that a table stands in, by the newest form that has it; 0 for a table of no form. */
export function sectionOf(id: StatutoryTable): number {
  const tables = FORMS.flatMap((form) => form.tables.filter((table) => table.id === id))
  return tables.at(-1)?.section ?? 0
}

const VALUES = new Map(
  FORMS.flatMap(({ year, values }) => values.map((value) => [`${year}/${value.code}`, value] as const)),
)

/** A value by its code, as the form of a year has it; as the newest one has it, where that form lacks it. */
export function valueOf(code: string, year: FormYear | null = null): FormValue | null {
  const own = year === null ? undefined : VALUES.get(`${year}/${code}`)
  return own ?? FORMS.toReversed().flatMap((form) => VALUES.get(`${form.year}/${code}`) ?? [])[0] ?? null
}

const ENGLISH = new Map(FORMS.flatMap(({ english }) => Object.entries(english)))

/** A label of the forms in English; the label itself where no form translates it. */
export const inEnglish = (label: string): string => ENGLISH.get(label) ?? label
