import type { CheckRecord, FormYear, ValueRecord } from '../model/record.js'
import { formOf, linesOf, tableIn, type FormCheck } from '../vocabulary/forms.js'

/** An equation of the form on the values of one column, row or group: both sides add up to the same. */
export interface Equation {
  /** The equation's id in the form file. */
  readonly id: string
  /** The column, row or group, by its key in the form file. */
  readonly at: string
  readonly left: readonly ValueRecord[]
  readonly right: readonly ValueRecord[]
}

export interface TriedCheck {
  readonly record: CheckRecord
  readonly equation: Equation
  /** All values that stand in it. */
  readonly values: readonly ValueRecord[]
}

/** Decimals beyond this are noise of binary fractions; no report prints that many. */
const DECIMALS = 6

export const sum = (values: readonly ValueRecord[]): number =>
  Number(values.reduce((total, { value }) => total + (value ?? 0), 0).toFixed(DECIMALS))

const isBlank = ({ state }: ValueRecord): boolean => state === 'blank' || state === 'dash'
/** Tells whether a value was read as a number. */
export const isNumber = ({ state, value }: ValueRecord): boolean => state === 'number' && value !== null

/** Blanks may confirm, never refute. */
function tryOne(equation: Equation): TriedCheck {
  const { id, at, left, right } = equation
  const values = [...left, ...right]
  const side = (part: readonly ValueRecord[], assumed: boolean): number | null =>
    part.every((value) => isNumber(value) || (assumed && isBlank(value))) ? sum(part) : null
  const holds = sum(left) === sum(right)
  const blanks = values.filter(isBlank)
  const known = values.every((value) => isNumber(value) || isBlank(value))
  const pass = known ? (blanks.length === 0 ? holds : holds ? true : null) : null
  const assumed = pass === true && blanks.length > 0
  const record: CheckRecord = { id, at, left: side(left, assumed), right: side(right, assumed), pass }
  return { record: assumed ? { ...record, assumedZero: blanks.map(({ code }) => code) } : record, equation, values }
}

function equationsAt(check: FormCheck, year: FormYear, values: ReadonlyMap<string, ValueRecord>): Equation[] {
  const get = (item: string, measure: string): ValueRecord[] => {
    const value = values.get(`${item}/${measure}`)
    return value ? [value] : []
  }
  const equation = (at: string, of: (key: string) => ValueRecord[]): Equation => ({
    id: check.id,
    at,
    left: check.left.flatMap(of),
    right: check.right.flatMap(of),
  })
  const table = tableIn(year, check.table)
  const lines = table ? linesOf(table) : []
  const group = check.group ?? ''
  switch (check.per) {
    case 'column':
      return [...new Set(lines.flatMap(({ columns }) => columns.map(({ key }) => key)))].map((key) =>
        equation(key, (item) => get(item, key)),
      )
    case 'row':
      return lines.map(({ key }) => equation(key, (measure) => get(key, measure)))
    case 'group':
      return [equation(group, (measure) => get(group, measure))]
  }
}

/** The equations of one table of a form on its values. */
export function equationsOf(year: FormYear, table: FormCheck['table'], records: readonly ValueRecord[]): Equation[] {
  const values = new Map(records.map((record) => [`${record.item}/${record.measure}`, record]))
  return formOf(year)
    .checks.filter((check) => check.table === table)
    .flatMap((check) => equationsAt(check, year, values))
    .filter(({ left, right }) => left.length > 0 && right.length > 0)
}

/** Tries the equations of one table of a form on its values. */
export const tryChecks = (year: FormYear, table: FormCheck['table'], records: readonly ValueRecord[]): TriedCheck[] =>
  equationsOf(year, table, records).map(tryOne)
