import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals'
import { Redis } from 'ioredis'
import { startRedis } from '../../../scripts/servers/redis.js'
import type { Server } from '../../../scripts/servers/server.js'
import { enqueueUndone } from '../../ingest/take-in.js'
import { kindOf } from '../../ingest/extraction.js'
import type { NewJob } from '../../queue/queue.js'
import { sampleBatch, sampleRecord } from '../../store/testing/samples.js'
import { TestFleet } from './testing/fleet.js'

/**
 * A Redis that lost what it knew, or some of it, counts the generations of jobs anew; the store keeps one result of each. What
 * is asked for then must not be taken for what stands there already. It needs the build in dist/.
 */

let server: Server
let redis: Redis
let fleet: TestFleet
beforeAll(async () => {
  server = await startRedis()
  redis = new Redis(server.url)
}, 120_000)
afterAll(async () => {
  redis.disconnect()
  await server.stop()
})
beforeEach(async () => {
  fleet = await TestFleet.open(server)
})
afterEach(async () => {
  await fleet.close()
})

const batchOf = async (): Promise<number> => fleet.data.store.beginBatch(sampleBatch)
const jobOf = (sha256: string, batch: number): NewJob => ({
  ...{ key: { ...kindOf(fleet.extraction), sha256 }, priority: 'digital', batch },
  source: { name: 'x.txt', path: 'x.txt', parts: [{ name: 'x.txt', sha256 }] },
})
const attempts = async (sha256: string): Promise<readonly unknown[]> =>
  (await fleet.data.store.attempts(sha256)).map(({ batch, status, current }) => ({ batch, status, current }))
const readOnce = async (): Promise<string> => {
  const [sha256 = ''] = await fleet.enqueue(fleet.reportOf('甲'))
  await fleet.worker()
  await fleet.untilDone()
  return sha256
}

test('a document is read again though Redis was emptied', async () => {
  const sha256 = await readOnce()
  const batch = await batchOf()
  await redis.flushall()
  expect(await fleet.queue.enqueueAgain([jobOf(sha256, batch)])).toEqual(['added'])
  await fleet.untilDone()
  await fleet.until(async () => (await attempts(sha256)).length === 2)
  expect(await attempts(sha256)).toEqual([
    { batch: null, status: 'ok', current: false },
    { batch, status: 'ok', current: true },
  ])
})

test('a document is read again though Redis came back as it was before the last time', async () => {
  const sha256 = await readOnce()
  const [bulk] = fleet.queue.parts
  const [done] = (await bulk?.getJobs(['completed'])) ?? []
  const [first, second] = [await batchOf(), await batchOf()]
  await fleet.queue.enqueueAgain([jobOf(sha256, first)])
  await fleet.untilDone()
  await fleet.until(async () => (await attempts(sha256)).length === 2)
  // The older copy: the job is done, of the first generation.
  await done?.updateData(done.data)
  expect(await fleet.queue.enqueueAgain([jobOf(sha256, second)])).toEqual(['added'])
  await fleet.until(async () => (await attempts(sha256)).length === 3)
  expect((await attempts(sha256)).at(-1)).toEqual({ batch: second, status: 'ok', current: true })
  expect(await fleet.queue.counts()).toMatchObject({ done: 1, failed: 0 })
})

test('what failed for good once, and lately for a reason that passes, is read though Redis was emptied', async () => {
  const [sha256 = ''] = await fleet.enqueue(fleet.reportOf('甲'))
  await redis.flushall()
  const { key } = jobOf(sha256, 0)
  for (const [generation, code] of [
    [1, 'crashed-extractor'],
    [2, 'unreadable-input'],
  ] as const) {
    const problem = { code, severity: 'error', message: '…', page: null, table: null } as const
    const record = sampleRecord('x', { status: 'failed', problems: [problem] })
    const now = new Date().toISOString()
    const source = { ...record.source, sha256 }
    await fleet.data.store.saveAttempt({
      ...{ key, generation, batch: null, startedAt: now, finishedAt: now, record: { ...record, source } },
    })
  }
  const batch = await batchOf()
  const enqueued = await enqueueUndone(fleet.queue, [jobOf(sha256, batch)], new Set([sha256]))
  expect([...enqueued.values()]).toEqual(['added'])
  await fleet.worker()
  await fleet.untilDone()
  expect((await attempts(sha256)).at(-1)).toEqual({ batch, status: 'ok', current: true })
})
