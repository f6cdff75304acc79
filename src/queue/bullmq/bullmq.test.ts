import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { Redis } from 'ioredis'
import { freePort } from '../../../scripts/servers/server.js'
import { startRedis } from '../../../scripts/servers/redis.js'
import type { Server } from '../../../scripts/servers/server.js'
import type { Failure } from '../../model/extraction.js'
import { QUEUE_ERROR_CODES, QueueError } from '../errors.js'
import { DONE, ENVIRONMENT, failing, job, keyOf, PERMANENT, take, takeAll, takeAndEnd } from '../testing/samples.js'
import type { BullFailedJob } from './failed.js'
import { jobId, type QueueKind } from './names.js'
import { BullQueue } from './queue.js'
import { failureOfReason, reasonOf } from './reason.js'

/** BullMQ's queue beyond the shared contract, on a real Redis that goes away at times. */

let server: Server
let redis: Redis
beforeAll(async () => {
  server = await startRedis()
  redis = new Redis(server.url, { retryStrategy: () => 50 })
  redis.on('error', () => undefined)
}, 120_000)
afterAll(async () => {
  await Promise.all(open.map(async (queue) => queue.close()))
  redis.disconnect()
  await server.stop()
})

const open: BullQueue[] = []
function queueOf(prefix = `test-${randomUUID()}`, version = '1.2.0'): BullQueue {
  const queue = new BullQueue({ url: server.url, version, prefix, firstRetryMs: 50 })
  open.push(queue)
  return queue
}
/** Takes the next job of one of the queues, and fails it. */
async function takeKind(queue: BullQueue, kind: QueueKind, failure: Failure): Promise<void> {
  const consume: BullQueue['consume'] = (handler, options) => queue.consume(handler, { ...options, kinds: [kind] })
  await takeAndEnd({ consume }, failing(failure))
}
async function errorOf(doing: Promise<unknown>): Promise<QueueError> {
  const error: unknown = await doing.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof QueueError)) throw new Error(`A QueueError was expected, not ${String(error)}`)
  return error
}

describe('versions', () => {
  test('each has its own jobs, and all are counted and paused', async () => {
    const prefix = `test-${randomUUID()}`
    const [old, current] = [queueOf(prefix, '1.1.0'), queueOf(prefix)]
    await current.enqueue([job('x', { key: keyOf('x', '1.1.0') }), job('x')])
    expect(await current.counts()).toMatchObject({ waiting: 2 })
    expect(await takeAll(current)).toMatchObject([{ key: { version: '1.2.0' } }])
    await current.pause()
    expect(await old.paused()).toBe(true)
    expect(await takeAll(old)).toEqual([])
    await old.resume()
    expect(await takeAll(old)).toMatchObject([{ key: { version: '1.1.0' } }])
  })
})

describe('jobs that are done', () => {
  test('are forgotten one day; what is enqueued again then has a generation beyond all before', async () => {
    const queue = queueOf()
    await queue.enqueue([job('x')])
    await takeAndEnd(queue)
    for (const part of queue.parts) await part.clean(0, 100, 'completed')
    expect(await queue.enqueueAgain([job('x')])).toEqual(['added'])
    const { generation } = await takeAndEnd(queue)
    expect(generation).toBeGreaterThan(100_000_000)
    expect(generation).toBeLessThan(2 ** 31)
  })

  test('change over to the other queue where they are scans after all', async () => {
    const queue = queueOf()
    await queue.enqueue([job('x')])
    await takeAndEnd(queue)
    await queue.enqueueAgain([job('x', { priority: 'scan' })])
    expect(await queue.gauges()).toMatchObject([
      { kind: 'bulk', waiting: 0, done: 0 },
      { kind: 'scans', waiting: 1 },
    ])
    // Known there, whatever it is taken for now.
    expect(await queue.enqueue([job('x')])).toEqual(['waiting'])
  })
})

describe('the failed set', () => {
  test('is kept with its reasons, and driven again by them', async () => {
    const queue = queueOf()
    await queue.enqueue([job('x'), job('y'), job('z', { priority: 'scan' })])
    await takeKind(queue, 'bulk', PERMANENT)
    await takeKind(queue, 'bulk', ENVIRONMENT)
    await takeKind(queue, 'scans', PERMANENT)
    const failed: BullFailedJob[] = []
    for await (const each of queue.failed()) failed.push(each)
    expect(failed.map(({ kind, source, failure }) => [kind, source.name, failure])).toEqual([
      ['bulk', 'y.pdf', ENVIRONMENT],
      ['bulk', 'x.pdf', PERMANENT],
      ['scans', 'z.pdf', PERMANENT],
    ])
    expect(await queue.retryFailed(({ failure }) => failure.code === PERMANENT.code)).toBe(2)
    expect(await queue.counts()).toMatchObject({ waiting: 2, waitingScans: 1, failed: 1 })
    expect((await takeAll(queue)).find(({ key }) => key.sha256 === keyOf('x').sha256)).toMatchObject({
      ...{ generation: 2, attempt: 1 },
    })
  })

  test('knows a reason by its text, also one of BullMQ’s own', () => {
    expect(failureOfReason(reasonOf(ENVIRONMENT))).toEqual(ENVIRONMENT)
    expect(failureOfReason('job stalled')).toMatchObject({ code: 'internal-error', message: 'job stalled' })
  })
})

describe('what waits', () => {
  test('can be taken back', async () => {
    const queue = queueOf()
    await queue.enqueue([job('x'), job('y'), job('z', { priority: 'scan' })])
    const held = await take({ consume: (handler, options) => queue.consume(handler, { ...options, kinds: ['bulk'] }) })
    expect(await queue.drain()).toBe(2)
    expect(await queue.counts()).toMatchObject({ waiting: 0, active: 1 })
    await held.end(DONE)
  })

  test('takes some hundred bytes of Redis each', async () => {
    const queue = queueOf()
    await queue.enqueue([job('x')])
    const [part] = queue.parts
    const bytes = await redis.memory('USAGE', part?.toKey(jobId(keyOf('x'))) ?? '')
    expect(bytes).toBeLessThan(2_000)
  })
})

describe('Redis', () => {
  test('may be killed and come back: nothing is lost, and who asks meanwhile waits', async () => {
    const queue = queueOf()
    await queue.enqueue([job('x'), job('y')])
    const held = await take(queue)
    await server.kill()
    const asked = queue.enqueue([job('x'), job('y'), job('z')])
    await server.restart()
    expect(await asked).toEqual(['active', 'waiting', 'added'])
    await held.end(DONE)
    expect(await queue.counts()).toMatchObject({ waiting: 2, active: 0, done: 1 })
  }, 60_000)

  test('that is not there is told with its place, and without its password', async () => {
    const port = await freePort()
    const queue = new BullQueue({ url: `redis://me:secret@127.0.0.1:${port}/3`, version: '1.2.0' })
    const error = await errorOf(queue.counts())
    await queue.close()
    expect(error.code).toBe('queue-unreachable')
    expect(error.message).toContain(`127.0.0.1:${port}/3`)
    expect(error.message).toContain('ECONNREFUSED')
    expect(error.message).not.toContain('secret')
  }, 60_000)

  test('that went away keeps nobody from closing', async () => {
    const queue = queueOf()
    await queue.enqueue([job('x')])
    const held = await take(queue)
    await server.kill()
    const closed = held.consumer.close(0)
    await queue.close()
    // A job that could not be given back is free again when its lock runs out.
    expect(await closed).toBe(false)
    await server.restart()
  }, 60_000)

  test('that wants a password, or has no room, says so', async () => {
    const queue = queueOf()
    await queue.counts()
    await redis.config('SET', 'maxmemory', '1mb')
    expect(await errorOf(queue.enqueue([job('x')]))).toMatchObject({ code: 'queue-full' })
    await redis.config('SET', 'maxmemory', '0')
    expect(await queue.enqueue([job('x')])).toEqual(['added'])
    await redis.config('SET', 'requirepass', 'secret')
    expect(await errorOf(queueOf().counts())).toMatchObject({ code: 'queue-refused' })
  }, 60_000)

  test('has a sentence and a remedy for each of its errors in both languages', () => {
    for (const code of QUEUE_ERROR_CODES)
      for (const language of ['en', 'zh'] as const) {
        const { message, remedy } = new QueueError(code, { place: 'p', reason: 'r' }).told(language)
        expect(message + remedy).not.toMatch(/[{}]/)
        expect(message).toContain('p')
      }
  })
})
