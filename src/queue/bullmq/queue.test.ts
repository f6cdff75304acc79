import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll } from '@jest/globals'
import { startRedis } from '../../../scripts/servers/redis.js'
import type { Server } from '../../../scripts/servers/server.js'
import { describeQueue, type QueueUnderTest } from '../testing/describeQueue.js'
import { BullQueue } from './queue.js'

let redis: Server
beforeAll(async () => {
  redis = await startRedis()
}, 120_000)
afterAll(async () => {
  await redis.stop()
})

/** Time passes as it does: the first retry comes soon, so that all of them are waited for. */
async function make(): Promise<QueueUnderTest> {
  const queue = new BullQueue({ url: redis.url, version: '1.2.0', prefix: `test-${randomUUID()}`, firstRetryMs: 100 })
  await queue.counts()
  return { queue, pass: wait, close: () => queue.close() }
}

describeQueue('The queue on BullMQ', make)
