import { isNumber, type Equation } from '../checks.js'
import type { ReadValue } from '../records.js'

/** One number that a doubtful cell may hold. */
export interface Option {
  readonly value: number
  /** Its text, as it may be printed. */
  readonly text: string
  /** How likely it is by the recogniser alone, 0..1. */
  readonly probability: number
}

/** A doubtful cell and the numbers that it may hold, likeliest first. */
interface Unknown {
  readonly code: string
  /** As read; null where the likeliest reading is no number. */
  readonly own: Option | null
  readonly options: readonly Option[]
}

/** The sum of `terms` (each unknown with its sign) and `constant` is zero. */
export interface Constraint {
  readonly terms: readonly { readonly code: string; readonly sign: 1 | -1 }[]
  readonly constant: number
}

/** The doubtful cells of a table, and the equations that touch them and whose other members are surely numbers. */
export interface System {
  readonly unknowns: ReadonlyMap<string, Unknown>
  readonly constraints: readonly Constraint[]
}

/** Numbers less likely than this are none of a cell's alternatives. */
const MIN_PROBABILITY = 1e-4
/** At most this many numbers of a cell are tried. */
const MAX_OPTIONS = 8
/** Sums of decimals are equal up to this. */
const TOLERANCE = 1e-6

/** The one assignment that satisfies all equations; that there is none, or more than one; or that the search gave up. */
type Solution =
  | { readonly kind: 'one'; readonly chosen: ReadonlyMap<string, Option> }
  | { readonly kind: 'none' | 'several' | 'too-many' }

/** Assignments that are tried before the search gives up. */
const MAX_STEPS = 100_000

interface Open {
  sum: number
  left: number
}

export const isZero = (sum: number): boolean => Math.abs(sum) < TOLERANCE

/** A recognised cell in doubt for how it was read, and for nothing else; null for any other. */
function unknownOf({ record, recognised }: ReadValue): Unknown | null {
  const doubts = record.flags.filter((flag) => flag !== 'unit-differs')
  if (!recognised || doubts.length !== 1 || doubts[0] !== 'low-confidence') return null
  const options: Option[] = []
  recognised.readings.forEach(({ value, text, share }, index) => {
    const probability = index === 0 ? recognised.probability : Math.min(1 - recognised.probability, share)
    if (value === null || (index > 0 && probability < MIN_PROBABILITY)) return
    if (options.every((other) => other.value !== value)) options.push({ value, text, probability })
  })
  const own = recognised.readings[0]?.value === null ? null : (options[0] ?? null)
  return options.length > 0 ? { code: record.code, own, options: options.slice(0, MAX_OPTIONS) } : null
}

/**
 * The system of equations of a table's doubtful cells. An equation with a blank, or with a member of which nothing is
 * known, says nothing: blanks may confirm, never refute.
 */
export function systemOf(values: readonly ReadValue[], equations: readonly Equation[]): System {
  const unknowns = new Map<string, Unknown>()
  for (const value of values) {
    const unknown = unknownOf(value)
    if (unknown) unknowns.set(unknown.code, unknown)
  }
  const constraints = equations.flatMap(({ left, right }): Constraint[] => {
    const members = [
      ...left.map((record) => ({ record, sign: 1 as const })),
      ...right.map((record) => ({ record, sign: -1 as const })),
    ]
    const terms = members.filter(({ record }) => unknowns.has(record.code))
    const known = members.filter(({ record }) => !unknowns.has(record.code))
    if (terms.length === 0 || !known.every(({ record }) => isNumber(record))) return []
    const constant = known.reduce((sum, { record, sign }) => sum + sign * (record.value ?? 0), 0)
    return [{ terms: terms.map(({ record, sign }) => ({ code: record.code, sign })), constant }]
  })
  return { unknowns, constraints }
}

/** The equations in which an unknown stands. */
export const touching = ({ constraints }: System, code: string): readonly Constraint[] =>
  constraints.filter(({ terms }) => terms.some((term) => term.code === code))

/** The same system with some unknowns known. */
export function settle({ unknowns, constraints }: System, known: ReadonlyMap<string, Option>): System {
  return {
    unknowns: new Map([...unknowns].filter(([code]) => !known.has(code))),
    constraints: constraints.flatMap(({ terms, constant }): Constraint[] => {
      const open = terms.filter(({ code }) => !known.has(code))
      const sum = terms.reduce((total, { code, sign }) => total + sign * (known.get(code)?.value ?? 0), constant)
      return open.length === 0 ? [] : [{ terms: open, constant: sum }]
    }),
  }
}

/**
 * The same system without the unknowns that some equation, all its other members being known, leaves none of their
 * numbers: what is printed there is not among them, or the equation is false. Their equations say nothing of others.
 */
export function withoutHopeless(system: System): System {
  const hopeless = [...system.unknowns.values()].filter(({ code, options }) => {
    const alone = touching(system, code).filter(({ terms }) => terms.length === 1)
    return !options.some(({ value }) =>
      alone.every(({ terms, constant }) => isZero((terms[0]?.sign ?? 0) * value + constant)),
    )
  })
  const codes = new Set(hopeless.map(({ code }) => code))
  return {
    unknowns: new Map([...system.unknowns].filter(([code]) => !codes.has(code))),
    constraints: system.constraints.filter(({ terms }) => terms.every(({ code }) => !codes.has(code))),
  }
}

/** Parts a system where no equation holds its parts together; unknowns in no equation are left out. */
export function partsOf({ unknowns, constraints }: System): System[] {
  let parts: { readonly codes: ReadonlySet<string>; readonly constraints: readonly Constraint[] }[] = []
  for (const constraint of constraints) {
    const own = constraint.terms.map(({ code }) => code)
    const joined = parts.filter(({ codes }) => own.some((code) => codes.has(code)))
    const codes = new Set([...joined.flatMap((part) => [...part.codes]), ...own])
    const all = [...joined.flatMap((part) => part.constraints), constraint]
    parts = [...parts.filter((part) => !joined.includes(part)), { codes, constraints: all }]
  }
  return parts.map((part) => ({
    unknowns: new Map([...unknowns].filter(([code]) => part.codes.has(code))),
    constraints: part.constraints,
  }))
}

/**
 * Finds whether exactly one choice of options satisfies all equations: depth first, the unknown next that some equation
 * knows most about, choices that leave an equation unsatisfied cut off.
 * @param mostSteps bound of the search
 */
export function solve({ unknowns, constraints }: System, mostSteps = MAX_STEPS): Solution {
  const order = orderOf({ unknowns, constraints })
  const open = new Map<Constraint, Open>(
    constraints.map((constraint) => [constraint, { sum: constraint.constant, left: constraint.terms.length }]),
  )
  const touching = new Map(
    order.map((code) => [
      code,
      constraints.flatMap((constraint) =>
        constraint.terms.filter((term) => term.code === code).map(({ sign }) => ({ constraint, sign })),
      ),
    ]),
  )
  const chosen = new Map<string, Option>()
  const found: ReadonlyMap<string, Option>[] = []
  let steps = 0
  const visit = (depth: number): void => {
    const code = order[depth]
    if (code === undefined) {
      found.push(new Map(chosen))
      return
    }
    const own = touching.get(code) ?? []
    for (const option of unknowns.get(code)?.options ?? []) {
      if (found.length > 1 || (steps += 1) > mostSteps) return
      let holds = true
      for (const { constraint, sign } of own) {
        const state = open.get(constraint)
        if (!state) continue
        state.sum += sign * option.value
        state.left -= 1
        holds &&= state.left > 0 || isZero(state.sum)
      }
      chosen.set(code, option)
      if (holds) visit(depth + 1)
      for (const { constraint, sign } of own) {
        const state = open.get(constraint)
        if (!state) continue
        state.sum -= sign * option.value
        state.left += 1
      }
    }
  }
  visit(0)
  const [first, second] = found
  if (second) return { kind: 'several' }
  if (steps > mostSteps) return { kind: 'too-many' }
  return first ? { kind: 'one', chosen: first } : { kind: 'none' }
}

/** Unknowns in the order in which equations are soonest complete. */
function orderOf({ unknowns, constraints }: System): string[] {
  const order: string[] = []
  const left = new Set(unknowns.keys())
  while (left.size > 0) {
    const openTerms = ({ terms }: Constraint): number => terms.filter(({ code }) => left.has(code)).length
    const nearest = constraints.filter((each) => openTerms(each) > 0).sort((a, b) => openTerms(a) - openTerms(b))[0]
    const next = nearest ? nearest.terms.map(({ code }) => code).filter((code) => left.has(code)) : [...left]
    for (const code of next) {
      order.push(code)
      left.delete(code)
    }
  }
  return order
}
