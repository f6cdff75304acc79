import { expect, test } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { BLOCKS, pageOf, tableInBoth, withFigures } from './figures.js'

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

test('the documentation has a place for each of the figures in both languages', () => {
  for (const block of BLOCKS)
    for (const language of ['en', 'zh'] as const)
      expect(withFigures(readFileSync(pageOf(block, language), 'utf8'), block, 'x')).toContain(`figures: ${block}`)
})
