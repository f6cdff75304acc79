import { expect, test } from '@jest/globals'
import { Kept } from './kept.js'

test('an answer is shared while it is made, and kept ten times as long as it took', async () => {
  let [now, made] = [0, 0]
  const kept = new Kept<number>(() => now)
  const make = async (): Promise<number> => {
    await Promise.resolve()
    now += 100
    return ++made
  }
  const both = await Promise.all([kept.get('a', make), kept.get('a', make)])
  expect(both.map(({ value }) => value)).toEqual([1, 1])
  now = 1_000
  expect((await kept.get('a', make)).value).toBe(1)
  now = 1_200
  expect((await kept.get('a', make)).value).toBe(2)
  expect((await kept.get('b', make)).value).toBe(3)
})

test('what fails is not kept, and only so many answers are', async () => {
  const kept = new Kept<string>()
  await expect(kept.get('a', () => Promise.reject(new Error('away')))).rejects.toThrow('away')
  expect((await kept.get('a', () => Promise.resolve('there'))).value).toBe('there')
  let again = 0
  const slow = new Kept<number>(() => 0)
  for (let key = 0; key < 20; key += 1) await slow.get(String(key), () => Promise.resolve(++again))
  await slow.get('0', () => Promise.resolve(++again))
  expect(again).toBe(21)
})
