import type { FormYear, StatutoryTable, ValueRecord } from '../../model/record.js'
import { equationsOf } from '../checks.js'
import type { ReadValue } from '../records.js'
import { isSatisfiable, isSettled, joined, membersOf, type Member } from './domain.js'

/** A sure reading that the equations speak against is right with this probability at most. */
const CONTRADICTED = 0.5

type Sum = readonly Member[]

/** An equation that nothing satisfies, or two that cannot both hold. */
interface Conflict {
  readonly sum: Sum
  readonly of: readonly Sum[]
}

/** A cell in which nothing was read, also where something else speaks for ink that was not seen. */
const isBlank = ({ state, raw }: ValueRecord): boolean => state === 'blank' || state === 'dash' || raw?.trim() === ''
const isSure = ({ record: { state, flags } }: Member): boolean => state === 'number' && !flags.includes('repaired')

function pairOf(one: Sum, other: Sum): Conflict[] {
  const sum = joined(one, other)
  return sum && !isSatisfiable(sum) ? [{ sum, of: [one, other] }] : []
}

/** The equations with doubtful members or blanks that nothing satisfies, and pairs of them that cannot both hold. */
function conflictsIn(sums: readonly Sum[]): Conflict[] {
  const open = sums.filter((sum) => !isSettled(sum))
  const refuted = open.filter((sum) => !isSatisfiable(sum))
  const left = open.filter((sum) => !refuted.includes(sum))
  const pairs = left.flatMap((sum, index) => left.slice(index + 1).flatMap((other) => pairOf(sum, other)))
  return [...refuted.map((sum) => ({ sum, of: [sum] })), ...pairs]
}

const holdsCode = ({ sum }: Conflict, code: string): boolean => sum.some(({ record }) => record.code === code)

/** Tells whether a cell stands in this conflict and in another one that rests on none of the same equations. */
const isShared = (conflicts: readonly Conflict[], { of }: Conflict, code: string): boolean =>
  conflicts.some((other) => holdsCode(other, code) && other.of.every((sum) => !of.includes(sum)))

/** Tells whether another number in one cell lets an equation hold. */
const isSettledBy = (sum: Sum, member: Member, domain: Member['domain']): boolean =>
  isSatisfiable(sum.map((each) => (each === member ? { ...each, domain } : each)))

/** The one cell of an equation whose change would settle it; none where there are several. */
function onlyCulprit(sum: Sum, confirmed: ReadonlySet<string>, values: ReadonlyMap<string, ReadValue>): string[] {
  const open = sum.filter((member) => isSure(member) && !confirmed.has(member.record.code))
  const able = open.filter((member) => isSettledBy(sum, member, 'any'))
  if (able.length === 1) return able.map(({ record }) => record.code)
  const misread = able.filter((member) => {
    const readings = values.get(member.record.code)?.recognised?.readings ?? []
    const others = readings.flatMap(({ value }) => (value === null || value === member.record.value ? [] : [value]))
    return others.length > 0 && isSettledBy(sum, member, others)
  })
  return misread.length === 1 ? misread.map(({ record }) => record.code) : []
}

/** The cells on which the doubt of the equations falls, by their codes. */
function suspectsIn(sums: readonly Sum[], values: ReadonlyMap<string, ReadValue>): ReadonlySet<string> {
  const conflicts = conflictsIn(sums)
  const holding = sums.filter((sum) => isSettled(sum) && isSatisfiable(sum))
  const confirmed = new Set(holding.flatMap((sum) => sum.map(({ record }) => record.code)))
  const failing = sums.filter((sum) => isSettled(sum) && !isSatisfiable(sum))
  // Values of equations that fail as they stand are flagged as what does not add up.
  const flagged = new Set(failing.flatMap((sum) => sum.map(({ record }) => record.code)))
  const suspects = new Set<string>()
  for (const conflict of conflicts) {
    const { sum, of } = conflict
    // Sure numbers that no number in the blanks lets add up: which of them is wrong, nothing tells.
    if (of.length === 1 && sum.every((member) => isBlank(member.record) || isSure(member)))
      for (const { record } of sum) suspects.add(record.code)
    const sure = sum.filter(isSure).map(({ record }) => record.code)
    const shared = sure.filter((code) => isShared(conflicts, conflict, code))
    // A reading that an equation of sure readings confirms is doubted only if nothing else can be.
    const unproved = shared.filter((code) => !confirmed.has(code))
    const likely = unproved.length > 0 ? unproved : shared
    for (const code of likely.length > 0 ? likely : onlyCulprit(sum, confirmed, values)) suspects.add(code)
  }
  return new Set([...suspects].filter((code) => !flagged.has(code)))
}

function doubted(record: ValueRecord): ValueRecord {
  const confidence = record.confidence === null ? null : Math.min(record.confidence, CONTRADICTED)
  return { ...record, state: 'uncertain', confidence, flags: [...record.flags, 'low-confidence'] }
}

/**
 * Spreads doubt through the equations of a recognised table: a sure reading is doubted where equations with doubtful
 * members or blanks fit none of what these may be, and speak against it. Doubt spreads one step: what is doubted here makes
 * nothing else doubtful. Values that no recogniser read are never doubted: reports that add up wrongly are real.
 */
export function spreadDoubt(
  year: FormYear,
  table: StatutoryTable,
  values: readonly ReadValue[],
  records: readonly ValueRecord[],
): ValueRecord[] {
  const known = new Map(values.map((value) => [value.record.code, value]))
  const sums = equationsOf(year, table, records).map((equation) => membersOf(equation, known))
  const suspects = suspectsIn(sums, known)
  const isRead = ({ code, state }: ValueRecord): boolean =>
    state === 'blank' || (known.get(code)?.recognised ?? null) !== null
  return records.map((record) =>
    suspects.has(record.code) && isRead(record) && !record.flags.includes('low-confidence') ? doubted(record) : record,
  )
}
