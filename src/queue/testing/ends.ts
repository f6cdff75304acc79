import { expect, test } from '@jest/globals'
import { MOST_ATTEMPTS, type Lease } from '../queue.js'
import { claimOne, ENVIRONMENT, job, keyOf, LEASE_MS, passToRetry, PERMANENT, TRANSIENT } from './samples.js'
import type { QueueOfTest } from './describeQueue.js'

/** Completed, failed, tried again. */
export function endsOf(current: QueueOfTest): void {
  const claimed = async (content: string): Promise<Lease> => {
    await current().queue.enqueue([job(content)])
    return claimOne(current())
  }

  test('a job is completed once', async () => {
    const { queue } = current()
    const lease = await claimed('x')
    expect(await queue.complete(lease)).toBe(true)
    expect(await queue.complete(lease)).toBe(false)
    expect(await queue.fail(lease, PERMANENT)).toBe('lost')
    expect(await queue.renew(lease, LEASE_MS)).toBe(false)
    expect(await queue.counts()).toMatchObject({ done: 1, failed: 0, active: 0 })
  })

  test('what no retry mends fails at once, and the rest go on', async () => {
    const { queue } = current()
    await queue.enqueue([job('x'), job('y')])
    expect(await queue.fail(await claimOne(current()), PERMANENT)).toBe('failed')
    expect(await queue.nextRetryMs()).toBeNull()
    expect(await queue.complete(await claimOne(current()))).toBe(true)
    expect(await queue.counts()).toMatchObject({ done: 1, failed: 1, delayed: 0 })
  })

  test('what may pass is tried again after a wait, and not before', async () => {
    const { queue } = current()
    expect(await queue.fail(await claimed('x'), TRANSIENT)).toBe('retrying')
    expect(await queue.counts()).toMatchObject({ delayed: 1, waiting: 0, failed: 0 })
    expect(await queue.claim('worker', 1, LEASE_MS)).toEqual([])
    expect(await queue.nextRetryMs()).toBeGreaterThan(0)
    await passToRetry(current())
    const lease = await claimOne(current())
    expect(lease).toMatchObject({ attempt: 2, generation: 1 })
    await queue.complete(lease)
    expect(await queue.counts()).toMatchObject({ done: 1, delayed: 0 })
    expect(await queue.nextRetryMs()).toBeNull()
  })

  test('it is tried so often and no more; the waits grow', async () => {
    const { queue } = current()
    await queue.enqueue([job('x')])
    const waits: number[] = []
    for (let attempt = 1; attempt < MOST_ATTEMPTS; attempt++) {
      const lease = await claimOne(current())
      expect(lease.attempt).toBe(attempt)
      expect(await queue.fail(lease, TRANSIENT)).toBe('retrying')
      waits.push((await queue.nextRetryMs()) ?? 0)
      await passToRetry(current())
    }
    expect(await queue.fail(await claimOne(current()), TRANSIENT)).toBe('failed')
    expect(await queue.counts()).toMatchObject({ failed: 1, delayed: 0 })
    expect(waits).toHaveLength(MOST_ATTEMPTS - 1)
    expect(waits[waits.length - 1]).toBeGreaterThan((waits[0] ?? 0) * 2)
  })

  test('a retry that failed otherwise ends as that does', async () => {
    const { queue } = current()
    await queue.fail(await claimed('x'), TRANSIENT)
    await passToRetry(current())
    expect(await queue.fail(await claimOne(current()), PERMANENT)).toBe('failed')
    expect(await queue.counts()).toMatchObject({ failed: 1, delayed: 0 })
  })

  test('what failed for want of something on this machine waits until somebody asks to try it again', async () => {
    const { queue } = current()
    expect(await queue.fail(await claimed('x'), ENVIRONMENT)).toBe('failed')
    expect(await queue.fail(await claimed('y'), PERMANENT)).toBe('failed')
    expect(await queue.nextRetryMs()).toBeNull()
    expect(await queue.retryEnvironment()).toBe(1)
    expect(await queue.retryEnvironment()).toBe(0)
    // Another generation: what the failed one left in the store is history.
    expect(await claimOne(current())).toMatchObject({ key: keyOf('x'), generation: 2, attempt: 1 })
    expect(await queue.counts()).toMatchObject({ failed: 1, active: 1 })
  })

  test('it may be asked for some contents alone', async () => {
    const { queue } = current()
    await queue.fail(await claimed('x'), ENVIRONMENT)
    await queue.fail(await claimed('y'), ENVIRONMENT)
    expect(await queue.retryEnvironment([keyOf('y').sha256, keyOf('z').sha256])).toBe(1)
    expect(await queue.retryEnvironment([])).toBe(0)
    expect(await claimOne(current())).toMatchObject({ key: keyOf('y') })
  })
}
