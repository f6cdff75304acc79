import type { FailedEquation, FailedEquations, Side, Suspect } from '../model/details.js'
import type { ValueRecord } from '../model/record.js'
import { valueOf } from '../vocabulary/forms.js'
import { sum, type Equation, type TriedCheck } from './checks.js'

/** The equations of a table that do not hold, with their numbers, and the one number that would settle them all. */
export function failedEquations(tried: readonly TriedCheck[]): FailedEquations {
  const failed = tried.filter(({ record }) => record.pass === false)
  return { equations: failed.map(({ equation }) => withNumbers(equation)), suspect: suspectOf(tried) }
}

function withNumbers({ id, at, left, right }: Equation): FailedEquation {
  // Within one equation the values differ in their row or in their column: that is the key of the member.
  const inRow = new Set([...left, ...right].map(({ item }) => item)).size === 1
  const side = (values: readonly ValueRecord[]): Side => ({
    sum: sum(values),
    terms: values.flatMap(({ item, measure, value }) =>
      value === null || value === 0 ? [] : [{ key: inRow ? measure : item, value }],
    ),
  })
  return { id, at, left: side(left), right: side(right) }
}

/** Sums of decimals are equal up to this. */
const TOLERANCE = 1e-6

const isSame = (a: number, b: number): boolean => Math.abs(a - b) < TOLERANCE

/**
 * The one value that, with another number, makes every failing equation hold and none fail that holds; null where there is
 * none, or more than one. It is only named: the page is the truth, also where it adds up wrongly.
 */
export function suspectOf(tried: readonly TriedCheck[]): Suspect | null {
  const failed = tried.filter(({ record }) => record.pass === false)
  const [first, ...others] = failed
  if (!first) return null
  const candidates = first.values.flatMap((value): Suspect[] => {
    const { code, value: now } = value
    const would = now === null ? null : settling(first.equation, value, now)
    if (now === null || would === null || !isPlausible(code, would)) return []
    const settles = others.every(({ equation }) => {
      const wanted = settling(equation, value, now)
      return wanted !== null && isSame(wanted, would)
    })
    const breaks = tried.some(({ record, values }) => record.pass === true && values.some((each) => each.code === code))
    return settles && !breaks ? [{ code, value: now, would }] : []
  })
  return candidates.length === 1 ? (candidates[0] ?? null) : null
}

/** The number that a value had to be for an equation to hold; null where it does not stand in it. */
function settling({ left, right }: Equation, { code }: ValueRecord, now: number): number | null {
  const gap = sum(left) - sum(right)
  if (left.some((each) => each.code === code)) return tidy(now - gap)
  return right.some((each) => each.code === code) ? tidy(now + gap) : null
}

const tidy = (value: number): number => Number(value.toFixed(6))

/** Nothing is counted in halves, or below zero. */
function isPlausible(code: string, value: number): boolean {
  if ((valueOf(code)?.kind ?? 'count') !== 'count') return true
  return Number.isInteger(value) && value >= 0
}
