import { sql, type Kysely } from 'kysely'
import type { z } from 'zod'
import { Change } from '../../timing.js'
import {
  PRIORITIES,
  type ConsumeOptions,
  type Consumer,
  type EnqueueOutcome,
  type FailedJob,
  type Handler,
  type NewJob,
  type Queue,
  type QueueCounts,
} from '../queue.js'
import { EmbeddedConsumer } from './consumer.js'
import { Jobs, PAUSED } from './jobs.js'
import { countRow, failedOf, stateRow, type Identified } from './rows.js'
import type { QueueTables } from './schema.js'

export interface EmbeddedQueueOptions {
  /** Milliseconds since 1970. */
  readonly now?: () => number
  /** From 0 up to 1: scatters retries. */
  readonly random?: () => number
}

/** Jobs read at a time. */
const PAGE = 500

/** The queue in a table of the store's own SQLite file: what the store has and what is still to do cannot fall apart. */
export class EmbeddedQueue implements Queue {
  readonly #db: Kysely<QueueTables>
  readonly #now: () => number
  readonly #jobs: Jobs
  /** Announced when jobs may be there that were not before. */
  readonly #change = new Change()

  /** The connection stays the caller's: closing the queue leaves it open. */
  constructor(db: Kysely<QueueTables>, { now = Date.now, random = Math.random }: EmbeddedQueueOptions = {}) {
    this.#db = db
    this.#now = now
    this.#jobs = new Jobs(db, now, random)
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
    this.#change.announce()
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

  consume(handler: Handler, options: ConsumeOptions): Consumer {
    return new EmbeddedConsumer(this.#jobs, handler, { ...options, change: this.#change })
  }

  async *failed(): AsyncGenerator<FailedJob> {
    for await (const { job } of this.#failed()) yield job
  }

  async *#failed(): AsyncGenerator<Identified<FailedJob>> {
    for (let last = 0; ;) {
      const { rows } = await sql`
        select id, sha256, version, options, source, batch_id, generation, failure_code, failure_class, failure_message
        from jobs where state = 'failed' and id > ${last} order by id limit ${PAGE}`.execute(this.#db)
      const found = rows.map(failedOf)
      yield* found
      if (found.length < PAGE) return
      last = found.at(-1)?.id ?? Infinity
    }
  }

  async retryFailed(chosen: (job: FailedJob) => boolean): Promise<number> {
    const ids: number[] = []
    for await (const { id, job } of this.#failed()) if (chosen(job)) ids.push(id)
    if (ids.length === 0) return 0
    const { numAffectedRows } = await sql`
      update jobs set state = 'waiting', generation = generation + 1, attempt = 0, stalls = 0,
        failure_code = null, failure_class = null, failure_message = null
      where state = 'failed' and id in (select value from json_each(${JSON.stringify(ids)}))`.execute(this.#db)
    this.#change.announce()
    return Number(numAffectedRows ?? 0)
  }

  async pause(): Promise<void> {
    await sql`insert into settings (key, value) values (${PAUSED}, 'true') on conflict do nothing`.execute(this.#db)
  }

  async resume(): Promise<void> {
    await this.#db.deleteFrom('settings').where('key', '=', PAUSED).execute()
    this.#change.announce()
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

  close(): Promise<void> {
    return Promise.resolve()
  }
}

/** Jobs that are done or failed begin anew, as the next generation; the others are left. */
const AGAIN = sql`update set
  generation = generation + 1, priority = excluded.priority, batch_id = excluded.batch_id, source = excluded.source,
  state = 'waiting', attempt = 0, stalls = 0, enqueued_at = excluded.enqueued_at, retry_at = null,
  failure_code = null, failure_class = null, failure_message = null
  where state in ('done', 'failed')`
