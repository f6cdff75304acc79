import type { DocumentRecord } from '../../src/model/record.js'
import type { Truth } from './truth.js'

/**
 * The values that say something else than the truth without a warning of their own. What is not found, in doubt or part of
 * an equation that fails is warned of; so is everything in a document that failed.
 */
export function silentlyWrong(record: DocumentRecord, truth: Pick<Truth, 'records'>): readonly string[] {
  if (record.status === 'failed') return []
  const values = new Map(record.records.map((value) => [`${value.table}/${value.item}/${value.measure}`, value]))
  return truth.records.flatMap(({ table, item, measure, raw, value: expected }) => {
    const value = values.get(`${table}/${item}/${measure}`)
    if (!value) return [`${table}/${item}/${measure}: no record`]
    if (value.flags.length > 0 || value.value === expected) return []
    return [`${value.code}: ${JSON.stringify(value.raw)}, printed ${JSON.stringify(raw)}`]
  })
}
