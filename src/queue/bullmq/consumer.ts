import { DelayedError, UnrecoverableError, WaitingError, Worker } from 'bullmq'
import type { Redis } from 'ioredis'
import { hostname } from 'node:os'
import { setTimeout as wait } from 'node:timers/promises'
import type { ConsumeOptions, Consumer, Handler, Job, JobEnd } from '../queue.js'
import { connectPatiently, placeOf, translated } from './connection.js'
import { DROPPED, jobData, type ExtractionJob } from './job-data.js'
import { PREFIX, QUEUE_KINDS, queueName, type QueueKind } from './names.js'
import type { QueuesOptions } from './queues.js'
import { reasonOf } from './reason.js'

export interface BullConsumeOptions extends ConsumeOptions {
  /** Takes only jobs of these queues, each with the concurrency; of all if omitted. */
  readonly kinds?: readonly QueueKind[]
  readonly lockMs?: number
  readonly stalledCheckMs?: number
}

/**
 * A job's lock. BullMQ renews it at half its time for as long as the process lives and answers, however long a scan takes:
 * reading is done in other processes, so that this one always does. It bounds how long the jobs of a lost worker lie about (this
 * and STALLED_CHECK_MS together), and how long a worker may be cut off from Redis without its work being done twice.
 */
const LOCK_MS = 60_000
const STALLED_CHECK_MS = 30_000

/** After an error of the connection BullMQ tries again so soon. */
const TRY_AGAIN_MS = 1_000

/** Giving jobs back takes no longer where Redis is there; where it is not, their locks run out. */
const GIVE_BACK_MS = 10_000

/** Takes the jobs of one version and hands them to a function: BullMQ's workers, without their sandbox. */
export class BullConsumer implements Consumer {
  readonly #workers: readonly Worker<unknown, null>[]
  readonly #redis: Redis
  readonly #giveBack = new AbortController()
  #active = 0

  constructor({ url, version, prefix = PREFIX }: QueuesOptions, handler: Handler, options: BullConsumeOptions) {
    const { concurrency, kinds = QUEUE_KINDS, onIdle } = options
    const onError = (error: unknown): void => {
      options.onError(translated(error, placeOf(url)))
    }
    this.#redis = connectPatiently(url)
    const process = async (job: ExtractionJob, token = ''): Promise<null> => {
      this.#active += 1
      try {
        return await ended(job, token, await handler(jobOf(job), this.#giveBack.signal))
      } finally {
        this.#active -= 1
      }
    }
    this.#workers = kinds.map((kind) => {
      const worker = new Worker<unknown, null>(queueName(kind, version), process, {
        ...{ connection: this.#redis, prefix, autorun: false, concurrency, runRetryDelay: TRY_AGAIN_MS },
        name: PROCESS,
        lockDuration: options.lockMs ?? LOCK_MS,
        stalledInterval: options.stalledCheckMs ?? STALLED_CHECK_MS,
        // Too often is decided by who runs the job, so that its failure is typed, and stored, like any other.
        maxStalledCount: Number.MAX_SAFE_INTEGER,
      })
      worker.on('error', onError)
      if (onIdle)
        worker.on('drained', () => {
          if (this.#active === 0) onIdle()
        })
      worker.run().catch(onError)
      return worker
    })
  }

  get active(): number {
    return this.#active
  }

  async pause(): Promise<void> {
    await Promise.all(this.#workers.map(async (worker) => worker.pause(true)))
  }

  async resume(): Promise<void> {
    await Promise.all(this.#workers.map(async (worker) => worker.resume()))
  }

  async close(drainMs: number): Promise<boolean> {
    const closed = Promise.all(this.#workers.map(async (worker) => worker.close())).then(() => true)
    const within = (ms: number): Promise<boolean> => Promise.race([closed, wait(ms, false, { ref: false })])
    let fine = await within(drainMs)
    if (!fine) {
      this.#giveBack.abort()
      fine = await within(GIVE_BACK_MS)
      // BullMQ's own connection would wait for ever for a server that is away.
      if (!fine) for (const worker of this.#workers) worker.disconnect().catch(() => undefined)
    }
    this.#redis.disconnect()
    return fine
  }
}

/** Name of this process, for people who look at the queue. */
const PROCESS = `${hostname()}/${process.pid}`

/** @throws UnrecoverableError of a job that is none of ours: no retry mends it */
function jobOf(job: ExtractionJob): Job {
  const parsed = jobData.safeParse(job.data)
  if (!parsed.success) throw new UnrecoverableError(DROPPED)
  const { key, source, batch, generation, extraction } = parsed.data
  return {
    ...{ key, source, batch, generation, extraction: extraction ?? null },
    ...{ attempt: job.attemptsMade + 1, starts: job.attemptsStarted, stalls: job.stalledCounter },
    waitedMs: Math.max(0, Date.now() - job.timestamp),
  }
}

/** Tells BullMQ how a job ended, in its own way: by what a processor gives or throws. */
async function ended(job: ExtractionJob, token: string, end: JobEnd): Promise<null> {
  switch (end.end) {
    case 'done':
      return null
    case 'failed': {
      const reason = reasonOf(end.failure)
      throw end.failure.class === 'transient' ? new Error(reason) : new UnrecoverableError(reason)
    }
    case 'undone':
      if (end.waitMs > 0) {
        await job.moveToDelayed(Date.now() + end.waitMs, token)
        throw new DelayedError()
      }
      await job.moveToWait(token)
      throw new WaitingError()
  }
}
