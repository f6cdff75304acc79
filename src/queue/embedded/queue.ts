import { randomUUID } from 'node:crypto'
import { sql, type Kysely } from 'kysely'
import { z } from 'zod'
import type { Failure } from '../../model/extraction.js'
import { crashed } from '../crashed.js'
import {
  MOST_ATTEMPTS,
  MOST_STALLS,
  PRIORITIES,
  type EnqueueOutcome,
  type Lease,
  type NewJob,
  type Queue,
  type QueueCounts,
} from '../queue.js'
import { backoffMs } from './backoff.js'
import { countRow, leasesOf, stateRow } from './rows.js'
import type { QueueTables } from './schema.js'

export interface EmbeddedQueueOptions {
  /** Milliseconds since 1970. */
  readonly now?: () => number
  /** From 0 up to 1: scatters retries. */
  readonly random?: () => number
}

const PAUSED = 'queue.paused'

/** The queue in a table of the store's own SQLite file: what the store has and what is still to do cannot fall apart. */
export class EmbeddedQueue implements Queue {
  readonly #db: Kysely<QueueTables>
  readonly #now: () => number
  readonly #random: () => number

  /** The connection stays the caller's: closing the queue leaves it open. */
  constructor(db: Kysely<QueueTables>, { now = Date.now, random = Math.random }: EmbeddedQueueOptions = {}) {
    this.#db = db
    this.#now = now
    this.#random = random
  }

  enqueue(jobs: readonly NewJob[]): Promise<readonly EnqueueOutcome[]> {
    return this.#enqueue(jobs, false)
  }

  enqueueAgain(jobs: readonly NewJob[]): Promise<readonly EnqueueOutcome[]> {
    return this.#enqueue(jobs, true)
  }

  async #enqueue(jobs: readonly NewJob[], again: boolean): Promise<readonly EnqueueOutcome[]> {
    if (jobs.length === 0) return []
    const list = JSON.stringify(
      jobs.map(({ key, priority, batch, source }) => ({
        ...key,
        priority: PRIORITIES[priority],
        batch,
        source: JSON.stringify(source),
      })),
    )
    const rows = await this.#db.transaction().execute(async (tx) => {
      const { rows: there } = await sql`
        select each.key as place, jobs.state from json_each(${list}) each
        join jobs on jobs.sha256 = each.value ->> 'sha256' and jobs.version = each.value ->> 'version'
          and jobs.options = each.value ->> 'options'`.execute(tx)
      await sql`
        insert into jobs (sha256, version, options, generation, priority, batch_id, source, state, attempt, stalls, enqueued_at)
        select value ->> 'sha256', value ->> 'version', value ->> 'options', 1, value ->> 'priority', value ->> 'batch',
          value ->> 'source', 'waiting', 0, 0, ${this.#now()}
        from json_each(${list}) where true order by key
        on conflict (sha256, version, options) do ${again ? AGAIN : sql`nothing`}`.execute(tx)
      return there
    })
    const states = new Map(rows.map((row) => stateRow.parse(row)).map(({ place, state }) => [place, state]))
    const seen = new Set<string>()
    return jobs.map(({ key }, place) => {
      const name = JSON.stringify([key.sha256, key.version, key.options])
      const state = seen.has(name) ? 'waiting' : (states.get(place) ?? 'added')
      seen.add(name)
      if (state === 'delayed') return 'waiting'
      return again && (state === 'done' || state === 'failed') ? 'added' : state
    })
  }

  async claim(worker: string, count: number, leaseMs: number): Promise<readonly Lease[]> {
    const now = this.#now()
    const rows = await this.#db.transaction().execute(async (tx) => {
      const paused = await tx.selectFrom('settings').select('key').where('key', '=', PAUSED).execute()
      if (paused.length > 0) return []
      await sql`update jobs set state = 'waiting', retry_at = null where state = 'delayed' and retry_at <= ${now}`.execute(
        tx,
      )
      const { rows: claimed } = await sql`
        update jobs set state = 'active', attempt = attempt + 1, worker = ${worker},
          token = ${randomUUID()} || '/' || id, lease_until = ${now + leaseMs}
        where id in (select id from jobs where state = 'waiting' order by priority, enqueued_at, id limit ${count})
        returning id, token, sha256, version, options, source, batch_id, attempt, generation, priority, enqueued_at
      `.execute(tx)
      return claimed
    })
    return leasesOf(rows)
  }

  async renew(lease: Lease, leaseMs: number): Promise<boolean> {
    const { numUpdatedRows } = await this.#held(lease)
      .set({ lease_until: this.#now() + leaseMs })
      .executeTakeFirst()
    return numUpdatedRows > 0
  }

  async complete(lease: Lease): Promise<boolean> {
    const { numUpdatedRows } = await this.#held(lease)
      .set({ ...FREE, state: 'done', failure_code: null, failure_class: null, failure_message: null })
      .executeTakeFirst()
    return numUpdatedRows > 0
  }

  async fail(lease: Lease, failure: Failure): Promise<'failed' | 'retrying' | 'lost'> {
    const retry = failure.class === 'transient' && lease.attempt < MOST_ATTEMPTS
    const { numUpdatedRows } = await this.#held(lease)
      .set({
        ...FREE,
        state: retry ? 'delayed' : 'failed',
        retry_at: retry ? this.#now() + backoffMs(lease.attempt, this.#random) : null,
        failure_code: failure.code,
        failure_class: failure.class,
        failure_message: failure.message,
      })
      .executeTakeFirst()
    if (numUpdatedRows === 0n) return 'lost'
    return retry ? 'retrying' : 'failed'
  }

  async release(lease: Lease): Promise<void> {
    await this.#held(lease)
      .set((eb) => ({ ...FREE, state: 'waiting', attempt: eb('attempt', '-', 1) }))
      .execute()
  }

  /** The job of a lease, as long as the lease holds: a claim by another gives another token. */
  #held(lease: Lease) {
    return this.#db
      .updateTable('jobs')
      .where('id', '=', Number(lease.id))
      .where('state', '=', 'active')
      .where('token', '=', lease.token)
  }

  async takeBack(worker?: string): Promise<number> {
    const now = this.#now()
    const { code, class: failureClass, message } = crashed(MOST_STALLS)
    return this.#db.transaction().execute(async (tx) => {
      const named =
        worker === undefined
          ? 0n
          : (
              await tx
                .updateTable('jobs')
                .where('state', '=', 'active')
                .where('worker', '=', worker)
                .set((eb) => ({ ...FREE, state: 'waiting', attempt: eb('attempt', '-', 1) }))
                .executeTakeFirst()
            ).numUpdatedRows
      const over = tx.updateTable('jobs').where('state', '=', 'active').where('lease_until', '<=', now)
      const ended = await over
        .where('stalls', '>=', MOST_STALLS - 1)
        .set((eb) => ({
          ...FREE,
          state: 'failed',
          stalls: eb('stalls', '+', 1),
          failure_code: code,
          failure_class: failureClass,
          failure_message: message,
        }))
        .executeTakeFirst()
      const stalled = await over
        .set((eb) => ({ ...FREE, state: 'waiting', stalls: eb('stalls', '+', 1), attempt: eb('attempt', '-', 1) }))
        .executeTakeFirst()
      return Number(named + ended.numUpdatedRows + stalled.numUpdatedRows)
    })
  }

  async retryEnvironment(sha256?: readonly string[]): Promise<number> {
    const among = sha256 ? sql`sha256 in (select value from json_each(${JSON.stringify(sha256)}))` : sql`true`
    const { numAffectedRows } = await sql`
      update jobs set state = 'waiting', generation = generation + 1, attempt = 0, stalls = 0,
        failure_code = null, failure_class = null, failure_message = null
      where state = 'failed' and failure_class = 'environment' and ${among}`.execute(this.#db)
    return Number(numAffectedRows ?? 0)
  }

  async pause(): Promise<void> {
    await sql`insert into settings (key, value) values (${PAUSED}, 'true') on conflict do nothing`.execute(this.#db)
  }

  async resume(): Promise<void> {
    await this.#db.deleteFrom('settings').where('key', '=', PAUSED).execute()
  }

  async paused(): Promise<boolean> {
    return (await this.#db.selectFrom('settings').select('key').where('key', '=', PAUSED).execute()).length > 0
  }

  async counts(): Promise<QueueCounts> {
    const { rows } = await sql`select state, priority, count(*) as count from jobs group by state, priority`.execute(
      this.#db,
    )
    const groups = rows.map((row) => countRow.parse(row))
    const sum = (of: (group: z.infer<typeof countRow>) => boolean): number =>
      groups.filter(of).reduce((total, { count }) => total + count, 0)
    return {
      waiting: sum(({ state }) => state === 'waiting'),
      waitingScans: sum(({ state, priority }) => state === 'waiting' && priority === PRIORITIES.scan),
      delayed: sum(({ state }) => state === 'delayed'),
      active: sum(({ state }) => state === 'active'),
      done: sum(({ state }) => state === 'done'),
      failed: sum(({ state }) => state === 'failed'),
    }
  }

  async nextRetryMs(): Promise<number | null> {
    const { rows } = await sql`select min(retry_at) as at from jobs where state = 'delayed'`.execute(this.#db)
    const { at } = z.object({ at: z.number().nullable() }).parse(rows[0])
    return at === null ? null : Math.max(0, at - this.#now())
  }

  close(): Promise<void> {
    return Promise.resolve()
  }
}

/** Columns of a job that nobody holds. */
const FREE = { worker: null, token: null, lease_until: null } as const

/** Jobs that are done or failed begin anew, as the next generation; the others are left. */
const AGAIN = sql`update set
  generation = generation + 1, priority = excluded.priority, batch_id = excluded.batch_id, source = excluded.source,
  state = 'waiting', attempt = 0, stalls = 0, enqueued_at = excluded.enqueued_at, retry_at = null,
  failure_code = null, failure_class = null, failure_message = null
  where state in ('done', 'failed')`
