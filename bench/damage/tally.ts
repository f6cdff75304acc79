import { z } from 'zod'
import type { Truth } from '../rows.js'

/** The counted part of a document record, one a line as `nianbao extract --json` prints them. */
export const recordLine = z.object({
  source: z.object({ name: z.string() }),
  records: z.array(
    z.object({
      table: z.string(),
      item: z.string(),
      measure: z.string(),
      value: z.number().nullable(),
      flags: z.array(z.string()),
    }),
  ),
})
export type Read = z.infer<typeof recordLine>['records']

export interface Tally {
  reports: number
  /** Reports with every value right. */
  perfect: number
  values: number
  right: number
  /** Wrong or not found, and said so. */
  flagged: number
  /** Wrong or not found, and nothing says so. */
  silent: number
  /** Right, and flagged all the same. */
  alarms: number
}

const NOTHING: Tally = { reports: 0, perfect: 0, values: 0, right: 0, flagged: 0, silent: 0, alarms: 0 }
/** Flags of a right value that are no alarm: what the equations say is of the report or of its neighbours. */
const NO_ALARM = ['unbalanced', 'repaired']

const keyOf = (value: { table: string; item: string; measure: string }): string =>
  `${value.table}/${value.item}/${value.measure}`

/** Each value of the truth against what was read of it. */
export function judged(truth: Truth['records'], read: Read): Tally {
  const found = new Map(read.map((value) => [keyOf(value), value]))
  const tally = { ...NOTHING, reports: 1, values: truth.length }
  for (const expected of truth) {
    const value = found.get(keyOf(expected))
    if (value?.value === expected.value) {
      tally.right += 1
      if (value.flags.some((flag) => !NO_ALARM.includes(flag))) tally.alarms += 1
    } else if (value && value.flags.length > 0) tally.flagged += 1
    else tally.silent += 1
  }
  return { ...tally, perfect: tally.right === tally.values ? 1 : 0 }
}

export const sumOf = (tallies: readonly Tally[]): Tally =>
  tallies.reduce(
    (sum, each) => ({
      reports: sum.reports + each.reports,
      perfect: sum.perfect + each.perfect,
      values: sum.values + each.values,
      right: sum.right + each.right,
      flagged: sum.flagged + each.flagged,
      silent: sum.silent + each.silent,
      alarms: sum.alarms + each.alarms,
    }),
    NOTHING,
  )
