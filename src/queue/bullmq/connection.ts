import { Redis } from 'ioredis'
import { QueueError, type QueueErrorCode } from '../errors.js'

/** Connections to Redis, and its errors in our words. */

/** Waits (milliseconds) before connecting again: quickly at first, as after a restart. */
const retryAfterMs = (times: number): number => Math.min(times * 50, 1_000)

/** Attempts to connect again before a command fails: some twenty seconds, longer than a server takes to restart. */
const MOST_RECONNECTS = 30

/** How soon a connection that does not come about is given up (milliseconds). */
const CONNECT_MS = 5_000

export interface ConnectOptions {
  /** Commands wait for the server as long as it takes, as BullMQ's workers want it; else some twenty seconds. */
  readonly patient?: boolean
}

/** A connection, which is made at its first command. */
export function connectRedis(url: string, { patient = false }: ConnectOptions = {}): Redis {
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: CONNECT_MS,
    maxRetriesPerRequest: patient ? null : MOST_RECONNECTS,
    retryStrategy: retryAfterMs,
  })
  // Commands say what is wrong; without a listener it would be printed as well.
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
  [/\b(?:NOAUTH|WRONGPASS|NOPERM|invalid password|DB index is out of range)\b/u, 'queue-refused'],
  [/\b(?:OOM|MISCONF|READONLY)\b/u, 'queue-full'],
  [
    /max retries per request|Connection is closed|ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EPIPE|Stream isn't writeable|LOADING|Command aborted|Command timed out/u,
    'queue-unreachable',
  ],
]

const textOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error)
  const { code } = error as NodeJS.ErrnoException
  const inner = error instanceof AggregateError ? error.errors.map((each: unknown) => textOf(each)).join('; ') : ''
  return [typeof code === 'string' && !error.message.includes(code) ? code : '', error.message, inner]
    .filter((part) => part !== '')
    .join(' ')
}

/** An error of Redis or its client as one that is told to people; any other as it is. */
export function translated(error: unknown, place: string): unknown {
  if (error instanceof QueueError) return error
  const texts = [error, error instanceof Error ? error.cause : null].map(textOf).join(' ')
  const code = KINDS.find(([pattern]) => pattern.test(texts))?.[1]
  const reply = error instanceof Error && error.name === 'ReplyError'
  if (!code && !reply) return error
  return new QueueError(code ?? 'queue-failed', { place, reason: textOf(error) }, { cause: error })
}

/** Runs something that asks Redis. @throws QueueError */
export async function asking<T>(place: string, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch (error) {
    throw translated(error, place)
  }
}
