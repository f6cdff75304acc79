import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, jest } from '@jest/globals'
import { startRedis } from '../../../scripts/servers/redis.js'
import type { Server } from '../../../scripts/servers/server.js'
import { overlaid } from '../../store/testing/overlaid.js'
import { describeQueue, type QueueUnderTest } from '../testing/describe-queue.js'
import { takeAndVanish } from '../testing/lost-worker.js'
import { BullQueue } from './queue.js'

// Retries are waited for.
jest.setTimeout(90_000)

let redis: Server
beforeAll(async () => {
  redis = await startRedis()
}, 120_000)
afterAll(async () => {
  await redis.stop()
})

/** Time passes as it does, and locks are short: a lost job is soon free again. */
const LOCKS = { lockMs: 1_000, stalledCheckMs: 300 }

async function make(): Promise<QueueUnderTest> {
  const where = { url: redis.url, version: '1.2.0', prefix: `test-${randomUUID()}` }
  const firstRetryMs = 1_000
  const queue = new BullQueue({ ...where, firstRetryMs })
  await queue.counts()
  const consume: BullQueue['consume'] = (handler, options) => queue.consume(handler, { ...options, ...LOCKS })
  return {
    queue: overlaid(queue, { consume }),
    ...{ firstRetryMs, pass: wait, close: () => queue.close() },
    lose: async () => {
      await takeAndVanish(where)
    },
  }
}

describeQueue('The queue on BullMQ', make)
