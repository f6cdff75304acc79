import { type Problem, severityOf } from '../model/problem.js'
import type { DocumentRecord, ReportRecord, ValueRecord } from '../model/record.js'

/** Flags of the report that are faults of the report itself; all others are doubts about our reading. */
const FAULT_FLAGS: ReadonlySet<string> = new Set(['date-implausible'])

/**
 * Makes the record's counts. values: records; numbers: those read as a number; doubts: values with a flag other than
 * unbalanced, and doubtful flags of the report; faults: equations that do not hold, and the report's own faults.
 */
export function countsOf(
  values: readonly ValueRecord[],
  flags: readonly string[],
  checks: DocumentRecord['checks'],
): DocumentRecord['counts'] {
  const doubtful = (value: ValueRecord): boolean => value.flags.some((flag) => flag !== 'unbalanced')
  const faults = flags.filter((flag) => FAULT_FLAGS.has(flag)).length
  return {
    values: values.length,
    numbers: values.filter(({ state }) => state === 'number').length,
    doubts: values.filter(doubtful).length + flags.length - faults,
    faults: checks.filter(({ pass }) => pass === false).length + faults,
  }
}

interface Found {
  readonly report: Pick<ReportRecord, 'forms' | 'flags'>
  readonly values: readonly Pick<ValueRecord, 'state' | 'flags'>[]
  readonly checks: DocumentRecord['checks']
}
interface Findings extends Found {
  readonly problems: readonly Problem[]
}
interface QuietFindings extends Found {
  readonly quiet: boolean
}

/**
 * ok only if every statutory table was located, every cell with something in it was read, and nothing is doubtful or wrong.
 */
export function statusOf({ problems, ...findings }: Findings): 'ok' | 'flagged' {
  return statusWhere({ ...findings, quiet: problems.every(({ code }) => severityOf(code) === 'info') })
}

/** The same where it is known already whether any problem is more than worth knowing. */
export function statusWhere({ report, values, checks, quiet }: QuietFindings): 'ok' | 'flagged' {
  const located = Object.values(report.forms).every((form) => form !== null)
  const read = values.every(({ state, flags }) => flags.length === 0 && SOUND_STATES.has(state))
  const balanced = checks.every(({ pass }) => pass !== false)
  return located && values.length > 0 && read && balanced && quiet && report.flags.length === 0 ? 'ok' : 'flagged'
}

const SOUND_STATES: ReadonlySet<string> = new Set(['number', 'blank', 'dash'])
