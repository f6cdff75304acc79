import type { FormYear, StatutoryTable, ValueRecord } from '../../model/record.js'
import { equationsOf } from '../checks.js'
import { roundProbability } from '../recognised/cell.js'
import type { ReadValue } from '../records.js'
import { confirmedIn, repairedProbability } from './confirm.js'
import { solve } from './solve.js'
import { spreadDoubt } from './spread.js'
import { partsOf, settle, systemOf, touching, withoutHopeless, type Option, type System } from './system.js'

/** Each cell that is changed lies in so many equations. */
const WITNESSES = 2

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
 * confirm are in doubt no longer. Of the others, those that no alternative of their own can bring into line set aside, if exactly one assignment of their own alternatives satisfies every
 * equation that touches them, and each cell that it changes lies in two equations, those cells are repaired. Sure
 * readings are never changed; nor are cells in fewer than two equations (sections 2 and 4). Born-digital values are
 * given back as they came.
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
