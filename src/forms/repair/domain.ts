import type { ValueRecord } from '../../model/record.js'
import { isNumber, type Equation } from '../checks.js'
import type { ReadValue } from '../records.js'
import { isZero } from './system.js'

/** The numbers that a cell may hold; `any` where it may be every one that is not negative. */
type Domain = readonly number[] | 'any'

/** One cell in an equation, with the sign it has when all stand on one side. */
export interface Member {
  readonly record: ValueRecord
  readonly sign: 1 | -1
  readonly domain: Domain
}

/** Readings that together are this likely are all that a cell can be: the recogniser lists nearly all of each character. */
const COMPLETE = 0.98
/** Sums that are followed at once; an equation with more of them says nothing. */
const MOST_SUMS = 20_000

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
export function membersOf({ left, right }: Equation, values: ReadonlyMap<string, ReadValue>): Member[] {
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
    if (sums.size * domain.length > MOST_SUMS) return null
    // Rounded, so that decimals which differ by noise are one sum.
    sums = new Set([...sums].flatMap((sum) => domain.map((value) => Number((sum + sign * value).toFixed(6)))))
  }
  return [...sums]
}

/** Tells whether some choice of the members' numbers makes the sum zero; true also where that is not known. */
export function isSatisfiable(members: readonly Member[]): boolean {
  const sums = sumsOf(members)
  if (!sums) return true
  const free = new Set(members.filter(({ domain }) => domain === 'any').map(({ sign }) => sign))
  if (free.size === 2) return true
  return sums.some((sum) => isZero(sum) || (free.has(1) && sum < 0) || (free.has(-1) && sum > 0))
}

/** Tells whether all members are sure numbers. */
export const isSettled = (members: readonly Member[]): boolean => members.every(({ record }) => isNumber(record))

/**
 * Two equations as one, without the cell that both hold and that may be any number: what one says it is, the other has to
 * bear out. Null where they share no such cell.
 */
export function joined(one: readonly Member[], other: readonly Member[]): readonly Member[] | null {
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
