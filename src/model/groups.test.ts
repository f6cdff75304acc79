import { expect, test } from '@jest/globals'
import { groupBy, tally } from './groups.js'

test('items are grouped by a key, in the order in which they come', () => {
  const groups = groupBy(['be', 'a', 'bo', 'c'], (word) => word[0])
  expect([...groups]).toEqual([
    ['b', ['be', 'bo']],
    ['a', ['a']],
    ['c', ['c']],
  ])
})

test('values are counted, in the order in which they come', () => {
  expect([...tally([2, 1, 2])]).toEqual([
    [2, 2],
    [1, 1],
  ])
})
