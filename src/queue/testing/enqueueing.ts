import { expect, test } from '@jest/globals'
import { DONE, ENVIRONMENT, failing, job, keyOf, PERMANENT, take, takeAndEnd, TRANSIENT } from './samples.js'
import type { QueueOfTest } from './describe-queue.js'

/** How jobs come in: once per key. */
export function enqueueingOf(current: QueueOfTest): void {
  test('a job waits once it is enqueued', async () => {
    const { queue } = current()
    expect(await queue.enqueue([job('x')])).toEqual(['added'])
    expect(await queue.counts()).toEqual({ waiting: 1, waitingScans: 0, delayed: 0, active: 0, done: 0, failed: 0 })
    expect(await queue.enqueue([])).toEqual([])
  })

  test('the same key is there once, however often it is enqueued: each is told how it stands', async () => {
    const { queue } = current()
    expect(await queue.enqueue([job('x'), job('y'), job('x')])).toEqual(['added', 'added', 'waiting'])
    const x = await take(queue)
    expect(await queue.enqueue([job('y'), job('x')])).toEqual(['waiting', 'active'])
    await x.end(DONE)
    await takeAndEnd(queue, failing(PERMANENT))
    expect(await queue.enqueue([job('x'), job('y')])).toEqual(['done', 'failed'])
    expect(await queue.counts()).toMatchObject({ waiting: 0, done: 1, failed: 1 })
  })

  test('another version or other options are another job', async () => {
    const { queue } = current()
    const key = keyOf('x')
    const jobs = [
      job('x'),
      job('x', { key: { ...key, version: '1.3.0' } }),
      job('x', { key: { ...key, options: 'f' } }),
    ]
    expect(await queue.enqueue(jobs)).toEqual(['added', 'added', 'added'])
    expect(await queue.counts()).toMatchObject({ waiting: 3 })
  })

  test('two that enqueue the same at the same time add it once', async () => {
    const { queue } = current()
    const outcomes = await Promise.all([1, 2, 3].map(() => queue.enqueue([job('x'), job('y')])))
    expect(outcomes.flat().filter((outcome) => outcome === 'added')).toHaveLength(2)
    expect(await queue.counts()).toMatchObject({ waiting: 2 })
  })

  test('a job that is done is done again when it is enqueued again, as the next generation', async () => {
    const { queue } = current()
    await queue.enqueue([job('x')])
    expect((await takeAndEnd(queue)).generation).toBe(1)
    const parts = [{ name: 'moved.pdf', file: '/elsewhere/moved.pdf', sha256: keyOf('x').sha256 }]
    const source = { name: 'moved.pdf', path: 'moved.pdf', parts }
    expect(await queue.enqueueAgain([job('x', { source, batch: 7, priority: 'scan' })])).toEqual(['added'])
    expect(await queue.counts()).toMatchObject({ waiting: 1, waitingScans: 1, done: 0 })
    expect(await takeAndEnd(queue)).toMatchObject({ generation: 2, attempt: 1, batch: 7, source, key: keyOf('x') })
  })

  test('a job that failed is tried again when it is enqueued again, with all its attempts', async () => {
    const { queue } = current()
    await queue.enqueue([job('x')])
    await takeAndEnd(queue, failing(PERMANENT))
    await queue.enqueueAgain([job('x')])
    expect(await takeAndEnd(queue, failing(TRANSIENT))).toMatchObject({ generation: 2, attempt: 1 })
    expect(await queue.counts()).toMatchObject({ delayed: 1, failed: 0 })
  })

  test('enqueued again, what waits or runs is left as it is, and what is not there is added', async () => {
    const { queue } = current()
    await queue.enqueue([job('runs'), job('waits')])
    const runs = await take(queue)
    expect(await queue.enqueueAgain([job('runs'), job('waits'), job('new')])).toEqual(['active', 'waiting', 'added'])
    await runs.end(DONE)
    expect(await queue.counts()).toMatchObject({ waiting: 2, active: 0, done: 1 })
    expect(await takeAndEnd(queue)).toMatchObject({ generation: 1 })
  })

  test('what waits for its retry is waiting', async () => {
    const { queue } = current()
    await queue.enqueue([job('x')])
    await takeAndEnd(queue, failing(TRANSIENT))
    expect(await queue.enqueue([job('x')])).toEqual(['waiting'])
    expect(await queue.enqueueAgain([job('x')])).toEqual(['waiting'])
    expect(await queue.counts()).toMatchObject({ waiting: 0, delayed: 1 })
  })

  test('what failed for the environment is failed until it is asked for', async () => {
    const { queue } = current()
    await queue.enqueue([job('x')])
    await takeAndEnd(queue, failing(ENVIRONMENT))
    expect(await queue.enqueue([job('x')])).toEqual(['failed'])
  })
}
