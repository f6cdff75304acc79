import { expect, test } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { tableInBoth, withFigures } from './readme.js'

const README = 'Before\n\n<!-- figures: speed -->\n\nold\n\n<!-- end of figures -->\n\nAfter\n'

test('figures replace what stood between their comments, and nothing else', () => {
  const { en } = tableInBoth(['what', 'ms'], ['项目', '毫秒'], [['a', '1']])
  const once = withFigures(README, 'speed', en)
  expect(once).toBe(
    'Before\n\n<!-- figures: speed -->\n\n| what | ms |\n| --- | --- |\n| a | 1 |\n\n<!-- end of figures -->\n\nAfter\n',
  )
  expect(withFigures(once, 'speed', en)).toBe(once)
})

test('figures that the text has no place for are an error', () => {
  expect(() => withFigures(README, 'memory', 'x')).toThrow('memory')
})

test('both READMEs have a place for each of the figures', () => {
  for (const file of ['README.md', 'README.zh-CN.md'])
    for (const block of ['formats', 'scans', 'peers', 'damage'])
      expect(withFigures(readFileSync(file, 'utf8'), block, 'x')).toContain(`figures: ${block}`)
})
