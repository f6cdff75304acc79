import { randomUUID } from 'node:crypto'
import { sql, type Kysely } from 'kysely'
import { backoffMs, type Backoff } from '../../timing.js'
import { FIRST_RETRY_MS, isRetried, type Job, type JobEnd } from '../queue.js'
import { jobsOf, type Identified } from './rows.js'
import type { QueueTables } from './schema.js'

/** Set while the queue is paused. */
export const PAUSED = 'queue.paused'

const RETRY: Backoff = { firstMs: FIRST_RETRY_MS, maxMs: 300_000 }

/** The jobs of the embedded queue as those see them who work on them. */
export class Jobs {
  readonly #db: Kysely<QueueTables>
  readonly #now: () => number
  readonly #random: () => number
  /** Stands in the jobs that were given out here. */
  readonly #owner = randomUUID()

  constructor(db: Kysely<QueueTables>, now: () => number, random: () => number) {
    this.#db = db
    this.#now = now
    this.#random = random
  }

  /**
   * Makes all jobs wait again that were given out elsewhere. Only one process at a time works on a data folder (its lock sees to
   * it), so theirs are those of a process that was killed. Nothing of it counts against them: what ended it was not their doing.
   */
  async takeBack(): Promise<void> {
    await this.#db
      .updateTable('jobs')
      .where('state', '=', 'active')
      .where((eb) => eb.or([eb('worker', 'is', null), eb('worker', '<>', this.#owner)]))
      .set((eb) => ({ worker: null, state: 'waiting', attempt: eb('attempt', '-', 1) }))
      .execute()
  }

  /** Takes up to `count` jobs, by priority, then age; none while paused. */
  async claim(count: number): Promise<readonly Identified<Job>[]> {
    const now = this.#now()
    const rows = await this.#db.transaction().execute(async (tx) => {
      const paused = await tx.selectFrom('settings').select('key').where('key', '=', PAUSED).execute()
      if (paused.length > 0) return []
      await sql`update jobs set state = 'waiting', retry_at = null where state = 'delayed' and retry_at <= ${now}`.execute(
        tx,
      )
      const { rows: claimed } = await sql`
        update jobs set state = 'active', attempt = attempt + 1, worker = ${this.#owner}
        where id in (select id from jobs where state = 'waiting' order by priority, enqueued_at, id limit ${count})
        returning id, sha256, version, options, source, batch_id, generation, attempt, stalls, priority, enqueued_at
      `.execute(tx)
      return claimed
    })
    return jobsOf(rows, now)
  }

  async end({ id, job: { attempt } }: Identified<Job>, end: JobEnd): Promise<void> {
    await this.#db
      .updateTable('jobs')
      .where('id', '=', id)
      .where('state', '=', 'active')
      .where('worker', '=', this.#owner)
      .set({ worker: null, ...this.#columnsOf(end, attempt) })
      .execute()
  }

  #columnsOf(end: JobEnd, attempt: number) {
    const later = (ms: number) => ({ state: 'delayed' as const, retry_at: this.#now() + ms })
    switch (end.end) {
      case 'done':
        return { state: 'done' as const, failure_code: null, failure_class: null, failure_message: null }
      case 'undone':
        return { attempt: attempt - 1, ...(end.waitMs > 0 ? later(end.waitMs) : { state: 'waiting' as const }) }
      case 'failed': {
        const { code, class: failureClass, message } = end.failure
        const retry = isRetried(end.failure, attempt)
        return {
          ...(retry ? later(backoffMs(attempt, RETRY, this.#random)) : { state: 'failed' as const, retry_at: null }),
          failure_code: code,
          failure_class: failureClass,
          failure_message: message,
        }
      }
    }
  }
}
