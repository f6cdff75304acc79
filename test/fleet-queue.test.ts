import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { startRedis } from '../scripts/servers/redis.js'
import type { Server } from '../scripts/servers/server.js'
import { BullQueue } from '../src/queue/bullmq/queue.js'
import { ENVIRONMENT, failing, job, keyOf, PERMANENT, takeAndEnd } from '../src/queue/testing/samples.js'
import { VERSION } from '../src/version.js'
import { nianbao } from './support/ingest.js'

/** `nianbao queue` as users run it, on a real Redis: it needs neither database nor originals. */

let redis: Server
let queue: BullQueue
beforeAll(async () => {
  redis = await startRedis()
  queue = new BullQueue({ url: redis.url, version: VERSION })
}, 120_000)
afterAll(async () => {
  await queue.close()
  await redis.stop()
})

const asked = async (...args: readonly string[]): ReturnType<typeof nianbao> =>
  nianbao('queue', ...args, '--redis-url', redis.url, '--lang', 'en')

test('the queue is looked at, paused, resumed, and what failed is driven again by its reason', async () => {
  const jobs = ['x', 'y', 'z'].map((name) => job(name, { key: keyOf(name, VERSION) }))
  await queue.enqueue(jobs)
  await takeAndEnd(queue, failing(PERMANENT))
  await takeAndEnd(queue, failing(ENVIRONMENT))

  const { out, status } = await asked('status', '--json')
  expect(status).toBe(0)
  expect(JSON.parse(out)).toMatchObject({ version: VERSION, queues: [{ kind: 'bulk', waiting: 1, failed: 2 }, {}] })

  expect(await asked('pause')).toMatchObject({ status: 0 })
  expect((await asked('status')).out).toMatch(/bulk .*paused/)
  expect(await asked('resume')).toMatchObject({ status: 0 })
  expect(await queue.paused()).toBe(false)

  const reasons = (await asked('failed')).out
  expect(reasons).toMatch(/encrypted +protected by a password +permanent +1 +in\/x\.pdf/)
  expect(reasons).toMatch(/office-missing +LibreOffice is missing +environment +1 +in\/y\.pdf/)
  expect((await asked('failed', '--code', 'office-missing')).out).toContain('Install LibreOffice.')
  expect(await asked('failed', '--code', 'office-missing', '--retry')).toMatchObject({
    ...{ status: 0, out: 'They wait again: 1 job.\n' },
  })
  expect(await queue.counts()).toMatchObject({ waiting: 2, failed: 1 })

  const unsure = await asked('drain')
  expect(unsure.status).toBe(1)
  expect(unsure.err).toContain('--yes')
  expect((await asked('drain', '--yes')).out).toBe('Taken back: 2 jobs.\n')
  expect(await queue.counts()).toMatchObject({ waiting: 0, failed: 1 })
}, 120_000)

test('no Redis is told in a sentence, and not after a minute', async () => {
  const { status, err } = await nianbao('queue', 'status', '--redis-url', 'redis://:secret@127.0.0.1:1', '--lang', 'en')
  expect(status).toBe(1)
  expect(err).toContain('127.0.0.1:1')
  expect(err).not.toContain('secret')
}, 60_000)
