import type { FormYear, StatutoryTable, ValueRecord } from '../../model/record.js'
import { equationsOf } from '../checks.js'
import { roundProbability } from '../recognised/cell.js'
import type { ReadValue } from '../records.js'
import {
  solve,
  partsOf,
  settle,
  systemOf,
  touching,
  withoutHopeless,
  type Option,
  type System,
  isZero,
  type Constraint,
} from './system.js'
import { spreadDoubt } from './spread.js'

/** Each cell that is changed lies in at least this many equations. */
const WITNESSES = 2

/**
 * How likely a wrong reading satisfies an equation whose other members are all sure: one of them is misread, too, and by
 * as much (a worn 1 may be read as 7 in a part and in the total), or the report itself is wrong by as much.
 */
const COINCIDENCE = 0.01
/** How likely two wrong readings in one equation are wrong by the same amount. */
const CANCEL = 0.1
/** Equations that must agree with a doubtful reading. */
const CONFIRMATIONS = 2
/** A doubt is dropped if the reading is right with this probability at least. */
const BEYOND_DOUBT = 0.9995

/** The cells that exactly one assignment of all cells' alternatives changes, in one part of a system. */
function changedIn(part: System): ReadonlyMap<string, Option> {
  const solution = solve(part)
  if (solution.kind !== 'one') return new Map()
  const changed = [...solution.chosen].filter(([code, option]) => option !== part.unknowns.get(code)?.own)
  // A cell in one equation alone would be made to fit it: nothing that rests on that is believed.
  if (changed.some(([code]) => touching(part, code).length < WITNESSES)) return new Map()
  return new Map(
    changed.map(([code, option]) => {
      const probability = repairedProbability(part, code, option.probability)
      return [code, { ...option, probability }]
    }),
  )
}

function withoutDoubt(record: ValueRecord, { probability }: Option): ValueRecord {
  const flags = record.flags.filter((flag) => flag !== 'low-confidence')
  return { ...record, state: 'number', confidence: roundProbability(probability), flags }
}

function repaired({ record, recognised }: ReadValue, option: Option): ValueRecord {
  const first = recognised?.readings[0]?.text ?? ''
  const before = first === '' ? (record.raw ?? '') : first
  const others = (record.alternatives ?? []).filter((text) => text !== option.text && text !== before)
  const sure = withoutDoubt(record, option)
  const alternatives = [before, ...others]
  return { ...sure, value: option.value, alternatives, repairedFrom: before, flags: [...sure.flags, 'repaired'] }
}

/**
 * Lets the form's equations judge the doubtful readings of one table. Readings that two or more independent equations
 * confirm are in doubt no longer. Of the others, those that no alternative of their own can bring into line set aside, if
 * exactly one assignment of their own alternatives satisfies every equation that touches them, and each cell that it
 * changes lies in two equations, those cells are repaired. Sure readings are never changed; nor are cells in fewer than two
 * equations (sections 2 and 4). Born-digital values are given back as they came.
 */
export function repair(year: FormYear, table: StatutoryTable, values: readonly ReadValue[]): ValueRecord[] {
  const records = values.map(({ record }) => record)
  if (values.every(({ recognised }) => recognised === null)) return records
  const first = confirmedIn(systemOf(values, equationsOf(year, table, records)))
  const hopeful = withoutHopeless(first.left)
  const changes = new Map(partsOf(hopeful).flatMap((part) => [...changedIn(part)]))
  const second = confirmedIn(settle(first.left, changes))
  const judged = values.map((value): ValueRecord => {
    const { code } = value.record
    const change = changes.get(code)
    if (change) return repaired(value, change)
    const verdict = first.verdicts.get(code) ?? second.verdicts.get(code)
    return verdict ? withoutDoubt(value.record, verdict) : value.record
  })
  return spreadDoubt(year, table, values, judged)
}

/**
 * The probability of a reading that all its equations agree with (Bayes): each lets a wrong one pass with the given
 * probability.
 */
export function confirmed(probability: number, passes: readonly number[]): number {
  const wrong = passes.reduce((product, pass) => product * Math.min(1, pass), 1 - probability)
  return probability / (probability + wrong)
}

/** How likely an equation holds although one of its members is wrong: another one has to be wrong by as much. */
function passOf({ unknowns }: System, { terms }: Constraint, code: string): number {
  const doubt = (other: string): number => 1 - (unknowns.get(other)?.own?.probability ?? 0)
  const others = terms.filter((term) => term.code !== code)
  return others.reduce((sum, term) => sum + CANCEL * doubt(term.code), COINCIDENCE)
}

/** Tells whether an equation holds with all readings as they are; null where some reading is no number. */
function holds({ unknowns }: System, { terms, constant }: Constraint): boolean | null {
  let sum = constant
  for (const { code, sign } of terms) {
    const own = unknowns.get(code)?.own
    if (!own) return null
    sum += sign * own.value
  }
  return isZero(sum)
}

/** Judges an unknown's own reading by its equations: its probability if at least two hold and none fails; else null. */
function judged(system: System, code: string): number | null {
  const own = system.unknowns.get(code)?.own
  if (!own) return null
  const tried = touching(system, code).map((constraint) => ({ constraint, held: holds(system, constraint) }))
  const held = tried.filter((each) => each.held === true)
  if (held.length < CONFIRMATIONS || tried.some((each) => each.held === false)) return null
  const passes = held.map(({ constraint }) => passOf(system, constraint, code))
  return confirmed(own.probability, passes)
}

/**
 * The doubtful readings that their equations confirm beyond doubt, with the probability they have then. What is confirmed
 * so makes the equations of others surer. No two equations of a form share more than one value, so that the errors
 * which would let them pass are independent.
 */
function confirmedIn(system: System): { readonly left: System; readonly verdicts: ReadonlyMap<string, Option> } {
  const verdicts = new Map<string, Option>()
  let left = system
  for (;;) {
    const round = new Map<string, Option>()
    for (const { code, own } of left.unknowns.values()) {
      const probability = judged(left, code)
      if (own && probability !== null && probability >= BEYOND_DOUBT) round.set(code, { ...own, probability })
    }
    if (round.size === 0) return { left, verdicts }
    for (const [code, option] of round) verdicts.set(code, option)
    left = settle(left, round)
  }
}

/** The probability of an alternative that all equations around a changed cell agree on. */
function repairedProbability(part: System, code: string, probability: number): number {
  return confirmed(
    probability,
    touching(part, code).map(() => COINCIDENCE),
  )
}
