import type { ValueRecord } from '../../model/record.js'
import type { Equation } from '../checks.js'
import type { ReadValue } from '../records.js'

/** One number that a doubtful cell may hold. */
export interface Option {
  readonly value: number
  /** Its text, as it may be printed. */
  readonly text: string
  /** How likely it is by the recogniser alone, 0..1. */
  readonly probability: number
}

/** A doubtful cell: its numbers, likeliest first; the first is the one that was read. */
export interface Unknown {
  readonly code: string
  readonly options: readonly [Option, ...Option[]]
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
const LEAST_PROBABILITY = 1e-4
/** So many numbers of a cell are tried. */
const MOST_OPTIONS = 8
/** Sums of decimals are equal up to this. */
const TOLERANCE = 1e-6

export const isZero = (sum: number): boolean => Math.abs(sum) < TOLERANCE

/** A doubtful cell with a number for its first reading; null for any other. */
function unknownOf({ record, recognised }: ReadValue): Unknown | null {
  const doubts = record.flags.filter((flag) => flag !== 'unit-differs')
  if (!recognised || doubts.length !== 1 || doubts[0] !== 'low-confidence') return null
  const [first, ...others] = recognised.readings
  if (typeof first?.value !== 'number') return null
  const left = 1 - first.share
  const options = [first, ...others].flatMap(({ value, text, share }, index): Option[] => {
    const probability = index === 0 ? recognised.probability : (share / left) * (1 - recognised.probability)
    return value === null || (index > 0 && probability < LEAST_PROBABILITY) ? [] : [{ value, text, probability }]
  })
  const [own, ...rest] = options.filter(
    ({ value }, index) => options.findIndex((other) => other.value === value) === index,
  )
  return own ? { code: record.code, options: [own, ...rest.slice(0, MOST_OPTIONS - 1)] } : null
}

const isSure = ({ state, value }: ValueRecord): boolean => state === 'number' && value !== null

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
    if (terms.length === 0 || !known.every(({ record }) => isSure(record))) return []
    const constant = known.reduce((sum, { record, sign }) => sum + sign * (record.value ?? 0), 0)
    return [{ terms: terms.map(({ record, sign }) => ({ code: record.code, sign })), constant }]
  })
  return { unknowns, constraints }
}

/** The same system with some unknowns known. */
export function settle({ unknowns, constraints }: System, known: ReadonlyMap<string, number>): System {
  return {
    unknowns: new Map([...unknowns].filter(([code]) => !known.has(code))),
    constraints: constraints.flatMap(({ terms, constant }): Constraint[] => {
      const open = terms.filter(({ code }) => !known.has(code))
      const sum = terms.reduce((total, { code, sign }) => total + sign * (known.get(code) ?? 0), constant)
      return open.length === 0 ? [] : [{ terms: open, constant: sum }]
    }),
  }
}

/** Parts a system where no equation holds its parts together; unknowns in no equation are left out. */
export function partsOf({ unknowns, constraints }: System): System[] {
  const parts: { codes: Set<string>; constraints: Constraint[] }[] = []
  for (const constraint of constraints) {
    const codes = constraint.terms.map(({ code }) => code)
    const touching = parts.filter((part) => codes.some((code) => part.codes.has(code)))
    const joined = {
      codes: new Set([...touching.flatMap((part) => [...part.codes]), ...codes]),
      constraints: [...touching.flatMap((part) => part.constraints), constraint],
    }
    parts.splice(0, parts.length, ...parts.filter((part) => !touching.includes(part)), joined)
  }
  return parts.map((part) => ({
    unknowns: new Map([...unknowns].filter(([code]) => part.codes.has(code))),
    constraints: part.constraints,
  }))
}
