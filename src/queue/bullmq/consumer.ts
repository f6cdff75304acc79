import { DelayedError, UnrecoverableError, WaitingError, Worker } from 'bullmq'
import type { Redis } from 'ioredis'
import { setTimeout as wait } from 'node:timers/promises'
import type { ExtractionKey, Failure } from '../../model/extraction.js'
import type { JobExtraction, JobSource } from '../queue.js'
import { connectPatiently } from './connection.js'
import { DROPPED, jobData, type ExtractionJob } from './job-data.js'
import { PREFIX, queueName, type QueueKind } from './names.js'
import { reasonOf } from './reason.js'

/** A job that was taken from its queue. */
export interface Taken {
  readonly key: ExtractionKey
  readonly source: JobSource
  readonly extraction: JobExtraction | null
  readonly batch: number | null
  readonly generation: number
  /** 1 for the first run of this generation that may count. */
  readonly attempt: number
  /** How often it was taken in this generation, this time included: more than `attempt` where it was lost or given back. */
  readonly starts: number
  /** How often its worker was lost in this generation. */
  readonly stalls: number
  /** Milliseconds since it was enqueued. */
  readonly waitedMs: number
}

/** undone: given back as if never taken, to be taken again after so many milliseconds. */
export type JobEnd =
  | { readonly end: 'done' }
  | { readonly end: 'failed'; readonly failure: Failure }
  | { readonly end: 'undone'; readonly waitMs: number }

export interface ConsumerOptions {
  readonly url: string
  readonly version: string
  readonly prefix?: string
  readonly kind: QueueKind
  /** Jobs in work at the same time. */
  readonly concurrency: number
  /** Of this process, for who looks at the queue. */
  readonly name: string
  /** Gives how a job ended; the signal fires when it has to be given back at once. What it throws is a failure that may pass. */
  readonly run: (job: Taken, signal: AbortSignal) => Promise<JobEnd>
  /** Told what BullMQ could not do: it goes on by itself. */
  readonly onError: (error: Error) => void
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

/** Takes the jobs of one queue and hands them to a function: BullMQ's worker, without its sandbox. */
export class Consumer {
  readonly kind: QueueKind
  readonly #worker: Worker<unknown, null>
  readonly #redis: Redis
  readonly #abort = new AbortController()
  #active = 0

  constructor(options: ConsumerOptions) {
    const { url, version, prefix = PREFIX, kind, concurrency, name, run, onError } = options
    this.kind = kind
    this.#redis = connectPatiently(url)
    const process = async (job: ExtractionJob, token = ''): Promise<null> => {
      this.#active += 1
      try {
        return await ended(job, token, await run(takenOf(job), this.#abort.signal))
      } finally {
        this.#active -= 1
      }
    }
    this.#worker = new Worker<unknown, null>(queueName(kind, version), process, {
      ...{ connection: this.#redis, prefix, autorun: false, name, concurrency, runRetryDelay: TRY_AGAIN_MS },
      lockDuration: options.lockMs ?? LOCK_MS,
      stalledInterval: options.stalledCheckMs ?? STALLED_CHECK_MS,
      // Too often is decided by who runs the job, so that its failure is typed, and stored, like any other.
      maxStalledCount: Number.MAX_SAFE_INTEGER,
    })
    this.#worker.on('error', onError)
  }

  /** Jobs in work. */
  get active(): number {
    return this.#active
  }

  /** Begins to take jobs. */
  start(): void {
    this.#worker.run().catch((error: unknown) => {
      this.#worker.emit('error', error instanceof Error ? error : new Error(String(error)))
    })
  }

  /** Takes no more jobs until it is resumed; those in work go on. */
  async pause(): Promise<void> {
    await this.#worker.pause(true)
  }

  async resume(): Promise<void> {
    await this.#worker.resume()
  }

  /**
   * Takes no more jobs, lets those in work end for so long (milliseconds), then gives them back undone.
   * @returns whether all jobs were ended or given back
   */
  async close(drainMs: number): Promise<boolean> {
    const closed = this.#worker.close().then(() => true)
    const within = (ms: number): Promise<boolean> => Promise.race([closed, wait(ms, false, { ref: false })])
    let fine = await within(drainMs)
    if (!fine) {
      this.#abort.abort()
      fine = await within(GIVE_BACK_MS)
      // BullMQ's own connection would wait for ever for a server that is away.
      if (!fine) this.#worker.disconnect().catch(() => undefined)
    }
    this.#redis.disconnect()
    return fine
  }
}

/** @throws UnrecoverableError of a job that is none of ours: no retry mends it */
function takenOf(job: ExtractionJob): Taken {
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
