import type { FormYear, StatutoryTable, ValueRecord } from '../../model/record.js'
import { equationsOf, isNumber, type Equation } from '../checks.js'
import type { ReadValue } from '../records.js'

/** Where this share of the recognised values of a table is in doubt, faint ink may have been lost altogether. */
const POORLY_READ = 0.05
/** Sums of decimals are equal up to this. */
const TOLERANCE = 1e-6

const isBlank = ({ state }: ValueRecord): boolean => state === 'blank'

/** Blanks that would have to be numbers for their equation to hold, all else in it being sure. */
function refuted({ left, right }: Equation): ValueRecord[] {
  const members = [...left, ...right]
  if (!members.every((record) => isBlank(record) || isNumber(record))) return []
  const sum = (side: readonly ValueRecord[]): number => side.reduce((total, { value }) => total + (value ?? 0), 0)
  return Math.abs(sum(left) - sum(right)) < TOLERANCE ? [] : members.filter(isBlank)
}

/**
 * A blank of a recognised table is sure only if nothing speaks for ink that was not seen: the table is read well, and the
 * equations do not ask for a number there. A row or column that is blank as a whole is one that the report left out.
 */
export function withDoubtfulBlanks(
  year: FormYear,
  table: StatutoryTable,
  values: readonly ReadValue[],
): readonly ReadValue[] {
  const recognised = values.filter((value) => value.recognised !== null)
  if (recognised.length === 0) return values
  const records = values.map(({ record }) => record)
  const doubtful = recognised.filter(({ record }) => record.flags.includes('low-confidence'))
  const poor = doubtful.length > POORLY_READ * recognised.length
  const leftOut = (record: ValueRecord): boolean =>
    [(other: ValueRecord) => other.item === record.item, (other: ValueRecord) => other.measure === record.measure]
      .map((isBeside) => records.filter(isBeside))
      .some((line) => line.length > 2 && line.every(isBlank))
  const asked = new Set(equationsOf(year, table, records).flatMap(refuted))
  return values.map((value): ReadValue => {
    const { record } = value
    if (!isBlank(record) || leftOut(record) || !(poor || asked.has(record))) return value
    return { ...value, record: { ...record, state: 'uncertain', flags: [...record.flags, 'low-confidence'] } }
  })
}
