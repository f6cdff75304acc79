import { z } from 'zod'
import { PROBLEM_CODES, type ProblemCode } from '../../model/problem.js'
import type { FailedJob, Job } from '../queue.js'
import { jobSource } from '../source.js'
import { JOB_STATES } from './schema.js'

/** Rows of the queue's tables, checked as they come. */

const jobRow = z.object({
  id: z.number(),
  sha256: z.string(),
  version: z.string(),
  options: z.string(),
  source: z.string(),
  batch_id: z.number().nullable(),
  generation: z.number(),
})

const claimedRow = jobRow.extend({
  attempt: z.number(),
  stalls: z.number(),
  priority: z.number(),
  enqueued_at: z.number(),
})

const failedRow = jobRow.extend({
  failure_code: z
    .custom<ProblemCode>((value) => PROBLEM_CODES.some((known) => known === value))
    .catch('internal-error'),
  failure_class: z.enum(['permanent', 'transient', 'environment']).catch('permanent'),
  failure_message: z.string().catch(''),
})

export const stateRow = z.object({ place: z.number(), state: z.enum(JOB_STATES) })
export const countRow = z.object({ state: z.enum(JOB_STATES), priority: z.number(), count: z.number() })

/** A job with the id that the table knows it by. */
export interface Identified<T> {
  readonly id: number
  readonly job: T
}

const turn = (a: z.infer<typeof claimedRow>, b: z.infer<typeof claimedRow>): number =>
  a.priority - b.priority || a.enqueued_at - b.enqueued_at || a.id - b.id

/** Claimed jobs in the order of their turn: SQLite gives what it updated in no order. */
export const jobsOf = (rows: readonly unknown[], now: number): readonly Identified<Job>[] =>
  rows
    .map((row) => claimedRow.parse(row))
    .sort(turn)
    .map((row) => ({
      id: row.id,
      job: {
        ...commonOf(row),
        extraction: null,
        attempt: row.attempt,
        starts: row.attempt + row.stalls,
        stalls: row.stalls,
        waitedMs: Math.max(0, now - row.enqueued_at),
      },
    }))

export function failedOf(row: unknown): Identified<FailedJob> {
  const found = failedRow.parse(row)
  const failure = { code: found.failure_code, class: found.failure_class, message: found.failure_message }
  return { id: found.id, job: { ...commonOf(found), failure } }
}

const commonOf = ({ sha256, version, options, source, batch_id: batch, generation }: z.infer<typeof jobRow>) => ({
  key: { sha256, version, options },
  source: jobSource.parse(JSON.parse(source)),
  batch,
  generation,
})
