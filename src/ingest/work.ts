import { failureOf } from '../model/extraction.js'
import type { DocumentRecord } from '../model/record.js'
import type { Lease } from '../queue/queue.js'
import type { Change } from './change.js'
import { LEASE_MS, Leases } from './leases.js'
import { readLeased, type Reading } from './read-leased.js'

/** The worker's name in the queue. One run at a time fills a store, so what this name holds when a run begins was left by a killed one. */
export const WORKER = 'ingest'

/** Documents given to the pool for each of its children: one is read while the last one is stored. */
const AHEAD = 2

/** So many are claimed at once at most, and no more than are done in half a second: others may come that are more urgent. */
const MOST_CLAIMED = 32
const CLAIMED_MS = 500

/** How soon an empty queue is looked at again though nothing was announced. */
const LOOK_EVERY_MS = 500

/** A retry is waited for so long; what has to wait longer is left to the next run. */
const LONGEST_WAIT_MS = 60_000

export interface WorkOptions extends Reading {
  readonly signal: AbortSignal
  /** Notes attempts under the batches that asked for them, rather than under this run's: for who works on for all. */
  readonly forAll?: boolean
  /** Whether jobs are still being added; `change` is announced when they are, and when it ends. */
  readonly moreToCome: () => boolean
  readonly change: Change
  /** Told of each document that was extracted; of one that will be tried again, with `retrying`. */
  readonly onDone: (record: DocumentRecord, retrying: boolean) => void
  /** Told of each job of another version or other options that needs none of this run's: that is there already. */
  readonly onDropped: () => void
}

/**
 * Works on the queue until it is empty and nothing more is to come, or the signal fires: then what is in work is given back.
 * Each document's attempt is saved before its job is done, so that a kill in between costs a second reading and nothing else.
 * @throws what store and queue do: the run cannot go on.
 */
export async function work(options: WorkOptions): Promise<void> {
  const { queue, pool, change, moreToCome } = options
  const stop = new AbortController()
  const errors: unknown[] = []
  const fail = (error: unknown): void => {
    errors.push(error)
    stop.abort()
    change.announce()
  }
  const interrupted = (): void => {
    stop.abort()
    change.announce()
  }
  options.signal.addEventListener('abort', interrupted)
  if (options.signal.aborted) interrupted()
  const leases = new Leases(queue, fail)
  const pace = new Pace()
  const claimed: Lease[] = []
  const running = new Set<Promise<void>>()
  const most = pool.workers * AHEAD

  const begin = (lease: Lease): void => {
    const run = finish(options, lease, stop.signal)
      .then(() => {
        leases.letGo(lease)
        pace.count()
      })
      .catch((error: unknown) => {
        if (!stop.signal.aborted) fail(error)
      })
      .finally(() => {
        running.delete(run)
        change.announce()
      })
    running.add(run)
  }

  const claim = async (): Promise<void> => {
    const count = Math.max(most - running.size, Math.min(MOST_CLAIMED, pace.within(CLAIMED_MS)))
    for (const lease of await queue.claim(WORKER, count, LEASE_MS)) {
      leases.hold(lease)
      claimed.push(lease)
    }
  }

  try {
    while (!stop.signal.aborted) {
      if (running.size >= most) {
        await change.next()
        continue
      }
      const expected = moreToCome()
      if (claimed.length === 0) await claim()
      const lease = claimed.shift()
      if (lease) begin(lease)
      else if (running.size > 0 || expected) await change.next(LOOK_EVERY_MS)
      else if (!(await retryComes(options))) break
    }
  } catch (error) {
    fail(error)
  } finally {
    await Promise.all(running)
    await leases.close()
    options.signal.removeEventListener('abort', interrupted)
  }
  if (errors.length > 0) throw errors[0]
}

/** Waits for the next retry; false where none comes, or none soon enough. */
async function retryComes({ queue, change }: WorkOptions): Promise<boolean> {
  const ms = await queue.nextRetryMs()
  if (ms === null || ms > LONGEST_WAIT_MS) return false
  await change.next(Math.min(ms + 1, LOOK_EVERY_MS))
  return true
}

/** One job from its lease to its end. */
async function finish(options: WorkOptions, lease: Lease, signal: AbortSignal): Promise<void> {
  const { store, queue, kind } = options
  const { key, generation } = lease
  const batch = (options.forAll ? lease.batch : null) ?? options.batch
  if (key.version !== kind.version || key.options !== kind.options) {
    // Asked for by a run of another version or with other options, which never came to it: the same document, as asked now.
    const [outcome] = await queue.enqueue([
      { key: { ...kind, sha256: key.sha256 }, priority: 'digital', batch, source: lease.source },
    ])
    await queue.complete(lease)
    if (outcome !== 'added') options.onDropped()
    return
  }
  const startedAt = new Date().toISOString()
  const record = await readLeased(options, lease, signal)
  const finishedAt = new Date().toISOString()
  await store.saveAttempt({ key, generation, batch, startedAt, finishedAt, record })
  const failure = failureOf(record)
  let end: 'failed' | 'retrying' | 'lost' = 'failed'
  // Waiting brings back no file that went away.
  if (failure)
    end = await queue.fail(lease, failure.code === 'file-changed' ? { ...failure, class: 'permanent' } : failure)
  else await queue.complete(lease)
  options.onDone(record, end === 'retrying')
}

/** Documents done lately, for as many as a moment's work is. */
class Pace {
  #times: number[] = []

  count(): void {
    this.#times.push(performance.now())
    if (this.#times.length > MOST_CLAIMED) this.#times.shift()
  }

  /** How many are done in so many milliseconds. */
  within(ms: number): number {
    const [first] = this.#times
    if (first === undefined) return 1
    return Math.floor((this.#times.length * ms) / Math.max(1, performance.now() - first))
  }
}
