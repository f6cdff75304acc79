import type { FormYear, StatutoryTable, ValueRecord } from '../../model/record.js'
import { equationsOf, isNumber, type Equation } from '../checks.js'
import type { ReadValue } from '../records.js'
import { isZero } from './system.js'

/** A sure reading that the equations speak against is right with this probability at most. */
const CONTRADICTED = 0.5

type Sum = readonly Member[]

/** An equation that nothing satisfies, or two that cannot both hold. */
interface Conflict {
  readonly sum: Sum
  readonly of: readonly Sum[]
}

/** The numbers that a cell may hold; `any` where it may be every one that is not negative. */
type Domain = readonly number[] | 'any'

/** One cell in an equation, with the sign it has when all stand on one side. */
interface Member {
  readonly record: ValueRecord
  readonly sign: 1 | -1
  readonly domain: Domain
}

/** Readings that together are this likely are all that a cell can be: the recogniser lists nearly all of each character. */
const COMPLETE = 0.98
/** Sums that are followed at once; an equation with more of them says nothing. */
const MAX_SUMS = 20_000

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

/** Gives a doubtful cell's readings, if they are complete and all are numbers. */
function domainOf({ record, recognised }: ReadValue): Domain {
  if (isNumber(record)) return [record.value ?? 0]
  if (record.state !== 'uncertain' || !recognised || record.flags.some((flag) => flag !== 'low-confidence'))
    return 'any'
  const numbers = recognised.readings.filter(({ value }) => value !== null)
  const listed = numbers.reduce((sum, { share }) => sum + share, 0)
  return listed < COMPLETE ? 'any' : [...new Set(numbers.map(({ value }) => value ?? 0))]
}

/** The members of an equation as they stand in the sum that is to be zero. */
function membersOf({ left, right }: Equation, values: ReadonlyMap<string, ReadValue>): Member[] {
  const member = (record: ValueRecord, sign: 1 | -1): Member => {
    const value = values.get(record.code)
    return { record, sign, domain: value ? domainOf({ ...value, record }) : 'any' }
  }
  return [...left.map((record) => member(record, 1)), ...right.map((record) => member(record, -1))]
}

/** All sums of the members whose numbers are known; null where they are too many. */
function sumsOf(members: readonly Member[]): readonly number[] | null {
  let sums = new Set([0])
  for (const { domain, sign } of members) {
    if (domain === 'any') continue
    if (sums.size * domain.length > MAX_SUMS) return null
    // Rounded, so that decimals which differ by noise are one sum.
    sums = new Set([...sums].flatMap((sum) => domain.map((value) => Number((sum + sign * value).toFixed(6)))))
  }
  return [...sums]
}

/** Tells whether some choice of the members' numbers makes the sum zero; true also where that is not known. */
function isSatisfiable(members: readonly Member[]): boolean {
  const sums = sumsOf(members)
  if (!sums) return true
  const free = new Set(members.filter(({ domain }) => domain === 'any').map(({ sign }) => sign))
  if (free.size === 2) return true
  return sums.some((sum) => isZero(sum) || (free.has(1) && sum < 0) || (free.has(-1) && sum > 0))
}

/** Tells whether all members are sure numbers. */
const isSettled = (members: readonly Member[]): boolean => members.every(({ record }) => isNumber(record))

/**
 * Two equations as one, without the cell that both hold and that may be any number: what one says it is, the other has to
 * bear out. Null where they share no such cell.
 */
function joined(one: readonly Member[], other: readonly Member[]): readonly Member[] | null {
  const shared = one.find(
    ({ record, domain }) => domain === 'any' && other.some((each) => each.record.code === record.code),
  )
  const same = other.find(({ record }) => record.code === shared?.record.code)
  if (!shared || !same) return null
  const turned = shared.sign === same.sign ? -1 : 1
  const rest = other.filter((each) => each !== same)
  return [
    ...one.filter((each) => each !== shared),
    ...rest.map((each): Member => ({ ...each, sign: turned * each.sign === 1 ? 1 : -1 })),
  ]
}
