import { expect, test } from '@jest/globals'
import { lackedSomething, MAX_ATTEMPTS } from '../queue.js'
import type { QueueOfTest } from './describe-queue.js'
import {
  DONE,
  ENVIRONMENT,
  failedIn,
  failing,
  job,
  keyOf,
  PERMANENT,
  take,
  takeAll,
  takeAndEnd,
  TRANSIENT,
} from './samples.js'

/** Done, failed, tried again. */
export function endsOf(current: QueueOfTest): void {
  test('a job that is done is not given out again', async () => {
    const { queue } = current()
    await queue.enqueue([job('x')])
    await takeAndEnd(queue)
    expect(await queue.counts()).toMatchObject({ done: 1, failed: 0, active: 0 })
    expect(await takeAll(queue)).toEqual([])
  })

  test('what no retry mends fails at once, with its reason, and the rest go on', async () => {
    const { queue } = current()
    await queue.enqueue([job('x'), job('y')])
    await takeAndEnd(queue, failing(PERMANENT))
    await takeAndEnd(queue)
    expect(await queue.counts()).toMatchObject({ done: 1, failed: 1, delayed: 0 })
    const { source, batch } = job('x')
    expect(await failedIn(queue)).toMatchObject([{ key: keyOf('x'), source, batch, generation: 1, failure: PERMANENT }])
  })

  test('what may pass is tried again after a wait, and not before', async () => {
    const { queue, pass, firstRetryMs } = current()
    await queue.enqueue([job('x')])
    await takeAndEnd(queue, failing(TRANSIENT))
    expect(await queue.counts()).toMatchObject({ delayed: 1, waiting: 0, failed: 0 })
    expect(await takeAll(queue)).toEqual([])
    await pass(firstRetryMs)
    expect(await takeAndEnd(queue)).toMatchObject({ attempt: 2, generation: 1 })
    expect(await queue.counts()).toMatchObject({ done: 1, delayed: 0 })
  })

  test('it is tried MAX_ATTEMPTS times and no more; the waits grow', async () => {
    const { queue, pass, firstRetryMs } = current()
    await queue.enqueue([job('x')])
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
      expect(await takeAndEnd(queue, failing(TRANSIENT))).toMatchObject({ attempt, generation: 1 })
      expect(await queue.counts()).toMatchObject(
        attempt < MAX_ATTEMPTS ? { delayed: 1, failed: 0 } : { delayed: 0, failed: 1 },
      )
      if (attempt === MAX_ATTEMPTS) break
      if (attempt === MAX_ATTEMPTS - 1) {
        await pass(firstRetryMs * 3)
        expect(await takeAll(queue)).toEqual([])
      }
      await pass(firstRetryMs * 2 ** (attempt - 1))
    }
    expect(await failedIn(queue)).toMatchObject([{ failure: TRANSIENT }])
  })

  test('a retry that failed otherwise ends as that does', async () => {
    const { queue, pass, firstRetryMs } = current()
    await queue.enqueue([job('x')])
    await takeAndEnd(queue, failing(TRANSIENT))
    await pass(firstRetryMs)
    await takeAndEnd(queue, failing(PERMANENT))
    expect(await queue.counts()).toMatchObject({ failed: 1, delayed: 0 })
  })

  test('what is given back undone is taken again after its wait, and it was no attempt', async () => {
    const { queue, pass } = current()
    await queue.enqueue([job('x')])
    await takeAndEnd(queue, { end: 'undone', waitMs: 1_500 })
    expect(await queue.counts()).toMatchObject({ waiting: 0, delayed: 1, active: 0 })
    expect(await takeAll(queue)).toEqual([])
    await pass(1_600)
    expect(await takeAndEnd(queue)).toMatchObject({ key: keyOf('x'), attempt: 1, generation: 1 })
    expect(await queue.counts()).toMatchObject({ done: 1 })
  })

  test('a handler that throws is a failure that may pass', async () => {
    const { queue } = current()
    await queue.enqueue([job('x')])
    const consumer = queue.consume(() => Promise.reject(new Error('broken')), {
      ...{ concurrency: 1, onError: () => undefined },
    })
    for (let look = 0; look < 200 && (await queue.counts()).delayed === 0; look++)
      await new Promise((done) => setTimeout(done, 20))
    await consumer.close(10_000)
    expect(await queue.counts()).toMatchObject({ delayed: 1, failed: 0, active: 0 })
  })

  test('what failed for want of something on this machine waits until somebody asks to try it again', async () => {
    const { queue } = current()
    await queue.enqueue([job('x'), job('y')])
    await takeAndEnd(queue, failing(ENVIRONMENT))
    await takeAndEnd(queue, failing(PERMANENT))
    expect(await takeAll(queue)).toEqual([])
    expect(await queue.retryFailed(lackedSomething)).toBe(1)
    expect(await queue.retryFailed(lackedSomething)).toBe(0)
    // Another generation: what the failed one left in the store is history.
    const held = await take(queue)
    expect(held.job).toMatchObject({ key: keyOf('x'), generation: 2, attempt: 1 })
    expect(await queue.counts()).toMatchObject({ failed: 1, active: 1 })
    await held.end(DONE)
  })

  test('the failed set may be asked for some contents alone', async () => {
    const { queue } = current()
    await queue.enqueue([job('x'), job('y')])
    for (let time = 0; time < 2; time++) await takeAndEnd(queue, failing(PERMANENT))
    expect((await failedIn(queue)).map(({ key }) => key.sha256).toSorted()).toEqual(
      [keyOf('x').sha256, keyOf('y').sha256].toSorted(),
    )
    expect(await queue.retryFailed(({ key }) => key.sha256 === keyOf('y').sha256)).toBe(1)
    expect(await queue.retryFailed(() => false)).toBe(0)
    expect(await takeAndEnd(queue)).toMatchObject({ key: keyOf('y') })
  })
}
