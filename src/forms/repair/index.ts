import type { FormYear, StatutoryTable, ValueRecord } from '../../model/record.js'
import { equationsOf } from '../checks.js'
import { roundProbability } from '../recognised/cell.js'
import type { ReadValue } from '../records.js'
import { doublyDetermined } from './determined.js'
import { solve } from './solve.js'
import { partsOf, settle, systemOf, isZero, type Option, type System } from './system.js'

/**
 * How likely a wrong reading satisfies an equation by chance: another member of it is misread, too, and by as much (a
 * worn 1 may be read as 7 in a part and in the total), or the report itself is wrong by as much.
 */
const COINCIDENCE = 0.01
/** Equations that must agree with a doubtful reading. */
const WITNESSES = 2
/** A doubt is dropped if, after all equations agreed, the reading is right with this probability at least. */
const BEYOND_DOUBT = 0.9995

/** The probability of a reading that `WITNESSES` independent equations agree with (Bayes). */
const confirmed = (probability: number): number =>
  probability / (probability + (1 - probability) * COINCIDENCE ** WITNESSES)

/** What the equations make of a doubtful cell: the number it holds. */
type Verdicts = Map<string, Option>

const touching = ({ constraints }: System, code: string): System['constraints'] =>
  constraints.filter(({ terms }) => terms.some((term) => term.code === code))

/**
 * Doubtful cells as read, of which each equation has no other doubtful member, at least two, and all hold. What is
 * settled so settles others.
 */
function settleAlone(system: System, verdicts: Verdicts): System {
  let left = system
  for (;;) {
    const settled = new Map<string, number>()
    for (const { code, options } of left.unknowns.values()) {
      const [own] = options
      const alone = touching(left, code).filter(({ terms }) => terms.length === 1)
      const hold = alone.every(({ terms, constant }) => isZero((terms[0]?.sign ?? 0) * own.value + constant))
      if (!hold || alone.length < WITNESSES || confirmed(own.probability) < BEYOND_DOUBT) continue
      verdicts.set(code, own)
      settled.set(code, own.value)
    }
    if (settled.size === 0) return left
    left = settle(left, settled)
  }
}

/** What exactly one assignment of all cells' alternatives says of a part of the system. */
function settleTogether(part: System, verdicts: Verdicts): void {
  const solution = solve(part)
  if (solution.kind !== 'one') return
  const changed = (code: string): boolean => solution.chosen.get(code) !== part.unknowns.get(code)?.options[0]
  const codes = [...part.unknowns.keys()]
  // Each changed cell lies in two equations of its own, or nothing of this assignment is believed.
  if (codes.some((code) => changed(code) && touching(part, code).length < WITNESSES)) return
  const determined = doublyDetermined(part.constraints, codes)
  for (const [code, option] of solution.chosen) {
    if (changed(code)) verdicts.set(code, option)
    else if (determined.has(code) && confirmed(option.probability) >= BEYOND_DOUBT) verdicts.set(code, option)
  }
}

function withVerdict({ record, recognised }: ReadValue, { value, text, probability }: Option): ValueRecord {
  const first = recognised?.readings[0]
  const confidence = roundProbability(confirmed(probability))
  const others = record.flags.filter((flag) => flag !== 'low-confidence')
  if (!first || first.value === value) return { ...record, state: 'number', confidence, flags: others }
  const alternatives = [first.text, ...(record.alternatives ?? []).filter((other) => other !== text)]
  return {
    ...record,
    state: 'number',
    value,
    confidence,
    alternatives,
    repairedFrom: first.text,
    flags: [...others, 'repaired'],
  }
}

/**
 * Lets the form's equations judge the doubtful readings of one table. If exactly one assignment of the doubtful cells' own
 * alternatives satisfies every equation that touches them, the cells that it changes are repaired; those that it keeps,
 * and that two independent equations confirm, are in doubt no longer. Sure readings are never changed, nor are cells
 * in fewer than two equations (section 4, section 2). Born-digital values are given back as they came.
 */
export function repair(year: FormYear, table: StatutoryTable, values: readonly ReadValue[]): ValueRecord[] {
  const records = values.map(({ record }) => record)
  if (values.every(({ recognised }) => recognised === null)) return records
  const verdicts: Verdicts = new Map()
  const left = settleAlone(systemOf(values, equationsOf(year, table, records)), verdicts)
  for (const part of partsOf(left)) settleTogether(part, verdicts)
  return values.map((value) => {
    const verdict = verdicts.get(value.record.code)
    return verdict ? withVerdict(value, verdict) : value.record
  })
}
