import { afterEach, beforeEach, describe } from '@jest/globals'
import type { Queue } from '../queue.js'
import { consumingOf } from './consuming.js'
import { endsOf } from './ends.js'
import { enqueueingOf } from './enqueueing.js'

/** A queue whose time and processes are in the suite's hand. */
export interface QueueUnderTest {
  readonly queue: Queue
  /** Lets milliseconds pass: by setting a clock forward, or by waiting. */
  readonly pass: (ms: number) => Promise<void>
  /** Milliseconds before the first retry, half of them by chance; each further one waits twice as long. */
  readonly firstRetryMs: number
  /** Has the next job taken by a process that is killed before it ends it. */
  readonly lose: () => Promise<void>
  /** Closes the queue and everything around it. */
  readonly close: () => Promise<void>
}

/** Gives a part of the suite the queue of the running test. */
export type QueueOfTest = () => QueueUnderTest

/**
 * States the guarantees of every queue: the embedded one and BullMQ both run this suite.
 * @param make gives a new, empty queue; the suite closes it
 */
export function describeQueue(name: string, make: () => Promise<QueueUnderTest>): void {
  describe(`${name} is a queue`, () => {
    let made: QueueUnderTest | null = null
    beforeEach(async () => {
      made = await make()
    })
    afterEach(async () => {
      await made?.close()
    })
    const current: QueueOfTest = () => {
      if (!made) throw new Error('the queue is there in tests only')
      return made
    }
    describe('enqueueing', () => {
      enqueueingOf(current)
    })
    describe('consuming', () => {
      consumingOf(current)
    })
    describe('how jobs end', () => {
      endsOf(current)
    })
  })
}
