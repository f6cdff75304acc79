import { describe, expect, it } from '@jest/globals'
import type { Block } from '../model/block.js'
import { matchForms } from './index.js'
import {
  drawApplications,
  drawProactive,
  drawReview,
  drawTables,
  paragraph,
  reportOf,
  soundNumbers,
  tableOf,
  withoutSpans,
} from './testing/drawings.js'
import { amiss, applications, codes, numbers, proactive, review, set, value } from './testing/matching.js'

describe('a sound report', () => {
  it.each(['2019', '2021'] as const)('of the form of %s is read whole', (year) => {
    const own = soundNumbers(year)
    const result = matchForms(reportOf(...drawTables(year, own)))
    expect(result.forms).toEqual({ proactive: year, applications: year, review: year })
    expect(amiss(result, own)).toEqual([])
    expect(result.problems).toEqual([])
    expect(result.checks.every(({ pass }) => pass === true)).toBe(true)
    expect(result.tables.map(({ id, kind, number }) => [id, kind, number])).toEqual([
      ['t1', 'proactive', '二'],
      ['t2', 'applications', '三'],
      ['t3', 'review', '四'],
    ])
  })

  it.each([
    ['2021', '2019'],
    ['2019', '2021'],
  ] as const)('may mix the forms: section 2 of %s, section 3 of %s', (year, other) => {
    const own = soundNumbers(year, other)
    const result = matchForms(reportOf(...drawTables(year, own, other)))
    expect(result.forms).toEqual({ proactive: year, applications: other, review: year })
    expect(amiss(result, own)).toEqual([])
    expect(result.values.some(({ item }) => item === 'other')).toBe(other === '2019')
  })

  it('is read the same without spans', () => {
    const result = matchForms(reportOf(withoutSpans(proactive), withoutSpans(applications), withoutSpans(review)))
    expect(amiss(result, numbers)).toEqual([])
  })

  it('may have a table for each block of section 2', () => {
    const blocks = [proactive.slice(0, 4), proactive.slice(4, 7), proactive.slice(7, 11), proactive.slice(11)]
    const result = matchForms(reportOf(blocks, applications, review))
    expect(amiss(result, numbers)).toEqual([])
    expect(result.tables.slice(0, 4).map(({ kind, number }) => [kind, number])).toEqual([
      ['proactive', '第二十条第（一）项'],
      ['proactive', '第二十条第（五）项'],
      ['proactive', '第二十条第（六）项'],
      ['proactive', '第二十条第（八）项'],
    ])
  })

  it('may have a table cut in two, with or without its heading repeated', () => {
    const flat = withoutSpans(applications)
    expect(amiss(matchForms(reportOf(proactive, [flat.slice(0, 12), flat.slice(12)], review)), numbers)).toEqual([])
    const repeated = [flat.slice(0, 12), [...flat.slice(0, 3), ...flat.slice(12)]]
    expect(amiss(matchForms(reportOf(proactive, repeated, review)), numbers)).toEqual([])
    const inside = [...flat.slice(0, 12), ...flat.slice(0, 3), ...flat.slice(12)]
    const result = matchForms(reportOf(proactive, inside, review))
    expect(amiss(result, numbers)).toEqual([])
    expect(result.problems).toEqual([])
  })

  it('may print other tables, which are no statutory ones', () => {
    const other = tableOf([
      ['渠道', '数量'],
      ['政府网站', '12'],
      ['微信公众号', '30'],
    ])
    const blocks: Block[] = [paragraph('一、总体情况'), paragraph('表1 公开渠道'), other]
    const result = matchForms([...blocks, ...reportOf(proactive, applications, review)])
    expect(result.tables[0]).toMatchObject({ id: 't1', kind: null, number: '表1' })
    expect(amiss(result, numbers)).toEqual([])
  })
})

describe('values', () => {
  it('merged over two columns or rows belong to neither', () => {
    const wide = matchForms(reportOf(proactive, set(applications, 5, 5, '<'), review))
    expect(value(wide, 'a_granted_com').flags).toContain('uncertain-column')
    expect(value(wide, 'a_granted_res').flags).toContain('uncertain-column')
    const tall = matchForms(reportOf(proactive, set(applications, 6, 4, '^'), review))
    expect(value(tall, 'a_granted_com').flags).toContain('uncertain-row')
    expect(value(tall, 'a_granted_in_part_com').flags).toContain('uncertain-row')
  })

  it('keep what the text reader doubts in doubt', () => {
    const doubtful = applications.map((row, y) =>
      y === 5 ? row.map((text, x) => (x < 3 ? text : x === 9 ? null : `?${text}`)) : row,
    )
    const result = matchForms(reportOf(proactive, doubtful, review))
    expect(value(result, 'a_granted_nat')).toMatchObject({
      state: 'uncertain',
      value: null,
      flags: ['uncertain-column'],
    })
    expect(value(result, 'a_granted_nat').cell).toEqual({ table: 't2', row: 5, column: 3 })
    expect(value(result, 'a_granted_all')).toMatchObject({
      state: 'uncertain',
      raw: null,
      cell: null,
      flags: ['uncertain-column'],
    })
    expect(result.problems).toMatchObject([
      { code: 'columns-uncertain', details: { section: '三', count: 7 }, table: 't2' },
    ])
  })

  it('are blank only in a cell that is there', () => {
    expect(value(matchForms(reportOf(proactive, set(applications, 5, 4, ' '), review)), 'a_granted_com')).toMatchObject(
      {
        state: 'blank',
        value: null,
        raw: ' ',
        flags: [],
      },
    )
    expect(
      value(matchForms(reportOf(proactive, set(applications, 5, 4, null), review)), 'a_granted_com'),
    ).toMatchObject({
      state: 'not-found',
      flags: ['not-found'],
    })
  })

  it('in another unit than the form’s are kept as printed, and flagged', () => {
    const inYuan = matchForms(reportOf(set(proactive, 13, 1, '12000元'), applications, review))
    expect(value(inYuan, 'p_fees_amount')).toMatchObject({ value: 12000, unit: '元', flags: ['unit-differs'] })
    expect(inYuan.problems).toMatchObject([{ code: 'unit-differs', details: { text: '12000元', unit: '万元' } }])
    const headed = matchForms(reportOf(set(proactive, 12, 1, '本年收费金额（单位：元）'), applications, review))
    expect(value(headed, 'p_fees_amount')).toMatchObject({ unit: '元', flags: ['unit-differs'] })
    const short = matchForms(reportOf(set(proactive, 12, 1, '本年收费金额（单位：万）'), applications, review))
    expect(value(short, 'p_fees_amount')).toMatchObject({ unit: '万', flags: [] })
    const old = soundNumbers('2019')
    const amount = set(drawProactive('2019', old), 17, 2, '25.1万元')
    expect(
      value(matchForms(reportOf(amount, drawApplications('2019', old), drawReview(old))), 'p_procurement_amount'),
    ).toMatchObject({
      value: 25.1,
      unit: '万元',
      flags: [],
    })
  })
})

describe('equations', () => {
  it('that are false keep the printed numbers and flag them', () => {
    const result = matchForms(reportOf(proactive, set(applications, 3, 9, '9999'), review))
    const failed = result.checks.filter(({ pass }) => pass === false)
    expect(failed.map(({ id, at }) => [id, at])).toEqual([
      ['applications.balance', 'total'],
      ['applications.applicant_total', 'received_new'],
    ])
    expect(value(result, 'a_received_new_all')).toMatchObject({ state: 'number', value: 9999, flags: ['unbalanced'] })
    expect(codes(result)).toEqual(['unbalanced'])
  })

  it('are confirmed by blanks, never refuted', () => {
    const zero = new Map([...numbers].map(([key]) => [key, 0]))
    const zeros = drawApplications('2021', zero)
    const blank = matchForms(reportOf(proactive, set(zeros, 5, 4, ''), review))
    const row = blank.checks.find(({ id, at }) => id === 'applications.applicant_total' && at === 'granted')
    expect(row).toEqual({
      id: 'applications.applicant_total',
      at: 'granted',
      left: 0,
      right: 0,
      pass: true,
      assumedZero: ['a_granted_com'],
    })
    const open = matchForms(reportOf(proactive, set(applications, 5, 4, ''), review))
    expect(open.checks.filter(({ pass }) => pass !== true).map(({ pass }) => pass)).toEqual([null, null])
  })
})
