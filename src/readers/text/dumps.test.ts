import { describe, expect, it } from '@jest/globals'
import { DEFAULT_LIMITS } from '../../model/source.js'
import { readText } from './index.js'

const OPTIONS = { limits: DEFAULT_LIMITS, signal: null }

/** A row of section 3 as its labels and seven values. */
type Row = readonly [labels: readonly string[], values: readonly string[]]

const ROWS: readonly Row[] = [
  [['一、本年新收政府信息公开申请数量'], ['3', '', '2', '', '', '', '5']],
  [['二、上年结转政府信息公开申请数量'], ['', '', '', '1', '', '', '1']],
  [
    ['三、本年度办理结果', '（一）予以公开'],
    ['3', '', '', '', '', '', '3'],
  ],
  [['（二）部分公开（区分处理的，只计这一情形，不计其他情形）'], ['', '', '2', '', '', '', '2']],
  [
    ['（三）不予公开', '1.属于国家秘密'],
    ['', '', '', '1', '', '', '1'],
  ],
  [['2.其他法律行政法规禁止公开'], ['', '', '', '', '', '', '']],
  [['（七）总计'], ['3', '', '2', '1', '', '', '6']],
  [['四、结转下年度继续办理'], ['', '', '', '', '', '', '']],
]

const HEADING = [
  ['（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）', '申请人情况'],
  ['自然人', '法人或其他组织', '总计'],
  ['商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他'],
]

const dump = (cells: (row: readonly string[]) => string): string =>
  [...HEADING, ...ROWS.map(([labels, values]) => [...labels, ...values])].map(cells).join('\n')

async function valuesOf(text: string): Promise<{ texts: string[]; unsure: number }> {
  const bytes = new TextEncoder().encode(`三、收到和处理政府信息公开申请情况\n${text}\n四、行政复议情况\n无。\n`)
  const { blocks } = await readText({ name: 'a.txt', path: 'a.txt', bytes }, OPTIONS)
  const cells = blocks.flatMap((block) => (block.kind === 'table' ? block.cells : []))
  const values = cells.filter(({ text: own }) => own === '' || /^\d+$/u.test(own))
  return { texts: values.map(({ text: own }) => own), unsure: values.filter(({ uncertain }) => uncertain).length }
}

const PRINTED = ROWS.flatMap(([, values]) => values)

describe('blank cells that a dump keeps are blank', () => {
  it.each([
    ['commas', (row: readonly string[]) => row.join(',')],
    ['commas and quotes', (row: readonly string[]) => row.map((cell) => `"${cell}"`).join(',')],
    ['tabs, no place for labels above', (row: readonly string[]) => row.join('\t')],
    ['bars, no place for labels above', (row: readonly string[]) => row.map((cell) => `${cell} | `).join('')],
    ['a line each', (row: readonly string[]) => row.join('\n')],
    ['a line each, blank ones a no-break space', (row: readonly string[]) => row.map((c) => c || '\u00a0').join('\n')],
  ])('%s', async (_, cells) => {
    expect(await valuesOf(dump(cells))).toEqual({ texts: PRINTED, unsure: 0 })
  })
})

describe('values that stand below their headings', () => {
  const WIDTHS = [72, 16, 16, 12, 16, 16, 8, 8]
  const wide = (text: string): number => Array.from(text).reduce((sum, char) => sum + (char > '\u2000' ? 2 : 1), 0)
  const pad = (row: readonly string[]): string =>
    row.map((cell, at) => cell + ' '.repeat(Math.max(2, (WIDTHS[at] ?? 8) - wide(cell)))).join('')
  const labelled = ROWS.map(([labels, values]) => [labels.at(-1) ?? '', ...values])
  const head = [
    ['（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）', '申请人情况'],
    ['', '自然人', '法人或其他组织', '', '', '', '', '总计'],
    ['', '', '商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他'],
  ]
  const text = (rows: readonly (readonly string[])[]): string => [...head, ...rows].map(pad).join('\n')

  it('are placed, and others are blank', async () => {
    expect(await valuesOf(text(labelled))).toEqual({ texts: PRINTED, unsure: 0 })
  })

  it('are in doubt where the row then does not add up', async () => {
    const shifted = labelled.map((row) =>
      row[0]?.startsWith('（七）') === true ? ['（七）总计', '', '3', '', '2', '1', '6'] : row,
    )
    expect((await valuesOf(text(shifted))).unsure).toBeGreaterThanOrEqual(7)
  })
})

describe('blank cells that a dump drops leave doubt', () => {
  it.each([
    ['commas', ','],
    ['tabs', '\t'],
    ['spaces', ' '],
    ['several spaces', '    '],
    ['full-width spaces', '\u3000'],
    ['lines', '\n'],
  ])('%s', async (_, separator) => {
    const { unsure } = await valuesOf(dump((row) => row.filter((cell) => cell !== '').join(separator)))
    expect(unsure).toBeGreaterThanOrEqual(42)
  })
})
