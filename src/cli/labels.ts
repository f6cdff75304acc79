import type { FormYear, StatutoryTable } from '../model/record.js'
import { FORM_YEARS, FORMS } from '../vocabulary/forms.js'

/** A value's label as people know it: its row, then its column, each from the outermost heading in. */
export type Labels = ReadonlyMap<string, string>

const keyOf = (table: StatutoryTable, item: string, measure: string): string => `${table}/${item}/${measure}`

const STEP = ' › '

function labelsOf(year: FormYear): Labels {
  const { proactive, applications, review } = FORMS[year]
  const labels = new Map<string, string>()
  for (const { heading, rows, columns } of proactive.blocks)
    for (const row of rows)
      for (const column of columns)
        labels.set(keyOf('proactive', row.key, column.key), [heading, row.label, column.label].join(STEP))
  for (const row of applications.rows)
    for (const column of applications.columns)
      labels.set(keyOf('applications', row.key, column.key), [...row.path, ...column.path.slice(-1)].join(STEP))
  for (const group of review.groups)
    for (const column of group.columns)
      labels.set(keyOf('review', group.key, column.key), [...group.path, column.label].join(STEP))
  return labels
}

const LABELS: Readonly<Record<FormYear, Labels>> = { '2019': labelsOf('2019'), '2021': labelsOf('2021') }

/** By any form that has the value, the newest first; null for a value of none. */
export function labelOf(table: StatutoryTable, item: string, measure: string, year?: FormYear): string | null {
  const years = year ? [year] : [...FORM_YEARS].reverse()
  for (const each of years) {
    const label = LABELS[each].get(keyOf(table, item, measure))
    if (label !== undefined) return label
  }
  return null
}
