import { describe, expect, test } from '@jest/globals'
import { lineOf, paceOf } from './run-display.js'
import { speaker } from './say.js'

const state = { ok: 3, flagged: 1, failed: 0, duplicates: 0, speed: '2.5/s', left: '8 s' }
const counts = { found: 30, unchanged: 0, done: 4, total: 20 }

describe('a line about a run', () => {
  test('is no news where only pace and time left are others', () => {
    const say = speaker('en')
    const [before, later] = [lineOf(counts, state, say), lineOf(counts, { ...state, speed: '1/s', left: '20 s' }, say)]
    expect(later.line).not.toBe(before.line)
    expect(later.news).toBe(before.news)
    expect(lineOf({ ...counts, done: 5 }, { ...state, ok: 4 }, say).news).not.toBe(before.news)
    expect(before.line).toBe('4/20 done, 2.5/s, ok 3, flagged 1, failed 0, duplicate 0, 8 s left')
  })

  test('tells what is found before anything is to be done', () => {
    const { news, line } = lineOf({ ...counts, done: 0, total: 0 }, state, speaker('zh'))
    expect([news, line]).toEqual([line, '查找文件：已找到 30，未变化 0'])
  })
})

test.each([
  [0, '–', '–'],
  [0.05, '3.0/min', '3.0 份/分'],
  [0.5, '30/min', '30 份/分'],
  [2.5, '2.5/s', '2.5 份/秒'],
  [25.4, '25/s', '25 份/秒'],
])('a pace of %d a second is told as %s, %s', (speed, english, chinese) => {
  expect(paceOf(speed, 'en')).toBe(english)
  expect(paceOf(speed, 'zh')).toBe(chinese)
})
