import type { Queue, QueueCounts } from '../queue/queue.js'
import type { Store } from '../store/store.js'
import type { Change } from '../timing.js'
import { countRecord, type Counts, type Trouble } from './counts.js'
import { Following, type Result } from './following.js'

/** Why nothing moves: the queue is paused, or nobody takes what waits. */
export interface Standstill {
  readonly why: 'paused' | 'idle'
  readonly waiting: number
  readonly seconds: number
}

export interface BatchOptions {
  readonly store: Pick<Store, 'attemptsOfBatch' | 'documents'>
  readonly queue: Pick<Queue, 'counts' | 'paused'>
  readonly batch: number
  readonly counts: Counts
  readonly troubles: Map<string, Trouble>
  readonly signal: AbortSignal
  /** Announced when all is handed over. */
  readonly change: Change
  /** Told of each document that is done. */
  readonly onDone?: (result: Result) => Promise<void>
  /** Told once of each standstill. */
  readonly onStandstill: (standstill: Standstill) => void
}

/** Milliseconds between two looks at the store; more where a look takes long, so that looking takes a tenth of the time at most. */
const LOOK_EVERY_MS = 500
const LOOK_SHARE = 10

/** Milliseconds without progress after which a notice appears: a scan takes that long, but not every worker has one. */
const STANDSTILL_MS = 30_000

/** An empty queue is believed when it is found so as often in a row: a job is in no list while it goes from one to the next. */
const TIMES_EMPTY = 3

/**
 * Follows a batch until the workers are done with it: all that was handed over (`counts.total`, once `counts.walked`) came to a
 * result, or the queue is empty. Ends early where the signal fires. Counts what is done.
 * @throws what store and queue do
 */
export async function followBatch(options: BatchOptions): Promise<void> {
  const { counts, signal, change, queue } = options
  const following = new Following(options.store, options.batch)
  let movedAt = performance.now()
  let told = false
  let empty = 0
  while (!signal.aborted) {
    const began = performance.now()
    if (await lookOnce(following, options)) {
      movedAt = performance.now()
      told = false
    }
    if (counts.walked) {
      if (counts.done >= counts.total) return
      empty = isEmpty(await queue.counts()) ? empty + 1 : 0
      if (empty >= TIMES_EMPTY) return
    }
    const stoodMs = performance.now() - movedAt
    if (stoodMs > STANDSTILL_MS && !told) told = await tellStandstill(options, stoodMs)
    await change.next(Math.max(LOOK_EVERY_MS, (performance.now() - began) * LOOK_SHARE))
  }
}

/** True where something is new. */
async function lookOnce(following: Following, options: BatchOptions): Promise<boolean> {
  const { counts, troubles, signal, onDone } = options
  let moved = false
  for await (const result of following.look()) {
    if (signal.aborted) break
    moved = true
    if (result.retrying) {
      counts.retried += 1
      continue
    }
    countRecord(counts, troubles, { status: result.attempt.status, problems: result.problems })
    await onDone?.(result)
  }
  return moved
}

export const isEmpty = ({ waiting, delayed, active }: QueueCounts): boolean => waiting + delayed + active === 0

async function tellStandstill({ queue, onStandstill }: BatchOptions, stoodMs: number): Promise<boolean> {
  const { waiting, active } = await queue.counts()
  if (waiting === 0 || active > 0) return false
  const seconds = Math.round(stoodMs / 1_000)
  onStandstill({ why: (await queue.paused()) ? 'paused' : 'idle', waiting, seconds })
  return true
}
