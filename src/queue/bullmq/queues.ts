import { Queue as BullMqQueue } from 'bullmq'
import type { Redis } from 'ioredis'
import { inTime } from '../../timing.js'
import { connectRedis, placeOf, translated, type Link } from './connection.js'
import { PREFIX, QUEUE_KINDS, queueName, versionsKey, type QueueKind } from './names.js'

/** BullMQ's queue of one kind and version. */
export type BullMq = BullMqQueue<unknown, null>

/** The one policy with which Redis forgets no job. */
export const KEEPING_POLICY = 'noeviction'

/** BullMQ notes every step of every job in a stream, for who listens; nobody of ours does, so that a few are enough. */
const MAX_EVENTS = 1_000

/** Milliseconds for the very first answer: a server that takes connections but never answers is no Redis. */
const FIRST_ANSWER_MS = 30_000

export interface QueuesOptions {
  /** `redis://…`, or `rediss://…` with TLS. */
  readonly url: string
  /** The version of the extractor that these jobs belong to. */
  readonly version: string
  /** The beginning of all keys; `nianbao` if left out. */
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
  readonly #firstAnswerMs: number
  readonly #queues = new Map<string, BullMq>()
  readonly #registered = new Set<string>()

  constructor({ url, version, prefix = PREFIX, firstAnswerMs = FIRST_ANSWER_MS }: QueuesOptions) {
    this.version = version
    this.prefix = prefix
    this.place = placeOf(url)
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
      if (!this.#reached) await inTime(this.redis.ping(), this.#firstAnswerMs)
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
      streams: { events: { maxLen: MAX_EVENTS } },
    })
    queue.on('error', () => undefined)
    this.#queues.set(name, queue)
    return queue
  }

  both(version = this.version): readonly (readonly [QueueKind, BullMq])[] {
    return QUEUE_KINDS.map((kind) => [kind, this.of(kind, version)] as const)
  }

  /** The queues of every version that ever had a job. */
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

  /** Never waits for a server that is away. */
  async close(): Promise<void> {
    for (const queue of this.#queues.values()) await queue.close().catch(() => undefined)
    this.redis.disconnect()
  }
}
