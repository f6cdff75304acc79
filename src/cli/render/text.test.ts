import { expect, test } from '@jest/globals'
import { formatBytes, formatDuration } from './text.js'

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [10_400, '10.4 kB'],
  [505_000, '505 kB'],
  [3_200_000_000, '3.2 GB'],
])('%i bytes are %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text)
})

test.each([
  [340, '0.3 s'],
  [42_000, '42 s'],
  [185_000, '3:05 min'],
  [7_800_000, '2:10 h'],
])('%i ms are %s', (ms, text) => {
  expect(formatDuration(ms)).toBe(text)
})
