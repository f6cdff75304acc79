import { z } from 'zod'
import type { JobSource, Lease } from '../queue.js'
import { JOB_STATES } from './schema.js'

/** Rows of the queue's tables, checked as they come. */

const jobSource = z.object({
  name: z.string(),
  path: z.string(),
  files: z.array(z.string()),
  digests: z.array(z.string()).exactOptional(),
  names: z.array(z.string()).exactOptional(),
})

const leaseRow = z.object({
  id: z.number(),
  token: z.string(),
  sha256: z.string(),
  version: z.string(),
  options: z.string(),
  source: z.string(),
  batch_id: z.number().nullable(),
  attempt: z.number(),
  generation: z.number(),
  priority: z.number(),
  enqueued_at: z.number(),
})

export const stateRow = z.object({ place: z.number(), state: z.enum(JOB_STATES) })
export const countRow = z.object({ state: z.enum(JOB_STATES), priority: z.number(), count: z.number() })

const turn = (a: z.infer<typeof leaseRow>, b: z.infer<typeof leaseRow>): number =>
  a.priority - b.priority || a.enqueued_at - b.enqueued_at || a.id - b.id

/** Leases in the order of their turn: SQLite gives what it updated in no order. */
export function leasesOf(rows: readonly unknown[]): readonly Lease[] {
  return rows
    .map((row) => leaseRow.parse(row))
    .sort(turn)
    .map((row) => ({
      id: String(row.id),
      token: row.token,
      key: { sha256: row.sha256, version: row.version, options: row.options },
      source: parseSource(row.source),
      batch: row.batch_id,
      attempt: row.attempt,
      generation: row.generation,
    }))
}

const parseSource = (text: string): JobSource => jobSource.parse(JSON.parse(text))
