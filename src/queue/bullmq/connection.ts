import { Redis } from 'ioredis'
import { z } from 'zod'
import { QueueError, type QueueErrorCode } from '../errors.js'

/** Connections to Redis, and its errors in our words. */

/** Waits (milliseconds) before connecting again: quickly at first, as after a restart. */
const retryAfterMs = (times: number): number => Math.min(times * 50, 1_000)

/** Attempts to connect again before a command fails: some twenty seconds, longer than a server takes to restart. */
const MAX_RECONNECTS = 30

/** The same for a server that was never reached: some four seconds, as its address may be wrong. */
const MAX_CONNECTS = 12

/** How soon a connection that does not come about is given up (milliseconds). */
const CONNECT_MS = 5_000

/** A connection, and what was last wrong with it: commands that fail for it say only that they do. */
export interface Link {
  readonly redis: Redis
  readonly lastError: () => Error | null
}

/** A connection for questions, which is made at the first one. A command fails when the server stays away. */
export function connectRedis(url: string): Link {
  const redis = new Redis(url, {
    ...{ lazyConnect: true, connectTimeout: CONNECT_MS, retryStrategy: retryAfterMs },
    maxRetriesPerRequest: MAX_CONNECTS,
  })
  let last: Error | null = null
  redis.on('error', (error: Error) => {
    last = error
  })
  redis.on('ready', () => {
    last = null
    redis.options.maxRetriesPerRequest = MAX_RECONNECTS
  })
  return { redis, lastError: () => last }
}

/** A connection whose commands wait for the server as long as it takes, as BullMQ's workers want it. */
export function connectPatiently(url: string): Redis {
  const redis = new Redis(url, {
    ...{ lazyConnect: true, connectTimeout: CONNECT_MS, retryStrategy: retryAfterMs },
    maxRetriesPerRequest: null,
  })
  // Without a listener it would be printed; BullMQ has its own.
  redis.on('error', () => undefined)
  return redis
}

/** Host, port and database, without user and password. */
export function placeOf(url: string): string {
  try {
    const { host, pathname } = new URL(url)
    return `${host}${pathname === '/' ? '' : pathname}`
  } catch {
    return 'redis'
  }
}

const KINDS: readonly (readonly [RegExp, QueueErrorCode])[] = [
  // As the parser of Redis's protocol says it of bytes that are none of it.
  [/\bUnknown RESP type\b|\bProtocol error, got\b/u, 'queue-foreign'],
  [/\b(?:NOAUTH|WRONGPASS|NOPERM|invalid password|DB index is out of range)\b/u, 'queue-refused'],
  [/\bREADONLY\b/u, 'queue-read-only'],
  [/\b(?:OOM|MISCONF)\b/u, 'queue-full'],
  [
    /max retries per request|Connection is closed|ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EPIPE|Stream isn't writeable|LOADING|Command aborted|Command timed out/u,
    'queue-unreachable',
  ],
]

/** The fields of a thrown value that are looked at; it may be anything. */
const thrown = z.object({
  name: z.string().catch(''),
  message: z.string().catch(''),
  code: z.string().optional().catch(undefined),
  errors: z.array(z.unknown()).catch([]),
  cause: z.unknown().optional(),
})

const knownOf = (error: unknown): z.infer<typeof thrown> | null => thrown.safeParse(error).data ?? null

function textOf(error: unknown): string {
  const known = knownOf(error)
  if (!known) return typeof error === 'string' ? error : ''
  const { code, message, errors } = known
  return [code !== undefined && !message.includes(code) ? code : '', message, ...errors.map(textOf)]
    .filter((part) => part !== '')
    .join(' ')
}

/** Turns an error of Redis or its client into one with a sentence for people; any other stays as it is. */
export function translated(error: unknown, place: string, last: Error | null = null): unknown {
  if (error instanceof QueueError) return error
  const known = knownOf(error)
  const texts = [error, known?.cause, last].map(textOf).join(' ')
  const reply = known?.name === 'ReplyError'
  const code = KINDS.find(([pattern]) => pattern.test(reply ? textOf(error) : texts))?.[1]
  if (!code && !reply) return error
  const reason = reply ? textOf(error) : reasonOf(last ?? error)
  return new QueueError(code ?? 'queue-failed', { place, reason }, { cause: error })
}

/** Whoever hangs up without a word leaves the client nothing to tell but how often it asked. */
const reasonOf = (error: unknown): string =>
  textOf(error).replace(/^.*max retries per request.*$/su, 'the other side closed the connection')
