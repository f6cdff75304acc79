import { expect, test } from '@jest/globals'
import { setTimeout as wait } from 'node:timers/promises'
import type { QueueOfTest } from './describe-queue.js'
import { DONE, failedIn, failing, job, keyOf, namesOf, PERMANENT, take, takeAll, takeAndEnd } from './samples.js'

/** Who works on what, and for how long. */
export function consumingOf(current: QueueOfTest): void {
  test('a handler is told all that the work takes', async () => {
    const { queue } = current()
    await queue.enqueue([job('x', { batch: 42 })])
    const held = await take(queue)
    expect(held.job).toEqual({
      ...{ key: keyOf('x'), batch: 42, extraction: null, generation: 1, attempt: 1, starts: 1, stalls: 0 },
      source: job('x').source,
      waitedMs: expect.any(Number),
    })
    expect(await queue.counts()).toMatchObject({ waiting: 0, active: 1 })
    expect(held.consumer.active).toBe(1)
    expect(await takeAll(queue)).toEqual([])
    await held.end(DONE)
    expect(held.consumer.active).toBe(0)
  })

  test('parts, digests and several names come as they were given', async () => {
    const { queue } = current()
    const source = {
      ...{ name: 'x-1.png', path: 'in/x-1.png' },
      parts: [
        { name: 'x-1.png', file: '/in/x-1.png', sha256: keyOf('1').sha256 },
        { name: 'x-2.png', sha256: keyOf('2').sha256 },
      ],
    }
    await queue.enqueue([job('x', { source })])
    expect((await takeAndEnd(queue)).source).toEqual(source)
  })

  test('what is more urgent comes first, then what has waited longer', async () => {
    const { queue, pass } = current()
    await queue.enqueue([job('digital 1'), job('digital 2')])
    await pass(5)
    await queue.enqueue([job('digital 3'), job('now', { priority: 'interactive' })])
    expect(namesOf(await takeAll(queue))).toEqual(['now.pdf', 'digital 1.pdf', 'digital 2.pdf', 'digital 3.pdf'])
  })

  test('scans wait apart, and are taken, too', async () => {
    const { queue } = current()
    await queue.enqueue([job('scan 1', { priority: 'scan' }), job('digital'), job('scan 2', { priority: 'scan' })])
    expect(await queue.counts()).toMatchObject({ waiting: 3, waitingScans: 2 })
    const names = namesOf(await takeAll(queue))
    expect(names.toSorted()).toEqual(['digital.pdf', 'scan 1.pdf', 'scan 2.pdf'])
    expect(names.filter((name) => name.startsWith('scan'))).toEqual(['scan 1.pdf', 'scan 2.pdf'])
  })

  test('several consumers at the same time never get the same job, each as many as it asked for', async () => {
    const { queue } = current()
    const names = Array.from({ length: 60 }, (_, index) => `document ${index}`)
    await queue.enqueue(names.map((name) => job(name)))
    const taken: string[] = []
    const most = [0, 0]
    const consumers = [0, 1].map((place) => {
      const consumer = queue.consume(
        async ({ source }) => {
          taken.push(source.name)
          most[place] = Math.max(most[place] ?? 0, consumer.active)
          await wait(5)
          return DONE
        },
        { concurrency: 3, onError: () => undefined },
      )
      return consumer
    })
    for (let look = 0; look < 400 && (await queue.counts()).done < 60; look++) await wait(25)
    for (const consumer of consumers) expect(await consumer.close(10_000)).toBe(true)
    expect(taken.toSorted()).toEqual(names.map((name) => `${name}.pdf`).toSorted())
    for (const count of most) expect(count).toBeLessThanOrEqual(3)
  })

  test('a consumer that waits takes what comes', async () => {
    const { queue } = current()
    const waiting = take(queue)
    await wait(50)
    await queue.enqueue([job('x')])
    const held = await waiting
    expect(held.job.key).toEqual(keyOf('x'))
    await held.end(DONE)
  })

  test('a job whose process is killed is given out again, and none of it counts as an attempt', async () => {
    const { queue, lose } = current()
    await queue.enqueue([job('x')])
    for (let kill = 0; kill < 2; kill++) await lose()
    const held = await take(queue)
    expect(held.job).toMatchObject({ key: keyOf('x'), attempt: 1, generation: 1 })
    await held.end(DONE)
    expect(await queue.counts()).toMatchObject({ waiting: 0, active: 0, done: 1, failed: 0 })
  })

  test('a consumer that is closed lets its jobs end', async () => {
    const { queue } = current()
    await queue.enqueue([job('x'), job('y')])
    const held = await take(queue)
    await held.end(failing(PERMANENT))
    expect(await failedIn(queue)).toMatchObject([{ key: keyOf('x') }])
    expect(await queue.counts()).toMatchObject({ waiting: 1, active: 0, failed: 1 })
  })

  test('and gives back what takes too long, as if it had never been taken', async () => {
    const { queue } = current()
    await queue.enqueue([job('x'), job('y')])
    const held = await take(queue)
    expect(held.signal.aborted).toBe(false)
    expect(await held.consumer.close(10)).toBe(true)
    expect(held.signal.aborted).toBe(true)
    expect(await queue.counts()).toMatchObject({ waiting: 2, active: 0 })
    expect(await takeAndEnd(queue)).toMatchObject({ key: held.job.key, attempt: 1 })
  })

  test('a consumer that is paused ends what it has and takes no more until it is resumed', async () => {
    const { queue } = current()
    await queue.enqueue([job('x'), job('y')])
    const held = await take(queue)
    await held.consumer.pause()
    const other = await takeAndEnd(queue)
    expect(other.key).toEqual(keyOf('y'))
    await held.end(DONE)
    expect(await queue.counts()).toMatchObject({ active: 0, done: 2 })
  })

  test('a paused queue takes in but gives nothing out, until it is resumed', async () => {
    const { queue } = current()
    await queue.enqueue([job('running'), job('x')])
    const running = await take(queue)
    expect(await queue.paused()).toBe(false)
    await queue.pause()
    await queue.pause()
    expect(await queue.paused()).toBe(true)
    expect(await queue.enqueue([job('y')])).toEqual(['added'])
    expect(await takeAll(queue)).toEqual([])
    await running.end(DONE)
    expect(await queue.counts()).toMatchObject({ waiting: 2, done: 1 })
    await queue.resume()
    expect(await queue.paused()).toBe(false)
    expect(await takeAll(queue)).toHaveLength(2)
  })
}
