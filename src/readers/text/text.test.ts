import { describe, expect, it } from '@jest/globals'
import type { Block, Table } from '../../model/block.js'
import { DEFAULT_LIMITS } from '../../model/source.js'
import { readText } from './index.js'
import { processorMs } from '../../model/testing/processor-time.js'

const read = (text: string) =>
  readText(
    { name: 'report.txt', path: 'report.txt', bytes: new TextEncoder().encode(text) },
    { limits: DEFAULT_LIMITS, signal: null },
  )

const isTable = (block: Block): block is Table => block.kind === 'table'

/** The tables, each row as its cells' texts; `?` behind a text whose column is not sure. */
async function rowsOf(text: string): Promise<string[][][]> {
  const { blocks } = await read(text)
  return blocks
    .filter(isTable)
    .map((table) =>
      Array.from({ length: table.rows }, (_, row) =>
        table.cells.filter((cell) => cell.row === row).map((cell) => (cell.uncertain ? `${cell.text}?` : cell.text)),
      ),
    )
}

const HEADING = '申请人情况\n自然人\n法人或其他组织\n总计\n商业企业\n科研机构\n社会公益组织\n法律服务机构\n其他\n'
const NEW = '一、本年新收政府信息公开申请数量'
const CARRIED = '二、上年结转政府信息公开申请数量'

describe('section 2', () => {
  it('reads one cell a line', async () => {
    const text =
      '第二十条第（一）项\n信息内容\n本年制发件数\n本年废止件数\n现行有效件数\n规章\n1\n2\n3\n行政规范性文件\n4\n5\n6\n'
    expect(await rowsOf(text)).toEqual([
      [
        ['第二十条第（一）项'],
        ['信息内容', '本年制发件数', '本年废止件数', '现行有效件数'],
        ['规章', '1', '2', '3'],
        ['行政规范性文件', '4', '5', '6'],
      ],
    ])
  })

  it('does not let an odd row shift the next one', async () => {
    const text =
      '第二十条第（一）项\n信息内容\n本年制发件数\n本年废止件数\n现行有效件数\n规章\n1\n3\n行政规范性文件\n4\n5\n6\n'
    const [table] = await rowsOf(text)
    expect(table?.slice(2)).toEqual([
      ['规章', '1?', '3?', '?'],
      ['行政规范性文件', '4', '5', '6'],
    ])
  })

  it('takes an empty field between tabs for a blank cell', async () => {
    const text =
      '第二十条第（一）项\t\t\t\n信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n规章\t\t2\t3\n行政规范性文件\t4\t5\t6\n'
    const [table] = await rowsOf(text)
    expect(table?.[2]).toEqual(['规章', '', '2', '3'])
  })

  it('joins words that Word breaks over lines, as printed', async () => {
    const text =
      '\t第二十条第（一）项\n\n\t信息内容\n\t本年新\n制作数量\n\t本年新\n公开数量\n\t对外公开\n总数量\n\n\t规章\n\t1\n\t2\n\t3\n\n'
    const [table] = await rowsOf(text)
    expect(table?.[1]).toEqual(['信息内容', '本年新制作数量', '本年新公开数量', '对外公开总数量'])
  })

  it('reads a cell behind its bar, and bars alone as filling', async () => {
    const text = '第二十条第(五)项 | |||\n信息内容 |\n本年处理决定数量 | ||\n行政许可 |\n12 | ||\n'
    expect(await rowsOf(text)).toEqual([[['第二十条第(五)项'], ['信息内容', '本年处理决定数量'], ['行政许可', '12']]])
  })

  it('parts values by single spaces', async () => {
    const text =
      '第二十条第（一）项\n信息内容 本年制发件数 本年废止件数 现行有效件数\n规章 1 2 3\n行政规范性文件 4 5 6\n'
    const [table] = await rowsOf(text)
    expect(table?.slice(1)).toEqual([
      ['信息内容', '本年制发件数', '本年废止件数', '现行有效件数'],
      ['规章', '1', '2', '3'],
      ['行政规范性文件', '4', '5', '6'],
    ])
  })

  it('gives a merged cell that is written out into all its slots once', async () => {
    const text = [
      ['第二十条第（五）项', '第二十条第（五）项', '第二十条第（五）项', '第二十条第（五）项'],
      ['信息内容', '本年处理决定数量', '本年处理决定数量', '本年处理决定数量'],
      ['行政许可', '7', '7', '7'],
    ]
    const [table] = await rowsOf(text.map((row) => row.join('\t')).join('\n'))
    expect(table).toEqual([['第二十条第（五）项'], ['信息内容', '本年处理决定数量'], ['行政许可', '7']])
  })
})

describe('section 3', () => {
  const values = (...numbers: readonly (number | string)[]): string =>
    numbers.map((value) => `${String(value)}\n`).join('')

  it('places seven values by their order', async () => {
    const [table] = await rowsOf(HEADING + NEW + '\n' + values(1, 2, 3, 4, 5, 6, 21))
    expect(table).toEqual([
      ['申请人情况'],
      ['自然人', '法人或其他组织', '总计'],
      ['商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他'],
      [NEW, '1', '2', '3', '4', '5', '6', '21'],
    ])
  })

  it('doubts all values of a row with six or eight, and those of no other', async () => {
    const text = HEADING + NEW + '\n' + values(1, 2, 3, 4, 5, 6) + CARRIED + '\n' + values(1, 2, 3, 4, 5, 6, 21)
    const [six] = await rowsOf(text)
    expect(six?.slice(3)).toEqual([
      [NEW, '1?', '2?', '3?', '4?', '5?', '6?', '?'],
      [CARRIED, '1', '2', '3', '4', '5', '6', '21'],
    ])
    const [eight] = await rowsOf(HEADING + NEW + '\n' + values(1, 2, 3, 4, 5, 6, 21, 9))
    expect(eight?.[3]).toEqual([NEW, '1?', '2?', '3?', '4?', '5?', '6?', '21 9?'])
  })

  it('doubts every row where values stand ahead of the first label', async () => {
    const text = HEADING + values(1, 2, 3, 4, 5, 6, 21) + NEW + '\n' + values(1, 0, 0, 0, 0, 0, 1) + CARRIED + '\n'
    const [table] = await rowsOf(text)
    expect(
      table
        ?.at(-2)
        ?.slice(1)
        .every((cell) => cell.endsWith('?')),
    ).toBe(true)
  })

  it('keeps the values of a row whose label is broken around them', async () => {
    const text = `${HEADING}${NEW}\n1 2 3 4 5 6 21\n三、本年度办理结果\n（三）不予公开\n2.其他法律行政法\n1 0 0 0 0 0 1\n规禁止公开\n3.危及“三安全一稳定”\n2 0 0 0 0 0 2\n`
    const [table] = await rowsOf(text)
    expect(table?.slice(4)).toEqual([
      ['三、本年度办理结果', '（三）不予公开', '2.其他法律行政法规禁止公开', '1', '0', '0', '0', '0', '0', '1'],
      ['3.危及“三安全一稳定”', '2', '0', '0', '0', '0', '0', '2'],
    ])
  })

  it('drops page numbers, and a bare number at the foot of each page only where it counts on', async () => {
    const numbered = `${HEADING}${NEW}\n${values(1, 2, 3, 4, 5, 6)}- 4 -\n21\n`
    expect((await rowsOf(numbered))[0]?.[3]).toEqual([NEW, '1', '2', '3', '4', '5', '6', '21'])
    const bare = `第一页\n1\n\f${HEADING}${NEW}\n${values(1, 2, 3, 4, 5, 6)}2\n\f21\n3\n\f末页\n4\n`
    expect((await rowsOf(bare))[0]?.[3]).toEqual([NEW, '1', '2', '3', '4', '5', '6', '21'])
  })
})

describe('section 4', () => {
  const RESULTS = '结果维持\n结果纠正\n其他结果\n尚未审结\n总计\n'
  const heading = `行政复议\n行政诉讼\n${RESULTS}未经复议直接起诉\n复议后起诉\n${RESULTS}${RESULTS}`
  const fifteen = Array.from({ length: 15 }, (_, index) => String(index))

  it('places fifteen values by their order', async () => {
    const [table] = await rowsOf(heading + fifteen.join('\n'))
    expect(table?.[3]).toEqual(fifteen)
  })

  it('doubts fourteen', async () => {
    const [table] = await rowsOf(heading + fifteen.slice(1).join('\n'))
    expect(table?.[3]?.every((cell) => cell.endsWith('?'))).toBe(true)
  })
})

describe('other text', () => {
  it('keeps paragraphs, loose tables and what the page says of itself', async () => {
    const text =
      '发布日期:2022-01-21 09:52:01 大 中 小\n某镇年度报告\n指标\t单位\t数量\n公开信息\t条\t12\n　　　　　　　某镇人民政府\n'
    const { blocks, metadata } = await read(text)
    expect(blocks.map((block) => (block.kind === 'paragraph' ? block.text : block.kind))).toEqual([
      '发布日期:2022-01-21 09:52:01 大 中 小',
      '某镇年度报告',
      'table',
      '某镇人民政府',
    ])
    expect(blocks.at(-1)).toMatchObject({ align: 'right' })
    expect(metadata).toEqual({ published: '2022-01-21' })
  })

  it('does not take prose about reviews for a table', async () => {
    const { blocks } = await read(
      '四、行政复议、行政诉讼情况\n行政复议\n本年度未发生因政府信息公开被申请行政复议的情况。\n',
    )
    expect(blocks.every(({ kind }) => kind === 'paragraph')).toBe(true)
  })

  it('refuses a text of white space', async () => {
    await expect(read(' \n\t\n')).rejects.toMatchObject({ problem: { code: 'empty-file' } })
  })

  it('stays linear on long texts', async () => {
    const ms = await processorMs(async () => {
      await read(`第二十条第（一）项\n信息内容\n${'奇怪的标签\n'.repeat(20_000)}`)
      await read(`${HEADING}${'0\n'.repeat(200_000)}`)
      await read('一'.repeat(2_000_000))
    })
    expect(ms).toBeLessThan(10_000)
  })
})
