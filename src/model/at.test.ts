import { expect, test } from '@jest/globals'
import { at, lastOf, valueAt } from './at.js'

test('an item that must be there is given, and a bug is thrown where it is not', () => {
  expect(at([0, 'b'], 0, 'edge')).toBe(0)
  expect(lastOf(['a', ''], 'edge')).toBe('')
  expect(() => at(['a', 'b'], 2, 'edge')).toThrow('there is no edge 2 among 2')
  expect(() => at(['a', 'b'], -1, 'edge')).toThrow(RangeError)
  expect(() => at([null], 0, 'edge')).toThrow(RangeError)
  expect(() => lastOf([], 'edge')).toThrow(RangeError)
})

test('so is the value of a key', () => {
  expect(valueAt(new Map([['a', 0]]), 'a', 'page')).toBe(0)
  expect(() => valueAt(new Map([['a', 0]]), 'b', 'page')).toThrow('there is no page b')
})
