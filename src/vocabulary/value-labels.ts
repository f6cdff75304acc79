import { familiesOf } from './families.js'
import {
  FORMS,
  inEnglish,
  STATUTORY_TABLES,
  valueOf,
  type FormValue,
  type FormYear,
  type StatutoryTable,
} from './forms.js'

/** A value of the forms with the forms that print it, oldest first; its label is that of the newest. */
interface LabelledValue extends FormValue {
  readonly years: readonly FormYear[]
}

const STEP = ' › '

/** One label of the steps from the outermost heading to the innermost. */
export const joinSteps = (steps: readonly string[]): string => steps.join(STEP)

/** The values of one table over all forms, in the order of the newest; rows that only some forms print stand where these have them. */
function valuesOf(table: StatutoryTable): readonly LabelledValue[] {
  const found = new Map<string, LabelledValue>()
  for (const { values } of FORMS.toReversed())
    for (const value of values)
      if (value.table === table && !found.has(value.code)) {
        const years = FORMS.filter((form) => form.values.some(({ code }) => code === value.code)).map(
          ({ year }) => year,
        )
        found.set(value.code, { ...value, years })
      }
  const rows = familiesOf(table).flatMap((family) => family.rows.map(({ key }) => key))
  return [...found.values()].sort((a, b) => rows.indexOf(a.item) - rows.indexOf(b.item))
}

/** All values that any statutory form has: the columns of a table with one report a row. */
export const ALL_VALUES: readonly LabelledValue[] = STATUTORY_TABLES.flatMap(valuesOf)

/**
 * The steps of a value's label in Chinese, rows first, as the form of a year prints them; as the newest form that has the
 * value, where that form lacks it or none is given. None for a code that no form knows.
 */
export const labelSteps = (code: string, form: FormYear | null = null): readonly string[] =>
  valueOf(code, form)?.path ?? []

/** The one label of a value in Chinese: users join files by it, so every place prints this one. Empty as `labelSteps`. */
export const chineseLabel = (code: string, form: FormYear | null = null): string => joinSteps(labelSteps(code, form))

/** The same label in English. */
export const englishLabel = (code: string, form: FormYear | null = null): string =>
  joinSteps(labelSteps(code, form).map(inEnglish))
