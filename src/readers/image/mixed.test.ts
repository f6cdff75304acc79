import { describe, expect, it } from '@jest/globals'
import type { Block } from '../../model/block.js'
import { mixedProblems } from './index.js'

const p = (page: number, text: string): Block => ({
  kind: 'paragraph',
  text,
  boxes: [{ page, box: [0, 0, 1, 1] }],
  level: null,
  size: null,
  align: null,
})
const table = (page: number, ...labels: readonly string[]): Block => ({
  kind: 'table',
  method: 'ruled',
  rows: labels.length,
  columns: 1,
  cells: labels.map((text, row) => ({ row, column: 0, rowSpan: 1, columnSpan: 1, text, boxes: [] })),
  pages: [page],
  caption: null,
})
const PROACTIVE = ['第二十条第（一）项', '行政规范性文件', '行政许可', '行政处罚', '行政强制', '行政事业性收费']
const NAMES = ['x-1.jpg', 'x-2.jpg', 'x-3.jpg']
const told = (...blocks: readonly Block[]): unknown => mixedProblems(blocks, NAMES)[0]?.details ?? null

describe('a group of pictures', () => {
  it('is of several reports where a second title heads a page', () => {
    const first = p(1, '花石镇2021年政府信息公开工作年度报告')
    expect(told(first, p(1, '正文'), p(2, '石桥镇2021年政府信息公开工作年度报告'))).toEqual({
      page: 2,
      name: 'x-2.jpg',
    })
    expect(told(first, p(3, '花石镇2020年政府信息公开工作年度报告'))).toEqual({ page: 3, name: 'x-3.jpg' })
    const onLines = (page: number, organ: string): readonly Block[] => [
      p(page, organ),
      p(page, '2021年政府信息公开工作年度报告'),
    ]
    expect(told(...onLines(1, '湘潭县花石镇人民政府'), ...onLines(2, '永和县水利局'))).toEqual({
      page: 2,
      name: 'x-2.jpg',
    })
  })

  it('is of one where a cover, or a running head misread, has the title too', () => {
    expect(
      told(
        p(1, '花石镇人民政府'),
        p(1, '2021年政府信息公开工作年度报告'),
        p(2, '花石镇人民政府2021年政府信息公开工作年度报告'),
        p(3, '花石镇人民政府2021年政府信息公幵工作年度报告'),
      ),
    ).toBeNull()
  })

  it('is of one where only its prose names other reports', () => {
    expect(
      told(
        p(1, '花石镇2021年政府信息公开工作年度报告'),
        p(2, '一、总体情况'),
        p(2, '正文'),
        p(2, '正文'),
        p(2, '见2020年政府信息公开工作年度报告'),
      ),
    ).toBeNull()
  })

  it('is of several where statutory rows come again on a later page', () => {
    expect(told(table(1, ...PROACTIVE), table(3, ...PROACTIVE))).toEqual({ page: 3, name: 'x-3.jpg' })
    expect(told(table(1, ...PROACTIVE.slice(0, 3)), table(2, ...PROACTIVE.slice(3)))).toBeNull()
  })
})
