import { describe, expect, it } from '@jest/globals'
import {
  formsResult,
  numberTable,
  paragraphs,
  provenance,
  reading,
  sampleTable,
  sampleValue,
  statutoryFragment,
} from '../../test/support/handwritten.js'
import type { FormsResult } from '../forms/index.js'
import { problem } from '../model/problem.js'
import type { Block } from '../model/block.js'
import type { Accepted } from '../model/options.js'
import type { DocumentRecord } from '../model/record.js'
import type { Reading } from '../model/source.js'
import { assemble, failedRecord } from './index.js'

const SOUND = paragraphs(
  '花石镇2021年政府信息公开工作年度报告',
  '根据条例编制本报告。',
  ...['一、总体情况', '二、主动公开政府信息情况', '三、收到和处理政府信息公开申请情况'],
  ...['四、政府信息公开行政复议、行政诉讼情况', '五、存在的主要问题及改进情况', '六、其他需要报告的事项'],
  ...['无。', '花石镇人民政府', '2022年1月17日'],
)
const NO_FORMS = { proactive: null, applications: null, review: null }

const made = (forms: Partial<FormsResult> = {}, read: Partial<Reading> = {}, blocks = SOUND): DocumentRecord =>
  assemble(reading(blocks, read), formsResult(forms), provenance())

const codesOf = ({ problems }: DocumentRecord): readonly string[] => problems.map(({ code }) => code)

describe('status', () => {
  it('is ok if every table was located, every value read, and nothing is doubtful or wrong', () => {
    const record = made()
    expect(record.status).toBe('ok')
    expect(record.problems).toEqual([])
    expect(record.counts).toEqual({ values: 1, numbers: 1, doubts: 0, faults: 0 })
  })

  it('stays ok over surely blank cells and dashes', () => {
    const blank = { ...sampleValue, state: 'blank' as const, value: null, raw: '' }
    const dash = { ...sampleValue, state: 'dash' as const, value: null, raw: '/' }
    expect(made({ values: [blank, dash] })).toMatchObject({ status: 'ok', counts: { values: 2, numbers: 0 } })
  })

  it('is flagged by a doubtful value, a fault of the report, a false equation', () => {
    const doubt = { ...sampleValue, flags: ['low-confidence' as const] }
    const fault = { ...sampleValue, flags: ['unbalanced' as const] }
    const check = { id: 'applications.balance', at: 'total', left: 2, right: 3, pass: false }
    expect(made({ values: [doubt] })).toMatchObject({ status: 'flagged', counts: { doubts: 1, faults: 0 } })
    const two = { values: [fault, { ...fault, code: 'p_rules_repealed' }], checks: [check] }
    // One equation is one fault, however many values stand in it.
    expect(made(two)).toMatchObject({ status: 'flagged', counts: { doubts: 0, faults: 1 } })
    expect(made({ values: [fault] }).status).toBe('flagged')
    expect(made({ checks: [check] }).status).toBe('flagged')
  })

  it('is flagged by a problem that the reader noticed', () => {
    expect(made({}, { problems: [problem('page-damaged', { page: 2, reason: 'x' }, { page: 2 })] }).status).toBe(
      'flagged',
    )
  })

  it('is flagged, with an error, if a statutory table is missing', () => {
    const record = made({ forms: { proactive: '2021', applications: '2021', review: null } })
    expect(record.status).toBe('flagged')
    expect(codesOf(record)).toEqual(['table-missing'])
  })

  it('says once why a table is missing', () => {
    const forms = { proactive: '2021', applications: '2021', review: null } as const
    expect(codesOf(made({ forms, problems: [problem('table-missing', { section: '四' })] }))).toEqual(['table-missing'])
    expect(codesOf(made({ forms }, { problems: [problem('table-is-picture', { section: '四' })] }))).toEqual([
      'table-is-picture',
    ])
  })

  it('is flagged if a section is missing, unless its table stands for it', () => {
    const without = (heading: string) => SOUND.filter(({ text }) => !text.startsWith(heading))
    expect(made({}, {}, without('二、')).status).toBe('ok')
    expect(made({}, {}, without('五、'))).toMatchObject({ status: 'flagged', report: { flags: ['section-missing'] } })
  })

  it('keeps the tables of a report of before 2019', () => {
    const tables = [{ id: 't1', block: 2, table: sampleTable, kind: null, number: null }]
    const record = made(
      { forms: NO_FORMS, values: [], tables, problems: [problem('form-unknown')] },
      {},
      paragraphs('花石镇2016年政府信息公开工作年度报告', '一、概述'),
    )
    expect(record).toMatchObject({ status: 'flagged', report: { year: 2016, form: null, flags: [] } })
    expect(record.tables).toHaveLength(1)
    expect(codesOf(record)).toEqual(['form-unknown'])
  })

  it('fails a file that is no report', () => {
    const tables = [{ id: 't1', block: 0, table: sampleTable, kind: null, number: null }]
    const record = made({ forms: NO_FORMS, values: [], tables }, {}, paragraphs('关于召开会议的通知'))
    expect(record).toMatchObject({ status: 'failed', report: null })
    expect(codesOf(record)).toEqual(['not-a-report'])
  })

  it('fails for the reason that the reader gives, if it explains everything', () => {
    const problems = [problem('no-text-layer', { page: 1 }, { page: 1 })]
    expect(codesOf(made({ forms: NO_FORMS, values: [] }, { problems }, []))).toEqual(['no-text-layer'])
  })

  it('fails a report without tables, naming those that are missing; what it says of itself is kept', () => {
    const record = made({ forms: NO_FORMS, values: [] })
    expect(record).toMatchObject({ status: 'failed', report: { organ: '花石镇人民政府', year: 2021 } })
    expect(codesOf(record)).toEqual(['table-missing', 'table-missing', 'table-missing'])
  })
})

it('tells a table that is pasted as a picture from one that is missing', () => {
  const picture = { kind: 'picture' as const, bytes: null, width: 800, height: 600 }
  const blocks = SOUND.flatMap((block) => (block.text.startsWith('三、') ? [block, picture] : [block]))
  const record = assemble(reading(blocks), formsResult({ forms: NO_FORMS, values: [] }), provenance())
  expect(codesOf(record)).toEqual(['table-missing', 'table-is-picture', 'table-missing'])
})

describe('the record', () => {
  it('holds the sections with their prose, the introduction first; title, signature and furniture are not prose', () => {
    const { sections } = made({}, {}, [...SOUND, ...paragraphs('分享到：', '主办单位：湘潭县人民政府办公室')])
    expect(sections.map(({ number, text }) => [number, text])).toEqual([
      [null, '根据条例编制本报告。'],
      ...[1, 2, 3, 4, 5].map((number) => [number, '']),
      [6, '无。'],
    ])
  })

  it('rounds boxes to hundredths of a point and leaves them out in formats without pages', () => {
    const bare = { ...sampleTable, cells: sampleTable.cells.map((cell) => ({ ...cell, boxes: [] })) }
    const tables = [sampleTable, bare].map((table, at) => ({
      id: `t${at + 1}`,
      block: at,
      table,
      kind: null,
      number: null,
    }))
    const { tables: kept } = made({ tables })
    expect(kept[0]?.cells[0]?.boxes).toEqual([{ page: 1, box: [70.12, 80, 120, 95] }])
    expect(kept[1]?.cells[0]).not.toHaveProperty('boxes')
  })

  it('orders problems by weight, then by page, and says none twice', () => {
    const damaged = (page: number) => problem('page-damaged', { page, reason: 'x' }, { page })
    const record = made(
      { problems: [problem('row-unknown', { label: '甲' }, { table: 't1' })] },
      { problems: [damaged(3), damaged(1), damaged(3)] },
    )
    expect(record.problems.map(({ code, page }) => [code, page])).toEqual([
      ['page-damaged', 1],
      ['page-damaged', 3],
      ['row-unknown', null],
    ])
  })

  it('speaks the language asked for', () => {
    const record = failedRecord(provenance({ language: 'zh' }), problem('empty-file'))
    expect(record.problems[0]?.message).toBe('文件没有内容。请重新下载。')
    expect(failedRecord(provenance(), problem('empty-file')).problems[0]?.message).toBe(
      'The file holds nothing. Download it again.',
    )
  })
})

describe('other tables', () => {
  const other = (blocks: readonly Block[], read: Partial<Reading> = {}, accept?: Accepted): DocumentRecord =>
    assemble(reading(blocks, read), formsResult({ forms: NO_FORMS, values: [] }), provenance(), accept)
  const blocks = [...paragraphs('甲县2023年部门预算', '表1 分地区人口（单位：人）'), numberTable]

  it('make a document of their own kind', () => {
    const record = other(blocks)
    expect(record).toMatchObject({ content: 'tables', status: 'ok', report: null, records: [], problems: [] })
    expect(record.tables).toMatchObject([
      { id: 't1', kind: null, number: '表1', title: '分地区人口', unit: '人', headRows: 1, headColumns: 1 },
    ])
    expect(record.tables[0]?.cells[4]).toMatchObject({
      value: 1200,
      rowPath: ['全县'],
      columnPath: ['人口'],
      unit: '人',
    })
  })

  it('are flagged where a cell is in doubt', () => {
    const [first, ...cells] = numberTable.cells
    const doubtful = {
      ...numberTable,
      cells: [...(first ? [{ ...first, uncertain: 'column' as const }] : []), ...cells],
    }
    const record = other([doubtful])
    expect(record).toMatchObject({ status: 'flagged', counts: { doubts: 1 } })
    expect(codesOf(record)).toEqual(['cells-doubtful'])
    expect(record.tables[0]?.cells[0]?.uncertain).toBe('column')
  })

  it('are flagged where no lines part their cells: each place is a doubt', () => {
    const record = other([...paragraphs('表1 分地区人口（单位：人）'), { ...numberTable, method: 'unruled' }])
    expect(record).toMatchObject({ status: 'flagged', counts: { doubts: 6 } })
    expect(codesOf(record)).toEqual(['table-unruled'])
    const body = record.tables[0]?.cells.filter(({ columnPath }) => columnPath !== undefined) ?? []
    expect(body.map(({ uncertain }) => uncertain)).toEqual(Array.from({ length: 6 }, () => 'column'))
  })

  it('are ok where no lines part their cells, but the layout has proved each place', () => {
    const settled = { ...numberTable, method: 'unruled', headRows: 1, settled: true } as const
    expect(other([...paragraphs('表1 分地区人口（单位：人）'), settled])).toMatchObject({ status: 'ok', problems: [] })
    // Where the headings are read otherwise than the layout did, its proofs say nothing.
    const misread = other([...paragraphs('表1 分地区人口（单位：人）'), { ...settled, headRows: 0 }])
    expect(codesOf(misread)).toEqual(['table-unruled'])
  })

  it('count for nothing where annual reports alone are asked for', () => {
    expect(codesOf(other(blocks, {}, 'annual-report'))).toEqual(['not-a-report'])
  })

  it.each<[string, readonly Block[], Partial<Reading>]>([
    ['no table', paragraphs('关于召开会议的通知'), {}],
    ['two statutory headings', [...paragraphs('一、总体情况', '二、主动公开政府信息情况'), numberTable], {}],
    ['the title of an annual report among its lines', [...paragraphs('附：2021年信息公开年度报告'), numberTable], {}],
    ['labels of the forms, if only few', [numberTable, statutoryFragment], {}],
    ['an error of its reader', blocks, { problems: [problem('report-is-attachment', { link: 'a.pdf' })] }],
  ])('do not count beside %s', (_, given, read) => {
    const record = other(given, read)
    expect(record.status).toBe('failed')
    expect(record.tables).toEqual([])
  })
})
