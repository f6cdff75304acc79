import { describe, expect, test } from '@jest/globals'
import { backoffMs, Change, inTime } from './timing.js'

describe('the wait before a retry', () => {
  test('doubles, half of it by chance, up to its bound', () => {
    const backoff = { firstMs: 2_000, maxMs: 300_000 }
    expect([1, 2, 3, 4].map((retry) => backoffMs(retry, backoff, () => 0))).toEqual([1_000, 2_000, 4_000, 8_000])
    expect([1, 2, 3, 4].map((retry) => backoffMs(retry, backoff, () => 1))).toEqual([2_000, 4_000, 8_000, 16_000])
    expect(backoffMs(40, backoff, () => 1)).toBe(300_000)
  })
})

describe('a change', () => {
  test('wakes all that wait for it, and is not waited for longer than asked', async () => {
    const change = new Change()
    const waiting = Promise.all([change.next(), change.next(60_000)])
    change.announce()
    await waiting
    const began = performance.now()
    await change.next(20)
    expect(performance.now() - began).toBeGreaterThan(15)
  })
})

test('an answer that does not come in time is an error', async () => {
  expect(await inTime(Promise.resolve('here'), 1_000)).toBe('here')
  await expect(inTime(new Promise(() => undefined), 10)).rejects.toMatchObject({ code: 'ETIMEDOUT' })
})
