import { describe, expect, it } from '@jest/globals'
import { paragraph, paragraphs, sampleTable } from '../../test/support/handwritten.js'
import type { Block } from '../model/block.js'
import { outline } from './outline.js'

const SIX: readonly string[] = [
  '一、总体情况',
  '二、主动公开政府信息情况',
  '三、收到和处理政府信息公开申请情况',
  '四、政府信息公开行政复议、行政诉讼情况',
  '五、存在的主要问题及改进情况',
  '六、其他需要报告的事项',
]

/** The sections as [number, heading, prose]. */
function sectionsOf(blocks: readonly Block[]): readonly (readonly [number | null, string, string])[] {
  return outline(blocks).sections.map(({ number, heading, paragraphs: prose }) => [
    number,
    heading,
    prose.map(({ text }) => text).join('\n'),
  ])
}

const numbersOf = (blocks: readonly Block[]): readonly (number | null)[] => sectionsOf(blocks).map(([number]) => number)

describe('outline', () => {
  it('parts a report by its headings, tables left out', () => {
    const blocks = [...paragraphs('标题', '一、总体情况', '工作有序。', '二、主动公开政府信息情况'), sampleTable]
    expect(outline(blocks).preamble.map(({ text }) => text)).toEqual(['标题'])
    expect(sectionsOf(blocks)).toEqual([
      [1, '一、总体情况', '工作有序。'],
      [2, '二、主动公开政府信息情况', ''],
    ])
  })

  it('knows headings without number, misnumbered and rephrased', () => {
    const headings = [
      '总体情况',
      '二、主动公开政府信息的情况',
      '三、收到和处理政府信息公开申请情况',
      '四、因政府信息公开工作被申请行政复议、提起行政诉讼情况',
      '四、存在的主要问题及改进情况',
      '六、其他需要报告事项',
    ]
    expect(numbersOf(paragraphs(...headings))).toEqual([1, 2, 3, 4, 5, 6])
  })

  it('takes the sections, not the table of contents before them', () => {
    const blocks = paragraphs('目录', ...SIX, ...SIX.flatMap((heading) => [heading, '内容。']))
    expect(sectionsOf(blocks).map(([, , prose]) => prose)).toEqual(Array.from(SIX, () => '内容。'))
  })

  it('takes no part of a section for a section', () => {
    const blocks = paragraphs(
      '一、总体情况',
      '（一）总体情况',
      '（二）主动公开政府信息情况',
      '主动公开信息12条。',
      '（三）收到和处理政府信息公开申请情况',
      '无申请。',
      ...SIX.slice(1),
    )
    expect(numbersOf(blocks)).toEqual([1, 2, 3, 4, 5, 6])
    expect(sectionsOf(blocks)[0]?.[2]).toContain('（三）收到和处理政府信息公开申请情况\n无申请。')
  })

  it('takes no sentence that lists the sections for a heading', () => {
    const blocks = paragraphs('本报告由总体情况、主动公开政府信息情况、其他需要报告的事项六部分构成。', ...SIX)
    expect(outline(blocks).preamble).toHaveLength(1)
  })

  it('takes no sentence that repeats a heading for it', () => {
    const blocks = paragraphs('六、其他需要报告的事项', '无其他需要报告的事项。', '花石镇人民政府')
    expect(sectionsOf(blocks)).toEqual([[6, '六、其他需要报告的事项', '无其他需要报告的事项。']])
  })

  it('parts a heading from prose glued to it', () => {
    expect(sectionsOf(paragraphs('六、其他需要报告的事项 无'))).toEqual([[6, '六、其他需要报告的事项', '无']])
  })

  it('parts a page that is all one paragraph', () => {
    const page = SIX.map((heading) => `${heading} 2022年，有序。`).join(' ')
    expect(sectionsOf(paragraphs(`编制本报告。 ${page}`))).toEqual(
      SIX.map((heading, index) => [index + 1, heading, '2022年，有序。']),
    )
  })

  it('joins a heading that is split', () => {
    expect(sectionsOf(paragraphs('四、政府信息公开行政复议、', '行政诉讼情况', '无。'))).toEqual([
      [4, '四、政府信息公开行政复议、行政诉讼情况', '无。'],
    ])
    expect(sectionsOf(paragraphs('一、', '总体情况', '有序。'))).toEqual([[1, '一、总体情况', '有序。']])
  })

  it('finds a section that stands out of order', () => {
    const [a, b, c, d, e, f] = SIX
    expect(numbersOf(paragraphs(a ?? '', b ?? '', c ?? '', e ?? '', d ?? '', f ?? ''))).toEqual([1, 2, 3, 5, 4, 6])
  })

  it('finds a heading that stands in the first row of its table', () => {
    const cell = { row: 0, column: 0, rowSpan: 1, columnSpan: 2, text: '二、主动公开政府信息情况', boxes: [] }
    const table = { ...sampleTable, cells: [cell] }
    expect(sectionsOf([...paragraphs('一、总体情况', '有序。'), table])).toEqual([
      [1, '一、总体情况', '有序。'],
      [2, '二、主动公开政府信息情况', ''],
    ])
  })

  it('gives a seventh part no statutory number', () => {
    expect(numbersOf(paragraphs(...SIX, '无。', '七、附件', '统计表'))).toEqual([1, 2, 3, 4, 5, 6, null])
  })

  it('keeps signature, page numbers and web furniture out of the last section', () => {
    const { sections, tail } = outline(
      paragraphs(
        '六、其他需要报告的事项',
        '无。',
        '花石镇人民政府',
        '2022年1月17日',
        '- 4 -',
        '分享文章到',
        '国务院部门网站',
      ),
    )
    expect(sections[0]?.paragraphs.map(({ text }) => text)).toEqual(['无。'])
    expect(tail.map(({ text }) => text)).toEqual(['花石镇人民政府', '2022年1月17日', '分享文章到', '国务院部门网站'])
  })

  it('takes a name further up in the last section for prose', () => {
    const { sections } = outline(
      paragraphs('六、其他需要报告的事项', '由安平县教育局', '牵头办理建议12件。', '安平县教育局'),
    )
    expect(sections[0]?.paragraphs.map(({ text }) => text)).toEqual(['由安平县教育局', '牵头办理建议12件。'])
  })

  it('drops running heads, which stand at the same height on every page', () => {
    const head = (page: number) => paragraph('花石镇年度报告', { boxes: [{ page, box: [70, 40, 300, 52] }] })
    const blocks = [head(1), ...paragraphs('一、总体情况', '有序。'), head(2), ...paragraphs('推进。'), head(3)]
    expect(sectionsOf(blocks)).toEqual([[1, '一、总体情况', '有序。\n推进。']])
  })
})
