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

/** One label of the steps from the outermost heading to the innermost. */
export const joinSteps = (steps: readonly string[]): string => steps.join(STEP)

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

const PATHS: ReadonlyMap<string, readonly string[]> = new Map(
  FORM_YEARS.flatMap((year) =>
    FORMS[year].values.map((value) => [`${year}/${value.code}`, pathIn(FORMS[year], value) ?? []] as const),
  ),
)

/**
 * The steps of a value's label in Chinese, rows first, as the form of a year prints them; as the newest form that has the
 * value, where that form lacks it or none is given. None for a code that no form knows.
 */
export function labelSteps(code: string, form: FormYear | null = null): readonly string[] {
  const years = form === null ? [] : [form]
  for (const year of [...years, ...[...FORM_YEARS].reverse()]) {
    const path = PATHS.get(`${year}/${code}`)
    if (path) return path
  }
  return []
}

/** The one label of a value in Chinese: users join files by it, so every place prints this one. Empty as `labelSteps`. */
export const chineseLabel = (code: string, form: FormYear | null = null): string => joinSteps(labelSteps(code, form))

/** The same label in English. */
export const englishLabel = (code: string, form: FormYear | null = null): string =>
  joinSteps(labelSteps(code, form).map(inEnglish))
