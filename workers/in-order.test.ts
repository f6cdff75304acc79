import { describe, expect, test } from '@jest/globals'
import { setTimeout as wait } from 'node:timers/promises'
import { inOrder, type OrderOptions } from './in-order.js'

const options = (more: Partial<OrderOptions<number, number>> = {}): OrderOptions<number, number> => ({
  work: async (ms) => wait(ms, ms),
  atWork: 2,
  waiting: 100,
  pack: async (result) => Promise.resolve(async () => Promise.resolve(result)),
  signal: null,
  ...more,
})

async function collect(results: AsyncIterable<number>): Promise<number[]> {
  const all: number[] = []
  for await (const result of results) all.push(result)
  return all
}

describe('inOrder', () => {
  test('gives results in the order of their inputs, whatever ends first', async () => {
    expect(await collect(inOrder([60, 1, 30, 0], options()))).toEqual([60, 1, 30, 0])
  })

  test('takes inputs no sooner than they are worked on', async () => {
    let taken = 0
    const endless = function* (): Generator<number> {
      for (;;) yield (taken += 1) && 5
    }
    let given = 0
    for await (const ms of inOrder(endless(), options())) if ((given += ms) === 100) break
    expect(taken).toBeLessThan(25)
  })

  test('one slow input stalls nothing but the giving: those behind it are worked on, and packed while they wait', async () => {
    let packed = 0
    const done: number[] = []
    const results = inOrder(
      [150, ...Array.from({ length: 30 }, (_, n) => n % 3)],
      options({
        work: async (ms) => wait(ms, ms).finally(() => done.push(ms)),
        pack: async (result) => {
          packed += 1
          return Promise.resolve(async () => Promise.resolve(result))
        },
      }),
    )
    await results.next()
    expect(done.at(-1)).toBe(150)
    expect(done).toHaveLength(31)
    expect(packed).toBe(30 - 15)
    expect(await collect(results)).toHaveLength(30)
  })

  test('no more work is begun while too many wait', async () => {
    let begun = 0
    const results = inOrder(
      Array.from({ length: 50 }, (_, n) => (n === 0 ? 100 : 0)),
      options({
        waiting: 10,
        work: async (ms) => {
          begun += 1
          return wait(ms, ms)
        },
      }),
    )
    await Promise.all([
      results.next(),
      wait(80).then(() => {
        expect(begun).toBe(10)
      }),
    ])
    await results.return()
  })

  test('an error comes in its turn', async () => {
    const results = inOrder(
      [20, -1, 5],
      options({
        work: async (ms) => {
          if (ms < 0) throw new Error('wrong')
          return wait(ms, ms)
        },
      }),
    )
    expect(await results.next()).toEqual({ done: false, value: 20 })
    await expect(results.next()).rejects.toThrow('wrong')
  })

  test('so does an error of the inputs themselves', async () => {
    const failing = async function* (): AsyncGenerator<number> {
      yield await wait(1, 7)
      throw new Error('no more')
    }
    const results = inOrder(failing(), options())
    expect(await results.next()).toEqual({ done: false, value: 7 })
    await expect(results.next()).rejects.toThrow('no more')
  })

  test('gives what is done while the inputs keep it waiting, and an abort ends that wait', async () => {
    const abort = new AbortController()
    const slow = async function* (): AsyncGenerator<number> {
      yield 1
      await wait(10_000, null, { signal: abort.signal }).catch(() => undefined)
    }
    const results = inOrder(slow(), options({ signal: abort.signal }))
    expect(await results.next()).toEqual({ done: false, value: 1 })
    const next = results.next()
    abort.abort(new Error('enough'))
    await expect(next).rejects.toThrow('enough')
  })
})
