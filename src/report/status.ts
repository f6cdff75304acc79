import { type Problem, severityOf } from '../model/problem.js'
import type { DocumentRecord, ReportRecord, ValueRecord } from '../model/record.js'

/** Flags of the report that are faults of the report itself; all others are doubts about our reading. */
const FAULT_FLAGS: ReadonlySet<string> = new Set(['date-implausible'])

/**
 * What the record counts. values: records; numbers: those read as a number; doubts: values with a flag other than unbalanced,
 * and doubtful flags of the report; faults: values with the flag unbalanced, and the report's own faults.
 */
export function countsOf(values: readonly ValueRecord[], flags: readonly string[]): DocumentRecord['counts'] {
  const doubtful = (value: ValueRecord): boolean => value.flags.some((flag) => flag !== 'unbalanced')
  const faults = flags.filter((flag) => FAULT_FLAGS.has(flag)).length
  return {
    values: values.length,
    numbers: values.filter(({ state }) => state === 'number').length,
    doubts: values.filter(doubtful).length + flags.length - faults,
    faults: values.filter(({ flags: own }) => own.includes('unbalanced')).length + faults,
  }
}

interface Findings {
  readonly report: ReportRecord
  readonly values: readonly ValueRecord[]
  readonly checks: DocumentRecord['checks']
  readonly problems: readonly Problem[]
}

/** ok only if every statutory table was located, every cell with something in it was read, and nothing is doubtful or wrong. */
export function statusOf({ report, values, checks, problems }: Findings): 'ok' | 'flagged' {
  const located = Object.values(report.forms).every((form) => form !== null)
  const read = values.every(({ state, flags }) => flags.length === 0 && SOUND_STATES.has(state))
  const balanced = checks.every(({ pass }) => pass !== false)
  const quiet = problems.every(({ code }) => severityOf(code) === 'info')
  return located && values.length > 0 && read && balanced && quiet && report.flags.length === 0 ? 'ok' : 'flagged'
}

const SOUND_STATES: ReadonlySet<string> = new Set(['number', 'blank', 'dash'])
