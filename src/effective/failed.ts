import { tryChecks } from '../forms/checks.js'
import { failedEquations } from '../forms/failed-equations.js'
import type { FailedEquation, FailedEquations } from '../model/details.js'
import { STATUTORY_TABLES, type StatutoryTable } from '../vocabulary/forms.js'
import type { EffectiveDocument } from './effective.js'
import { asRecord, yearOf } from './recheck.js'

/** The equations of one statutory table that do not hold, over the values that count. */
export interface TableFaults extends FailedEquations {
  readonly table: StatutoryTable
  /** The equations that each value stands in, by its code. */
  readonly byCode: ReadonlyMap<string, readonly FailedEquation[]>
}

/** The equations of a document that fail, table by table; tables without any are left out. */
export function faultsOf({
  record,
  values,
  checks,
}: Pick<EffectiveDocument, 'record' | 'values' | 'checks'>): readonly TableFaults[] {
  const failed = new Set(checks.filter(({ pass }) => pass === false).map(({ id, at }) => `${id} ${at}`))
  if (failed.size === 0) return []
  return STATUTORY_TABLES.flatMap((table) => {
    const own = values.filter(({ read }) => read.table === table).map(asRecord)
    const tried = tryChecks(yearOf(record, table), table, own)
    const found = failedEquations(tried)
    if (found.equations.length === 0) return []
    const byCode = new Map<string, FailedEquation[]>()
    for (const { record: check, values: members } of tried) {
      const equation = found.equations.find(({ id, at }) => check.pass === false && id === check.id && at === check.at)
      if (equation) for (const { code } of members) byCode.set(code, [...(byCode.get(code) ?? []), equation])
    }
    return [{ ...found, table, byCode }]
  })
}

/** The equations that do not hold and that a value stands in. */
export const faultsWith = (faults: readonly TableFaults[], code: string): readonly FailedEquation[] =>
  faults.flatMap(({ byCode }) => byCode.get(code) ?? [])
