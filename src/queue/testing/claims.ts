import { expect, test } from '@jest/globals'
import { MOST_STALLS, type Lease } from '../queue.js'
import { claimOne, contents, job, keyOf, LEASE_MS, TRANSIENT } from './samples.js'
import type { QueueOfTest } from './describeQueue.js'

/** Who works on what, and for how long. */
export function claimsOf(current: QueueOfTest): void {
  test('a claim tells all that the work takes', async () => {
    const { queue } = current()
    await queue.enqueue([job('x', { batch: 42 })])
    expect(await claimOne(current())).toEqual({
      ...{ id: expect.any(String), token: expect.any(String), key: keyOf('x'), batch: 42, attempt: 1, generation: 1 },
      source: { name: 'x.pdf', path: 'in/x.pdf', files: ['/data/in/x.pdf'] },
    })
    expect(await queue.counts()).toMatchObject({ waiting: 0, active: 1 })
    expect(await queue.claim('worker', 5, LEASE_MS)).toEqual([])
  })

  test('what is more urgent comes first, then what has waited longer', async () => {
    const { queue, pass } = current()
    await queue.enqueue([job('scan 1', { priority: 'scan' }), job('digital 1'), job('digital 2')])
    await pass(5)
    await queue.enqueue([
      job('digital 3'),
      job('scan 2', { priority: 'scan' }),
      job('now', { priority: 'interactive' }),
    ])
    expect(await queue.counts()).toMatchObject({ waiting: 6, waitingScans: 2 })
    const first = await queue.claim('worker', 4, LEASE_MS)
    expect(contents(first)).toEqual(['now.pdf', 'digital 1.pdf', 'digital 2.pdf', 'digital 3.pdf'])
    expect(contents(await queue.claim('worker', 4, LEASE_MS))).toEqual(['scan 1.pdf', 'scan 2.pdf'])
  })

  test('two that claim at the same time never get the same job', async () => {
    const { queue } = current()
    const names = Array.from({ length: 60 }, (_, index) => `document ${index}`)
    await queue.enqueue(names.map((name) => job(name)))
    const claims: Lease[] = []
    const work = async (worker: string): Promise<void> => {
      for (;;) {
        const leases = await queue.claim(worker, 3, LEASE_MS)
        if (leases.length === 0) return
        claims.push(...leases)
      }
    }
    await Promise.all(['a', 'b', 'c', 'd'].map(work))
    expect(contents(claims).toSorted()).toEqual(names.map((name) => `${name}.pdf`).toSorted())
    expect(new Set(claims.map(({ token }) => token)).size).toBe(60)
  })

  test('a lease that is renewed holds on', async () => {
    const { queue, pass } = current()
    await queue.enqueue([job('x')])
    const lease = await claimOne(current())
    for (let time = 0; time < 3; time++) {
      await pass(LEASE_MS * 0.6)
      expect(await queue.renew(lease, LEASE_MS)).toBe(true)
      expect(await queue.takeBack()).toBe(0)
    }
    expect(await queue.complete(lease)).toBe(true)
  })

  test('a job whose lease ran out waits again; the old lease is lost, the new one counts', async () => {
    const { queue, pass } = current()
    await queue.enqueue([job('x')])
    const stale = await claimOne(current())
    await pass(LEASE_MS + 1)
    expect(await queue.takeBack()).toBe(1)
    expect(await queue.takeBack()).toBe(0)
    const fresh = await claimOne(current(), 'another')
    expect(fresh.token).not.toBe(stale.token)
    // It was never finished, so it is the first run still.
    expect(fresh).toMatchObject({ key: stale.key, attempt: 1, generation: 1 })
    expect(await queue.renew(stale, LEASE_MS)).toBe(false)
    expect(await queue.fail(stale, TRANSIENT)).toBe('lost')
    await queue.release(stale)
    expect(await queue.complete(stale)).toBe(false)
    expect(await queue.counts()).toMatchObject({ active: 1 })
    expect(await queue.complete(fresh)).toBe(true)
    expect(await queue.counts()).toMatchObject({ active: 0, done: 1 })
  })

  test('a lease that ran out but was not taken back still counts', async () => {
    const { queue, pass } = current()
    await queue.enqueue([job('x')])
    const lease = await claimOne(current())
    await pass(LEASE_MS * 3)
    expect(await queue.complete(lease)).toBe(true)
  })

  test('a job whose lease runs out again and again fails as one that crashes its reader', async () => {
    const { queue, pass } = current()
    await queue.enqueue([job('poison'), job('sound')])
    for (let stall = 1; stall <= MOST_STALLS; stall++) {
      const lease = await claimOne(current())
      expect(lease.source.name).toBe('poison.pdf')
      await pass(LEASE_MS + 1)
      expect(await queue.takeBack()).toBe(1)
    }
    expect(await queue.counts()).toMatchObject({ failed: 1, waiting: 1 })
    expect(contents([await claimOne(current())])).toEqual(['sound.pdf'])
    // Nothing on this machine was missing, and no wait mends it.
    expect(await queue.retryEnvironment()).toBe(0)
    expect(await queue.nextRetryMs()).toBeNull()
  })

  test('all jobs of a worker that is known to be gone wait again at once, and none of it counts against them', async () => {
    const { queue } = current()
    await queue.enqueue([job('x'), job('y'), job('z')])
    for (let kill = 0; kill < MOST_STALLS + 2; kill++) {
      expect(await queue.claim('gone', 2, LEASE_MS)).toHaveLength(2)
      const other = await claimOne(current(), 'alive')
      expect(await queue.takeBack('gone')).toBe(2)
      expect(await queue.counts()).toMatchObject({ waiting: 2, active: 1, failed: 0 })
      await queue.release(other)
    }
    expect(await claimOne(current())).toMatchObject({ attempt: 1 })
  })

  test('a job that is given back is as if it had never been claimed', async () => {
    const { queue } = current()
    await queue.enqueue([job('x'), job('y')])
    const lease = await claimOne(current())
    await queue.release(lease)
    expect(await queue.counts()).toMatchObject({ waiting: 2, active: 0 })
    expect(await queue.complete(lease)).toBe(false)
    expect(await claimOne(current())).toMatchObject({ key: lease.key, attempt: 1 })
  })

  test('a paused queue takes in but gives nothing out, until it is resumed', async () => {
    const { queue } = current()
    await queue.enqueue([job('running'), job('x')])
    const running = await claimOne(current())
    expect(await queue.paused()).toBe(false)
    await queue.pause()
    await queue.pause()
    expect(await queue.paused()).toBe(true)
    expect(await queue.enqueue([job('y')])).toEqual(['added'])
    expect(await queue.claim('worker', 5, LEASE_MS)).toEqual([])
    expect(await queue.complete(running)).toBe(true)
    await queue.resume()
    expect(await queue.paused()).toBe(false)
    expect(await queue.claim('worker', 5, LEASE_MS)).toHaveLength(2)
  })
}
