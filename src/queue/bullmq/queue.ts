import {
  FIRST_RETRY_MS,
  type Consumer,
  type EnqueueOutcome,
  type Handler,
  type NewJob,
  type Queue,
  type QueueCounts,
} from '../queue.js'
import { QueueError } from '../errors.js'
import { BullConsumer, type BullConsumeOptions } from './consumer.js'
import { enqueue } from './enqueue.js'
import { failedJobs, retryFailed, type BullFailedJob } from './failed.js'
import { gaugesOf, type QueueGauge } from './gauges.js'
import { KEEPING_POLICY, Queues, type BullMq, type QueuesOptions } from './queues.js'

export interface BullQueueOptions extends QueuesOptions {
  /** Milliseconds before the first retry; each further one waits twice as long. Two seconds if left out. */
  readonly firstRetryMs?: number
}

/**
 * The queue on Redis, of one version of the extractor: BullMQ does the queueing, this speaks our words. Jobs that are done are
 * forgotten after a while, so `counts().done` is of late. Where Redis fails for longer than some twenty seconds, methods
 * throw QueueError.
 */
export class BullQueue implements Queue {
  readonly #options: QueuesOptions
  readonly #queues: Queues
  readonly #firstRetryMs: number

  constructor({ firstRetryMs = FIRST_RETRY_MS, ...options }: BullQueueOptions) {
    this.#options = options
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

  consume(handler: Handler, options: BullConsumeOptions): Consumer {
    return new BullConsumer(this.#options, handler, options)
  }

  /** Jobs that failed, page by page. */
  async *failed(): AsyncGenerator<BullFailedJob> {
    await this.check()
    yield* failedJobs(this.#queues)
  }

  /** Makes those failed jobs wait again that are chosen, as the next generation. Gives how many. */
  retryFailed(chosen: (job: BullFailedJob) => boolean): Promise<number> {
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

  /** Redis' own facts (its command INFO): version, memory, settings. */
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

  async close(): Promise<void> {
    await this.#queues.close()
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
