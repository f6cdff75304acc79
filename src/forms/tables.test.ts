import { describe, expect, it } from '@jest/globals'
import type { Block } from '../model/block.js'
import { matchForms } from './index.js'
import { drawApplications, paragraph, reportOf, soundNumbers, tableOf, withoutSpans } from './testing/drawings.js'
import { amiss, applications, codes, numbers, proactive, review } from './testing/matching.js'

describe('tables', () => {
  it('that are missing are named, their values not found', () => {
    const result = matchForms(reportOf(proactive, [], review))
    expect(result.problems).toMatchObject([{ code: 'table-missing', details: { section: '三' } }])
    expect(result.forms.applications).toBeNull()
    // 25 rows of the form in force, and the one that the form of 2019 has in the place of three: which was printed is not known.
    const lost = result.values.filter(({ state }) => state === 'not-found')
    expect(lost).toHaveLength(26 * 7)
    expect(new Set(lost.map(({ item }) => item)).size).toBe(26)
  })

  it('on which a bug is met cost their own values only, and say so', () => {
    const broken = reportOf(proactive, applications, review).map((block): Block => {
      if (block.kind !== 'table' || !block.cells.some(({ text }) => text.includes('自然人'))) return block
      return { ...block, cells: block.cells.map((cell) => (cell.text === '自然人' ? { ...cell, row: 99 } : cell)) }
    })
    const result = matchForms(broken)
    expect(result.problems).toMatchObject([
      { code: 'table-failed', details: { section: '三', reason: expect.stringContaining('row 99') } },
    ])
    expect(result.forms).toMatchObject({ proactive: '2021', applications: null, review: '2021' })
    const lost = result.values.filter(({ state }) => state === 'not-found')
    expect(new Set(lost.map(({ table }) => table))).toEqual(new Set(['applications']))
    expect(result.values.filter(({ state }) => state === 'number').length).toBeGreaterThan(20)
  })

  it('may be pictures', () => {
    const blocks = reportOf(proactive, [], review)
    const picture: Block = { kind: 'picture', bytes: null, width: null, height: null }
    const at = blocks.findIndex((block) => block.kind === 'paragraph' && block.text.startsWith('四'))
    expect(codes(matchForms([...blocks.slice(0, at), picture, ...blocks.slice(at)]))).toEqual(['table-is-picture'])
  })

  it('printed twice are read once', () => {
    const other = drawApplications('2021', soundNumbers('2019', '2021'))
    const result = matchForms(reportOf(proactive, [applications, other], review))
    expect(amiss(result, numbers)).toEqual([])
    expect(result.problems).toMatchObject([{ code: 'table-repeated', details: { section: '三' } }])
    expect(result.tables.map(({ kind }) => kind)).toEqual(['proactive', 'applications', 'applications', 'review'])
    const template = applications.map((row, y) => row.map((text, x) => (y > 2 && x > 2 ? '' : text)))
    expect(matchForms(reportOf(proactive, [template, applications], review)).problems).toEqual([])
  })

  it('of two reports are those of the first', () => {
    const result = matchForms([
      ...reportOf(proactive, applications, review),
      ...reportOf(proactive, applications, review),
    ])
    expect(result.problems).toMatchObject([{ code: 'several-reports', details: { count: 2 } }])
    expect(amiss(result, numbers)).toEqual([])
  })

  it('of a report before 2019 follow no form', () => {
    const older = tableOf([
      ['统计指标', '单位', '统计数'],
      ['一、主动公开情况', '——', ''],
      ['（一）主动公开政府信息数', '条', '120'],
      ['二、回应解读情况', '——', ''],
      ['三、依申请公开情况', '——', ''],
      ['1.当面申请数', '件', '2'],
    ])
    const result = matchForms([older])
    expect(codes(result)).toEqual(['form-unknown'])
    expect(result.values).toEqual([])
    expect(matchForms([paragraph('无')])).toMatchObject({ tables: [], values: [], problems: [] })
  })
})

describe('the review table', () => {
  it('may stand turned, or a group a row', () => {
    const flat = withoutSpans(review)
    const turned = flat[0]?.map((_, column) => flat.map((row) => row[column] ?? '')) ?? []
    expect(amiss(matchForms(reportOf(proactive, applications, turned)), numbers)).toEqual([])
    const values = flat[3] ?? []
    const rows = [
      ['', '', '结果维持', '结果纠正', '其他结果', '尚未审结', '总计'],
      ['行政复议', '', ...values.slice(0, 5)],
      ['行政诉讼', '未经复议直接起诉', ...values.slice(5, 10)],
      ['', '复议后起诉', ...values.slice(10)],
    ]
    expect(amiss(matchForms(reportOf(proactive, applications, rows)), numbers)).toEqual([])
  })

  it('may come in parts', () => {
    const flat = withoutSpans(review)
    const parts = [flat.map((row) => row.slice(0, 5)), flat.map((row) => row.slice(5))]
    expect(amiss(matchForms(reportOf(proactive, applications, parts)), numbers)).toEqual([])
    const heading = [flat.slice(0, 3), flat.slice(3)]
    expect(amiss(matchForms(reportOf(proactive, applications, heading)), numbers)).toEqual([])
  })

  it('without one column leaves the others where they are', () => {
    const flat = withoutSpans(review).map((row) => [...row.slice(0, 4), ...row.slice(5)])
    const result = matchForms(reportOf(proactive, applications, flat))
    expect(amiss(result, numbers)).toEqual(['r_reconsideration_total not-found not-found'])
    expect(codes(result)).toEqual(['column-missing', 'value-not-found'])
  })
})
