import { describe, expect, it } from '@jest/globals'
import { layoutPages } from '../src/layout/index.js'
import { page, sketch, table, tablesOf } from '../src/layout/testing/pages.js'
import { gridFromRows } from '../src/readers/markup/grid.js'
import { readText as readTextFile } from '../src/readers/text/index.js'
import { DEFAULT_LIMITS } from '../src/model/source.js'
import { isValueText, readText } from '../src/vocabulary/values.js'

/** Words of value cells that the readers of pages, markup and text once took for different things. */

describe.each([
  ['5起', { state: 'number', value: 5, unit: '起' }],
  ['2篇', { state: 'number', value: 2, unit: '篇' }],
  ['6人次', { state: 'number', value: 6, unit: '人次' }],
  ['空', { state: 'dash', value: null, unit: null }],
  ['nil', { state: 'dash', value: null, unit: null }],
] as const)('%s', (word, read) => {
  it('is one value', () => {
    expect(readText(word)).toEqual(read)
    expect(isValueText(word)).toBe(true)
  })

  it('stands in a column of a table without rulings', () => {
    const drawn = table({
      ...{ left: 50, top: 100, widths: [160, 70, 70, 70], heights: [18, 18, 18, 18], rules: 'none' as const },
      rows: [
        [{ lines: ['项目'] }, '自然人', '企业', '总计'],
        [{ lines: ['一、本年新收申请'] }, word, word, word],
        [{ lines: ['二、上年结转申请'] }, '1', '0', '1'],
        [{ lines: ['三、予以公开'] }, '4', '0', '4'],
      ],
    })
    const [laid] = tablesOf(layoutPages([page(1, drawn)]))
    expect(sketch(laid)[1]).toBe(`一、本年新收申请|${word}|${word}|${word}`)
  })

  it('is no label where markup lost a cell', () => {
    const row = (...texts: string[]) => texts.map((text) => ({ text, rowSpan: null, columnSpan: null, hole: false }))
    const rows = [row('a', 'x', 'y', 'z'), row('b', '1', '2', '3'), row('c', '4', '5', '6'), row('d', word, '8')]
    const cell = gridFromRows([rows], null).cells.find(({ text }) => text === word)
    expect(cell?.uncertain).toBe('column')
  })

  it('is no label in plain text', async () => {
    const lines = ['第二十条第（五）项', '信息内容', '本年处理决定数量', '行政许可', word, '']
    const bytes = new TextEncoder().encode(lines.join('\n'))
    const { blocks } = await readTextFile(
      { name: 'a.txt', path: 'a.txt', bytes },
      { limits: DEFAULT_LIMITS, signal: null },
    )
    const cells = blocks.flatMap((block) => (block.kind === 'table' ? block.cells : []))
    expect(cells.find(({ text }) => text === word)).toMatchObject({ row: 2, column: 1 })
  })
})
