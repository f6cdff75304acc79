import { ALL_APPLICATION_ROWS, FORM_YEARS, FORMS, type Form, type FormValue } from './forms.js'
import { inEnglish } from './english.js'
import type { FormYear, StatutoryTable } from '../model/record.js'

/** One value of the statutory forms with its whole label, from the table down to the cell. */
export interface LabelledValue extends FormValue {
  /** Forms that print it, oldest first. */
  readonly years: readonly FormYear[]
  /** Labels from the outermost heading to the cell's own, in the newest form that prints it: rows first, then columns. */
  readonly path: readonly string[]
}

const STEP = ' › '

/** Labels of the value in one form; null if that form does not print it. */
function pathIn(form: Form, { table, item, measure }: Pick<FormValue, 'table' | 'item' | 'measure'>): string[] | null {
  if (table === 'proactive') {
    for (const { heading, rows, columns } of form.proactive.blocks) {
      const row = rows.find(({ key }) => key === item)
      const column = columns.find(({ key }) => key === measure)
      if (row && column) return [heading, row.label, column.label]
    }
    return null
  }
  if (table === 'applications') {
    const row = form.applications.rows.find(({ key }) => key === item)
    const column = form.applications.columns.find(({ key }) => key === measure)
    return row && column ? [...row.path, ...column.path] : null
  }
  const group = form.review.groups.find(({ key }) => key === item)
  const column = group?.columns.find(({ key }) => key === measure)
  return group && column ? [...group.path, column.label] : null
}

const TABLES: readonly StatutoryTable[] = ['proactive', 'applications', 'review']

/** Rows of section 3 that only one form prints stand where it prints them. */
const rowOf = ({ item }: FormValue): number => ALL_APPLICATION_ROWS.findIndex(({ key }) => key === item)

/** Of both forms together, table by table; within one in the order of the newest form, what only an older one has behind. */
function collect(): readonly LabelledValue[] {
  const newest = [...FORM_YEARS].reverse()
  return TABLES.flatMap((table) => {
    const found = new Map<string, LabelledValue>()
    for (const year of newest)
      for (const value of FORMS[year].values)
        if (value.table === table && !found.has(value.code)) {
          const years = FORM_YEARS.filter((each) => FORMS[each].values.some(({ code }) => code === value.code))
          found.set(value.code, { ...value, years, path: pathIn(FORMS[year], value) ?? [] })
        }
    return table === 'applications' ? [...found.values()].sort((a, b) => rowOf(a) - rowOf(b)) : [...found.values()]
  })
}

/** All values that any statutory form has: the columns of a table with one report a row. */
export const ALL_VALUES: readonly LabelledValue[] = collect()

const LABELS: ReadonlyMap<string, string> = new Map(
  FORM_YEARS.flatMap((year) =>
    FORMS[year].values.map((value): [string, string] => [
      `${year}/${value.code}`,
      (pathIn(FORMS[year], value) ?? []).join(STEP),
    ]),
  ),
)

/**
 * A value's whole label in Chinese as the form of a year prints it (行政许可 › …); as the newest form that has it, where
 * that one does not or no form is given. Empty for a code that no form knows.
 */
export function chineseLabel(code: string, form: FormYear | null = null): string {
  const years = form === null ? [] : [form]
  for (const year of [...years, ...[...FORM_YEARS].reverse()]) {
    const label = LABELS.get(`${year}/${code}`)
    if (label !== undefined) return label
  }
  return ''
}

/** The same in English. */
export const englishLabel = ({ path }: LabelledValue): string => path.map(inEnglish).join(STEP)
