import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import type { Queue } from '../queue.js'
import { openStore } from '../../store/open.js'
import { describeQueue, type QueueUnderTest } from '../testing/describeQueue.js'
import { claimOne, job, LEASE_MS, TRANSIENT } from '../testing/samples.js'
import { backoffMs } from './backoff.js'

async function make(random: () => number = Math.random): Promise<QueueUnderTest & { readonly folder: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'nianbao-queue-'))
  let now = Date.parse('2026-01-02T03:04:05Z')
  const opened = await openStore(folder, { now: () => now, random })
  return {
    folder,
    queue: opened.queue,
    pass: (ms) => {
      now += ms
      return Promise.resolve()
    },
    close: async () => {
      await opened.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

describeQueue('The queue embedded in SQLite', () => make())

describe('the embedded queue', () => {
  test('is the same for all who open the folder, one process after the other or at once', async () => {
    const first = await make()
    const second = await openStore(first.folder)
    await first.queue.enqueue([job('x'), job('y')])
    const lease = await claimOne(first)
    expect(await second.queue.counts()).toMatchObject({ waiting: 1, active: 1 })
    expect(await second.queue.complete(lease)).toBe(true)
    await second.close()
    await first.close()
  })

  test('never gives two who have opened it the same job', async () => {
    const first = await make()
    const second = await openStore(first.folder)
    await first.queue.enqueue(Array.from({ length: 40 }, (_, index) => job(`document ${index}`)))
    const claimed: string[] = []
    const work = async (queue: Queue): Promise<void> => {
      for (;;) {
        const leases = await queue.claim('worker', 3, LEASE_MS)
        if (leases.length === 0) return
        claimed.push(...leases.map(({ id }) => id))
      }
    }
    await Promise.all([work(first.queue), work(second.queue)])
    expect(claimed).toHaveLength(40)
    expect(new Set(claimed).size).toBe(40)
    await second.close()
    await first.close()
  })

  test('scatters the retries of jobs that failed together', async () => {
    let next = 0
    const made = await make(() => [0, 0.5, 0.99][next++] ?? 0)
    await made.queue.enqueue([job('x'), job('y'), job('z')])
    for (const lease of await made.queue.claim('worker', 3, LEASE_MS)) await made.queue.fail(lease, TRANSIENT)
    const claims: number[] = []
    for (let waited = 0; waited < 10_000; waited += 250) {
      claims.push(...(await made.queue.claim('worker', 3, LEASE_MS)).map(() => waited))
      await made.pass(250)
    }
    expect(new Set(claims).size).toBe(3)
    await made.close()
  })
})

describe('the wait before a retry', () => {
  test('doubles, half of it by chance, up to five minutes', () => {
    expect([1, 2, 3, 4].map((attempt) => backoffMs(attempt, () => 0))).toEqual([1_000, 2_000, 4_000, 8_000])
    expect([1, 2, 3, 4].map((attempt) => backoffMs(attempt, () => 1))).toEqual([2_000, 4_000, 8_000, 16_000])
    expect(backoffMs(40, () => 1)).toBe(300_000)
  })
})
