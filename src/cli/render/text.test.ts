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
  [340, '0.3 s', '0.3 秒'],
  [42_000, '42 s', '42 秒'],
  [185_000, '3:05 min', '3 分 05 秒'],
  [7_800_000, '2:10 h', '2 小时 10 分'],
])('%i ms are %s, in Chinese %s', (ms, english, chinese) => {
  expect(formatDuration(ms, 'en')).toBe(english)
  expect(formatDuration(ms, 'zh')).toBe(chinese)
})
