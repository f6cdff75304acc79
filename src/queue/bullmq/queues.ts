import { Queue as BullMqQueue, Worker } from 'bullmq'
import type { Redis } from 'ioredis'
import type { ExtractionJob } from './job-data.js'
import { connectPatiently, connectRedis, placeOf, translated, type Link } from './connection.js'
import { PREFIX, QUEUE_KINDS, queueName, versionsKey, type QueueKind } from './names.js'

/** BullMQ's queue of one kind and version. */
export type BullMq = BullMqQueue<unknown, null>
export type ManualWorker = Worker<unknown, null>

/** The one policy with which Redis forgets no job. */
export const KEEPING_POLICY = 'noeviction'

/** BullMQ notes every step of every job in a stream, for who listens; nobody of ours does, so that a few are enough. */
const MOST_EVENTS = 1_000

/** A job's lock until its lease is set (milliseconds): a worker that dies in between loses it then. */
const FIRST_LOCK_MS = 30_000

/** A worker that takes jobs by hand checks for stalled ones when asked, as often as it likes. */
const STALLED_CHECK_MS = 1

/** So long (milliseconds) for the very first answer: what takes connections but never says anything is no Redis. */
const FIRST_ANSWER_MS = 30_000

/** @throws Error where no answer comes in time (milliseconds) */
async function answered(asked: Promise<unknown>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(() => {
      fail(Object.assign(new Error(`no answer within ${ms / 1_000} s`), { code: 'ETIMEDOUT' }))
    }, ms)
  })
  await Promise.race([asked, late]).finally(() => {
    clearTimeout(timer)
  })
}

export interface QueuesOptions {
  /** `redis://…`, or `rediss://…` with TLS. */
  readonly url: string
  /** Of the extractor: whose jobs these are. */
  readonly version: string
  /** What all keys begin with; `nianbao` if left out. */
  readonly prefix?: string
  /** Milliseconds within which Redis must answer for the first time; half a minute if left out: it may be loading. */
  readonly firstAnswerMs?: number
}

/** BullMQ's queues of all versions over one connection, made when they are first asked for. */
export class Queues {
  readonly version: string
  readonly prefix: string
  /** Without secrets. */
  readonly place: string
  readonly #link: Link
  #reached = false
  readonly #url: string
  readonly #firstAnswerMs: number
  readonly #queues = new Map<string, BullMq>()
  readonly #workers = new Map<QueueKind, ManualWorker>()
  readonly #registered = new Set<string>()
  #patient: Redis | null = null

  constructor({ url, version, prefix = PREFIX, firstAnswerMs = FIRST_ANSWER_MS }: QueuesOptions) {
    this.version = version
    this.prefix = prefix
    this.place = placeOf(url)
    this.#url = url
    this.#firstAnswerMs = firstAnswerMs
    this.#link = connectRedis(url)
  }

  /** For the few questions that BullMQ has no method for. */
  get redis(): Redis {
    return this.#link.redis
  }

  /** Does something that asks Redis. @throws QueueError */
  async ask<T>(ask: () => Promise<T>): Promise<T> {
    try {
      // BullMQ would wait for ever for a server that was never there.
      if (!this.#reached) await answered(this.redis.ping(), this.#firstAnswerMs)
      this.#reached = true
      return await ask()
    } catch (error) {
      throw translated(error, this.place, this.#link.lastError())
    }
  }

  of(kind: QueueKind, version = this.version): BullMq {
    const name = queueName(kind, version)
    const made = this.#queues.get(name)
    if (made) return made
    const queue: BullMq = new BullMqQueue(name, {
      connection: this.redis,
      prefix: this.prefix,
      streams: { events: { maxLen: MOST_EVENTS } },
    })
    queue.on('error', () => undefined)
    this.#queues.set(name, queue)
    return queue
  }

  both(version = this.version): readonly (readonly [QueueKind, BullMq])[] {
    return QUEUE_KINDS.map((kind) => [kind, this.of(kind, version)] as const)
  }

  /** Those of every version that ever had a job. */
  async ofAllVersions(): Promise<readonly (readonly [QueueKind, BullMq])[]> {
    const versions = new Set([this.version, ...(await this.redis.smembers(versionsKey(this.prefix)))])
    return [...versions].flatMap((version) => this.both(version))
  }

  /** Notes that a version has jobs. */
  async register(version: string): Promise<void> {
    if (this.#registered.has(version)) return
    await this.redis.sadd(versionsKey(this.prefix), version)
    this.#registered.add(version)
  }

  /** Takes the next job of this version by hand, under a lock of this token; undefined where none waits. */
  async next(kind: QueueKind, token: string): Promise<ExtractionJob | undefined> {
    return this.worker(kind).getNextJob(token, { block: false })
  }

  /** What takes jobs by hand; it has no processor. */
  worker(kind: QueueKind): ManualWorker {
    const made = this.#workers.get(kind)
    if (made) return made
    this.#patient ??= connectPatiently(this.#url)
    const worker: ManualWorker = new Worker(queueName(kind, this.version), null, {
      ...{ connection: this.#patient, prefix: this.prefix, autorun: false, lockDuration: FIRST_LOCK_MS },
      // How often is too often is decided when a job is taken back, not by BullMQ: see `stalled.ts`.
      ...{ stalledInterval: STALLED_CHECK_MS, maxStalledCount: Number.MAX_SAFE_INTEGER },
    })
    worker.on('error', () => undefined)
    this.#workers.set(kind, worker)
    return worker
  }

  /** Never waits for a server that is away. */
  async close(): Promise<void> {
    // A worker's own connection would say goodbye first, and wait for the answer.
    for (const worker of this.#workers.values()) await worker.close(true).catch(() => undefined)
    for (const queue of this.#queues.values()) await queue.close().catch(() => undefined)
    this.#patient?.disconnect()
    this.redis.disconnect()
  }
}
