import type { EffectiveDocument, EffectiveValue } from '../../effective/effective.js'
import type { CheckRecord } from '../../model/record.js'
import { FORMS, followedForm, formOf, linesOf, type Form, type FormCheck } from '../../vocabulary/forms.js'

/** One number of an equation that does not hold. */
export interface Term {
  readonly label: string
  readonly value: number
}

/** An equation of the form that does not hold, with its numbers. A long sum leaves out those that are 0 or blank. */
interface FailedCheck {
  readonly id: string
  /** Label of the column, row or group that it was tried on. */
  readonly at: string
  readonly left: readonly Term[]
  readonly right: readonly Term[]
  readonly sums: readonly [left: number | null, right: number | null]
}

export function failedChecks(document: EffectiveDocument): readonly FailedCheck[] {
  const values = new Map(
    document.values.map((value) => [`${value.read.table}/${value.read.item}/${value.read.measure}`, value]),
  )
  return document.checks.filter(({ pass }) => pass === false).flatMap((check) => explained(check, document, values))
}

function explained(
  { id, at, left, right }: CheckRecord,
  { record }: EffectiveDocument,
  values: ReadonlyMap<string, EffectiveValue>,
): readonly FailedCheck[] {
  const table = FORMS.flatMap(({ checks }) => checks).find((check) => check.id === id)?.table
  const forms = record.report?.forms ?? {}
  const form = table === undefined ? undefined : formOf(forms[table] ?? followedForm(forms).year)
  const check = form?.checks.find((each) => each.id === id)
  if (!form || !check) return []
  const termsOf = (keys: readonly string[]): readonly Term[] => {
    const terms = keys.flatMap((key) => {
      const [item, measure] = check.per === 'column' ? [key, at] : [at, key]
      const value = values.get(`${check.table}/${item}/${measure}`)
      return value ? [{ label: labelOf(form, check.table, key), value: value.value ?? 0 }] : []
    })
    const counting = terms.filter(({ value }) => value !== 0)
    return counting.length > 0 ? counting : terms.slice(0, 1)
  }
  return [
    {
      id,
      at: labelOf(form, check.table, at),
      left: termsOf(check.left),
      right: termsOf(check.right),
      sums: [left, right],
    },
  ]
}

/** The innermost label of a row, column or group by its key. */
function labelOf({ tables }: Form, table: FormCheck['table'], key: string): string {
  const lines = tables.filter(({ id }) => id === table).flatMap(linesOf)
  return [...lines.flatMap(({ columns }) => columns), ...lines].find((line) => line.key === key)?.path.at(-1) ?? key
}
