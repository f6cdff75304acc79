import { describe, expect, it } from '@jest/globals'
import type { Block, Picture } from '../../model/block.js'
import { linkedPictures, missingTables, picturesFor } from './wanted.js'

const p = (text: string): Block => ({ kind: 'paragraph', text, boxes: [], level: null, size: null, align: null })
const held: Picture = { kind: 'picture', bytes: new Uint8Array([1]), width: null, height: null }
const linked: Picture = { ...held, bytes: null }
const table = (...labels: readonly string[]): Block => ({
  kind: 'table',
  method: 'markup',
  rows: labels.length,
  columns: 1,
  cells: labels.map((text, row) => ({ row, column: 0, rowSpan: 1, columnSpan: 1, text, boxes: [] })),
  pages: [],
  caption: null,
})
const PROACTIVE = table('第二十条第（一）项', '信息内容', '本年制发件数', '规章', '行政规范性文件')
const HEADINGS = {
  two: p('二、主动公开政府信息情况'),
  three: p('三、收到和处理政府信息公开申请情况'),
  four: p('四、政府信息公开行政复议、行政诉讼情况'),
}

describe('pictures that may be missing tables', () => {
  it('are those in the sections whose tables are not in the text', () => {
    const blocks = [held, HEADINGS.two, PROACTIVE, held, HEADINGS.three, held, held, HEADINGS.four, held]
    const missing = missingTables(blocks)
    expect(missing).toEqual(['applications', 'review'])
    expect(picturesFor(missing, blocks, [0, 3, 5, 6, 8])).toEqual([5, 6, 8])
  })

  it('are all outside the sections of present tables, where a missing one has no picture of its own', () => {
    const blocks = [held, HEADINGS.two, PROACTIVE, held, HEADINGS.three, held]
    expect(picturesFor(missingTables(blocks), blocks, [0, 3, 5])).toEqual([0, 5])
    expect(picturesFor(missingTables([held, held]), [held, held], [0, 1])).toEqual([0, 1])
  })

  it('are none where all tables are there', () => {
    const all = [
      PROACTIVE,
      table('一、本年新收政府信息公开申请数量', '二、上年结转政府信息公开申请数量', '自然人', '商业企业', '科研机构'),
      table('行政复议', '行政诉讼', '结果维持', '结果纠正', '尚未审结'),
    ]
    expect(missingTables(all)).toEqual([])
    expect(picturesFor([], [held, ...all], [0])).toEqual([])
  })
})

describe('pictures that a document only links to', () => {
  it('count in the sections whose tables are missing, or below the title where no heading is text', () => {
    const blocks = [linked, HEADINGS.two, PROACTIVE, linked, HEADINGS.three, linked]
    expect(linkedPictures(missingTables(blocks), blocks)).toBe(1)
    const title = p('花石镇2021年政府信息公开工作年度报告')
    expect(linkedPictures(missingTables([]), [linked, title, linked, linked])).toBe(2)
    expect(linkedPictures(missingTables([]), [linked, p('关于召开会议的通知'), linked])).toBe(0)
  })

  it('do not count where the page shows them as ornaments', () => {
    const blocks = [HEADINGS.two, { ...linked, width: 32 }]
    expect(linkedPictures(missingTables(blocks), blocks)).toBe(0)
  })
})
