import type { CheckRecord, FormYear, ValueRecord } from '../model/record.js'
import { FORMS, type FormCheck } from '../vocabulary/forms.js'

/** An equation of the form on the values of one column, row or group. */
export interface TriedCheck {
  readonly record: CheckRecord
  /** All values that stand in it. */
  readonly values: readonly ValueRecord[]
}

/** Decimals beyond this are noise of binary fractions; no report prints so many. */
const DECIMALS = 6

const sum = (values: readonly ValueRecord[]): number =>
  Number(values.reduce((total, { value }) => total + (value ?? 0), 0).toFixed(DECIMALS))

const isBlank = ({ state }: ValueRecord): boolean => state === 'blank' || state === 'dash'
const isNumber = ({ state, value }: ValueRecord): boolean => state === 'number' && value !== null

/** Blanks may confirm, never refute. */
function tryOne(id: string, at: string, left: readonly ValueRecord[], right: readonly ValueRecord[]): TriedCheck {
  const values = [...left, ...right]
  const side = (part: readonly ValueRecord[], assumed: boolean): number | null =>
    part.every((value) => isNumber(value) || (assumed && isBlank(value))) ? sum(part) : null
  const holds = sum(left) === sum(right)
  const blanks = values.filter(isBlank)
  const known = values.every((value) => isNumber(value) || isBlank(value))
  const pass = known ? (blanks.length === 0 ? holds : holds ? true : null) : null
  const assumed = pass === true && blanks.length > 0
  const record: CheckRecord = { id, at, left: side(left, assumed), right: side(right, assumed), pass }
  return { record: assumed ? { ...record, assumedZero: blanks.map(({ code }) => code) } : record, values }
}

function tryCheck(check: FormCheck, year: FormYear, values: ReadonlyMap<string, ValueRecord>): TriedCheck[] {
  const get = (item: string, measure: string): ValueRecord[] => {
    const value = values.get(`${item}/${measure}`)
    return value ? [value] : []
  }
  const tryAt = (at: string, of: (key: string) => ValueRecord[]): TriedCheck =>
    tryOne(check.id, at, check.left.flatMap(of), check.right.flatMap(of))
  const { columns, rows } = FORMS[year].applications
  switch (check.per) {
    case 'column':
      return columns.map(({ key }) => tryAt(key, (item) => get(item, key)))
    case 'row':
      return rows.map(({ key }) => tryAt(key, (measure) => get(key, measure)))
    case 'group': {
      const group = check.group ?? ''
      return [tryAt(group, (measure) => get(group, measure))]
    }
  }
}

/** Tries the equations of one table of a form on its values. */
export function tryChecks(year: FormYear, table: FormCheck['table'], records: readonly ValueRecord[]): TriedCheck[] {
  const values = new Map(records.map((record) => [`${record.item}/${record.measure}`, record]))
  return FORMS[year].checks.filter((check) => check.table === table).flatMap((check) => tryCheck(check, year, values))
}
