import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { Redis } from 'ioredis'
import { startRedis } from '../../../scripts/servers/redis.js'
import { freePort, type Server } from '../../../scripts/servers/server.js'
import { enqueueUndone } from '../../ingest/take-in.js'
import { QueueError } from '../errors.js'
import { failing, job, keyOf, namesOf, PERMANENT, takeAll, takeAndEnd } from '../testing/samples.js'
import { jobId } from './names.js'
import { BullQueue } from './queue.js'

/** A Redis that dropped a part of a job, may do so, or has become a replica. */

let server: Server
let redis: Redis
let queue: BullQueue
const prefix = `test-${randomUUID()}`
beforeAll(async () => {
  server = await startRedis()
  redis = new Redis(server.url)
}, 120_000)
afterAll(async () => {
  redis.disconnect()
  await server.stop()
})
beforeEach(async () => {
  await redis.flushall()
  queue = new BullQueue({ url: server.url, version: '1.2.0', prefix, firstRetryMs: 50 })
})
afterEach(async () => {
  await queue.close()
})

const id = jobId(keyOf('x'))
const keyIn = (place: number, key: string): string => queue.parts[place]?.toKey(key) ?? ''
const again = async (): Promise<unknown> => [...(await enqueueUndone(queue, [job('x')], new Set())).values()]
const names = async (): Promise<readonly string[]> => namesOf(await takeAll(queue))

describe('a job that Redis dropped', () => {
  test('while it waited is enqueued again, and there once', async () => {
    await queue.enqueue([job('x'), job('y')])
    await redis.del(keyIn(0, id))
    expect(await again()).toEqual(['added'])
    expect(await queue.counts()).toMatchObject({ waiting: 2, failed: 0 })
    expect(await names()).toHaveLength(2)
  })

  test('and that was taken all the same fails as such, and is enqueued again', async () => {
    await queue.enqueue([job('x')])
    await redis.del(keyIn(0, id))
    expect(await names()).toEqual([])
    expect(await again()).toEqual(['added'])
    expect(await names()).toHaveLength(1)
  })

  test('of which a worker takes what is left is no stack trace', async () => {
    const errors: unknown[] = []
    await queue.enqueue([job('x'), job('y')])
    await redis.del(keyIn(0, id))
    const consumer = queue.consume(() => Promise.resolve({ end: 'done' }), {
      ...{ concurrency: 1, onError: (error) => errors.push(error) },
    })
    for (let look = 0; look < 100 && (await queue.counts()).done === 0; look += 1)
      await new Promise((done) => setTimeout(done, 50))
    await consumer.close(5_000)
    expect(errors.map(String).join()).not.toContain('ZodError')
    expect(await queue.counts()).toMatchObject({ waiting: 0, active: 0, done: 1 })
    expect(await again()).toEqual(['added'])
    expect(await names()).toHaveLength(1)
  })

  test('of which only what it was is left, not where it stood, is enqueued again', async () => {
    await queue.enqueue([job('x')])
    await redis.del(keyIn(0, 'prioritized'), keyIn(0, 'wait'))
    expect(await again()).toEqual(['added'])
    expect(await names()).toHaveLength(1)
  })

  test('after it failed begins anew', async () => {
    await queue.enqueue([job('x')])
    await takeAndEnd(queue, failing(PERMANENT))
    await redis.hdel(keyIn(0, id), 'data')
    expect(await queue.retryFailed(() => true)).toBe(0)
    expect(await queue.enqueueAgain([job('x')])).toEqual(['added'])
    expect(await names()).toHaveLength(1)
  })
})

describe('a Redis', () => {
  const errorOf = async (doing: Promise<unknown>): Promise<unknown> => doing.catch((error: unknown) => error)

  test.each(['allkeys-lru', 'volatile-ttl', 'allkeys-random'])('that may drop jobs (%s) is refused', async (policy) => {
    await redis.config('SET', 'maxmemory-policy', policy)
    const error = await errorOf(queue.assertKeeps())
    expect(error).toMatchObject({ code: 'queue-evicts' })
    expect(error instanceof QueueError && error.told('en').message).toContain(policy)
    await redis.config('SET', 'maxmemory-policy', 'noeviction')
    await queue.assertKeeps()
  })

  test('that became a replica is named as one', async () => {
    await queue.enqueue([job('x')])
    await redis.replicaof('127.0.0.1', await freePort())
    try {
      for (const doing of [queue.enqueue([job('y')]), queue.enqueueAgain([job('x')]), queue.drain()])
        expect(await errorOf(doing)).toMatchObject({ code: 'queue-read-only' })
    } finally {
      await redis.replicaof('NO', 'ONE')
    }
  }, 30_000)

  test('that became a replica is named to who takes jobs, which are done once it is none', async () => {
    await queue.enqueue([job('x')])
    await redis.replicaof('127.0.0.1', await freePort())
    const errors: unknown[] = []
    const consumer = queue.consume(() => Promise.resolve({ end: 'done' }), {
      ...{ concurrency: 1, onError: (error) => errors.push(error) },
    })
    try {
      for (let look = 0; look < 200 && errors.length === 0; look += 1) await new Promise((done) => setTimeout(done, 50))
      expect(errors[0]).toMatchObject({ code: 'queue-read-only' })
      expect(errors[0] instanceof QueueError && errors[0].told('en').message).toContain('only reads')
      await redis.replicaof('NO', 'ONE')
      for (let look = 0; look < 400 && (await queue.counts()).done === 0; look += 1)
        await new Promise((done) => setTimeout(done, 50))
      expect(await queue.counts()).toMatchObject({ waiting: 0, active: 0, done: 1 })
    } finally {
      await redis.replicaof('NO', 'ONE')
      await consumer.close(5_000)
    }
  }, 60_000)
})
