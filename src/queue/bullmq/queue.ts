import { ErrorCode, UnrecoverableError } from 'bullmq'
import { randomUUID } from 'node:crypto'
import type { Failure } from '../../model/extraction.js'
import { MOST_STALLS, type EnqueueOutcome, type Lease, type NewJob, type Queue, type QueueCounts } from '../queue.js'
import { QueueError } from '../errors.js'
import { crashed } from '../crashed.js'
import { enqueue } from './enqueue.js'
import { failedJobs, retryFailed, type FailedJob } from './failed.js'
import { gaugesOf, type QueueGauge } from './gauges.js'
import { DROPPED, FIRST_RETRY_MS, leaseOf, type ExtractionJob } from './job-data.js'
import { QUEUE_KINDS, type QueueKind } from './names.js'
import { KEEPING_POLICY, Queues, type BullMq, type QueuesOptions } from './queues.js'
import { reasonOf } from './reason.js'
import { codeOf } from './restart.js'
import { takeBackOf, takeBackStalled } from './stalled.js'

export interface BullQueueOptions extends QueuesOptions {
  /** Milliseconds before the first retry; each further one waits twice as long. Two seconds if left out. */
  readonly firstRetryMs?: number
}

/** A lock that is put back to end what it was of (milliseconds). */
const ENDING_MS = 10_000

/** BullMQ scores delayed jobs by their time (milliseconds) times this, for an order among those of the same time. */
const DELAY_SCALE = 0x1000

/**
 * The queue on Redis, of one version of the extractor: BullMQ does the queueing, this speaks our words. Jobs that are done are
 * forgotten after a while, so `counts().done` is of late. Where Redis fails for longer than some twenty seconds, methods
 * throw QueueError.
 */
export class BullQueue implements Queue {
  readonly #queues: Queues
  readonly #firstRetryMs: number

  constructor({ firstRetryMs = FIRST_RETRY_MS, ...options }: BullQueueOptions) {
    this.#queues = new Queues(options)
    this.#firstRetryMs = firstRetryMs
  }

  /** Redis without secrets: for sentences to people. */
  get place(): string {
    return this.#queues.place
  }

  /** BullMQ's own queues of this version, bulk before scans: for boards and gauges. They go with this one. */
  get parts(): readonly BullMq[] {
    return this.#queues.both().map(([, queue]) => queue)
  }

  enqueue(jobs: readonly NewJob[]): Promise<readonly EnqueueOutcome[]> {
    return this.#enqueue(jobs, false)
  }

  enqueueAgain(jobs: readonly NewJob[]): Promise<readonly EnqueueOutcome[]> {
    return this.#enqueue(jobs, true)
  }

  #enqueue(jobs: readonly NewJob[], again: boolean): Promise<readonly EnqueueOutcome[]> {
    return this.#ask(async () => enqueue(this.#queues, jobs, { again, firstRetryMs: this.#firstRetryMs }))
  }

  claim(worker: string, count: number, leaseMs: number): Promise<readonly Lease[]> {
    return this.#ask(async () => {
      const leases: Lease[] = []
      for (const kind of QUEUE_KINDS) {
        while (leases.length < count) {
          const token = `${worker}/${randomUUID()}`
          const job = await this.#queues.next(kind, token)
          if (!job) break
          if (job.stalledCounter >= MOST_STALLS) {
            await job.moveToFailed(new UnrecoverableError(reasonOf(crashed(job.stalledCounter))), token)
            continue
          }
          const lease = leaseOf(kind, job, token)
          if (!lease) {
            await job.moveToFailed(new UnrecoverableError(DROPPED), token)
            continue
          }
          await job.extendLock(token, leaseMs)
          leases.push(lease)
        }
      }
      return leases
    })
  }

  renew(lease: Lease, leaseMs: number): Promise<boolean> {
    return this.#ask(async () => {
      const { queue, id } = this.#placeOf(lease)
      return (await queue.backend.extendLock(id, lease.token, leaseMs)) === 1
    })
  }

  complete(lease: Lease): Promise<boolean> {
    return this.#ask(async () => {
      const end = await this.#ended(lease, async (job) => {
        await job.moveToCompleted(null, lease.token, false)
        return true
      })
      return end ?? false
    })
  }

  fail(lease: Lease, failure: Failure): Promise<'failed' | 'retrying' | 'lost'> {
    return this.#ask(async () => {
      const reason = reasonOf(failure)
      const error = failure.class === 'transient' ? new Error(reason) : new UnrecoverableError(reason)
      const end = await this.#ended(lease, async (job) => {
        await job.moveToFailed(error, lease.token, false)
        return job.finishedOn === undefined ? ('retrying' as const) : ('failed' as const)
      })
      return end ?? 'lost'
    })
  }

  release(lease: Lease): Promise<void> {
    return this.#ask(async () => {
      await this.#ended(lease, async (job) => {
        const code = await job.moveToWait(lease.token)
        if (code < 0) throw Object.assign(new Error('The lease was lost.'), { code })
        return true
      })
    })
  }

  takeBack(worker?: string): Promise<number> {
    return this.#ask(async () => {
      let count = 0
      for (const kind of QUEUE_KINDS) {
        if (worker !== undefined) count += await takeBackOf(this.#queues, kind, worker)
        count += await takeBackStalled(this.#queues, kind)
      }
      return count
    })
  }

  retryEnvironment(sha256?: readonly string[]): Promise<number> {
    const among = sha256 && new Set(sha256)
    return this.retryFailed(({ key, failure }) => failure.class === 'environment' && (among?.has(key.sha256) ?? true))
  }

  /** Jobs that failed, page by page. */
  async *failed(): AsyncGenerator<FailedJob> {
    await this.check()
    yield* failedJobs(this.#queues)
  }

  /** Makes those failed jobs wait again that are chosen, as the next generation. Gives how many. */
  retryFailed(chosen: (job: FailedJob) => boolean): Promise<number> {
    return this.#ask(async () => retryFailed(this.#queues, chosen))
  }

  pause(): Promise<void> {
    return this.#all(async (queue) => queue.pause())
  }

  resume(): Promise<void> {
    return this.#all(async (queue) => queue.resume())
  }

  paused(): Promise<boolean> {
    return this.#ask(async () => {
      const paused = await Promise.all(this.parts.map(async (queue) => queue.isPaused()))
      return paused.some((each) => each)
    })
  }

  /** Removes all jobs of this version that wait, also for their retry. Gives how many. */
  drain(): Promise<number> {
    return this.#ask(async () => {
      const { waiting, delayed } = await this.counts()
      for (const queue of this.parts) await queue.drain(true)
      return waiting + delayed
    })
  }

  counts(): Promise<QueueCounts> {
    return this.#ask(async () => {
      const total = { waiting: 0, waitingScans: 0, delayed: 0, active: 0, done: 0, failed: 0 }
      for (const [kind, queue] of await this.#queues.ofAllVersions()) {
        const counts = await queue.getJobCounts('wait', 'prioritized', 'delayed', 'active', 'completed', 'failed')
        const waiting = (counts.wait ?? 0) + (counts.prioritized ?? 0)
        total.waiting += waiting
        if (kind === 'scans') total.waitingScans += waiting
        total.delayed += counts.delayed ?? 0
        total.active += counts.active ?? 0
        total.done += counts.completed ?? 0
        total.failed += counts.failed ?? 0
      }
      return total
    })
  }

  /** The queues of this version as gauges show them, bulk before scans. */
  gauges(): Promise<readonly QueueGauge[]> {
    return this.#ask(async () => gaugesOf(this.#queues))
  }

  /** What Redis says of itself (its command INFO): version, memory, settings. */
  info(): Promise<string> {
    return this.#ask(async () => this.#queues.redis.info())
  }

  /** @throws QueueError `queue-evicts` where Redis may drop jobs; one that does not tell is believed */
  assertKeeps(): Promise<void> {
    return this.#ask(async () => {
      const policy = /^maxmemory_policy:(.*)$/m.exec(await this.#queues.redis.info('memory'))?.[1]?.trim()
      if (policy !== undefined && policy !== KEEPING_POLICY)
        throw new QueueError('queue-evicts', { place: this.place, reason: policy })
    })
  }

  /** Asks Redis for a sign of life. @throws QueueError */
  check(): Promise<void> {
    return this.#ask(async () => {
      await this.#queues.redis.ping()
    })
  }

  nextRetryMs(): Promise<number | null> {
    return this.#ask(async () => {
      const times: number[] = []
      for (const queue of this.parts) {
        const [, score] = await this.#queues.redis.zrange(queue.toKey('delayed'), '0', '0', 'WITHSCORES')
        if (score !== undefined) times.push(Math.max(0, Math.floor(Number(score) / DELAY_SCALE) - Date.now()))
      }
      return times.length > 0 ? Math.min(...times) : null
    })
  }

  async close(): Promise<void> {
    await this.#queues.close()
  }

  #placeOf({ id, key }: Lease): { readonly queue: BullMq; readonly id: string } {
    const [kind, bare = ''] = id.split('/')
    return { queue: this.#queues.of(isKind(kind) ? kind : 'bulk', key.version), id: bare }
  }

  /**
   * Ends a job that is held; null where the lease was lost. Where the lock ran out but nobody took the job back it still
   * counts: the lock is put back if there is none, which is no use for a job that waits or that another works on.
   */
  async #ended<T>(lease: Lease, end: (job: ExtractionJob) => Promise<T>): Promise<T | null> {
    const { queue, id } = this.#placeOf(lease)
    for (const last of [false, true]) {
      const job = await queue.getJob(id)
      if (!job) return null
      try {
        return await end(job)
      } catch (error) {
        const code = codeOf(error)
        if (code === undefined) throw error
        if (code !== ErrorCode.JobLockNotExist || last) return null
        await this.#queues.redis.set(`${queue.toKey(id)}:lock`, lease.token, 'PX', ENDING_MS, 'NX')
      }
    }
    return null
  }

  #all(change: (queue: BullMq) => Promise<void>): Promise<void> {
    return this.#ask(async () => {
      for (const [, queue] of await this.#queues.ofAllVersions()) await change(queue)
    })
  }

  #ask<T>(ask: () => Promise<T>): Promise<T> {
    return this.#queues.ask(ask)
  }
}

const isKind = (kind: string | undefined): kind is QueueKind => QUEUE_KINDS.some((known) => known === kind)
