import { describe, expect, test } from '@jest/globals'
import type { QueueCounts } from '../queue/queue.js'
import { measuredSeconds, secondsLeft } from './estimate.js'

const queued = (counts: Partial<QueueCounts>): QueueCounts => ({
  ...{ waiting: 0, waitingScans: 0, delayed: 0, active: 0, done: 0, failed: 0 },
  ...counts,
})
const run = { workers: 2, scans: { seconds: 0, count: 0 } }

describe('the time left', () => {
  test('is that of born-digital documents at the present pace', () => {
    expect(secondsLeft(queued({ waiting: 100, active: 4, delayed: 1 }), 10.5, run)).toBeCloseTo(10)
  })

  test('and that of scans as long as those before them took', () => {
    const scans = { workers: 2, scans: { seconds: 30, count: 3 } }
    expect(secondsLeft(queued({ waiting: 110, waitingScans: 10 }), 10, scans)).toBeCloseTo(10 + 50)
    expect(secondsLeft(queued({ waiting: 10, waitingScans: 10 }), 0, scans)).toBeCloseTo(50)
    // Running documents count as half done.
    expect(secondsLeft(queued({ waiting: 1, waitingScans: 1, active: 2 }), 0.1, scans)).toBeCloseTo(10)
  })

  test('is not known before the first is done', () => {
    expect(secondsLeft(queued({ waiting: 100 }), 0, run)).toBeNull()
    // One alone that is read is not nothing.
    expect(secondsLeft(queued({ active: 1 }), 0, run)).toBeNull()
    expect(secondsLeft(queued({}), 0, run)).toBe(0)
  })
})

test('without a store, times are assumed and said to be so', async () => {
  expect(await measuredSeconds(null)).toMatchObject({
    digital: 0.2,
    page: 12,
    measured: { digital: false, page: false },
  })
})
