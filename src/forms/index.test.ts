import { describe, expect, it } from '@jest/globals'
import type { Block } from '../model/block.js'
import type { FormsResult } from './result.js'
import { matchForms } from './index.js'
import {
  drawApplications,
  drawProactive,
  drawReview,
  paragraph,
  reportOf,
  reworded,
  soundNumbers,
  tableOf,
  withoutSpans,
  type Drawing,
} from './testing/drawings.js'

const codes = ({ problems }: FormsResult): string[] => problems.map(({ code }) => code)

/** Values that are not what was drawn, or that carry a flag. */
function amiss(result: FormsResult, numbers: ReadonlyMap<string, number>): string[] {
  return result.values
    .filter(({ item, measure, value, flags }) => value !== numbers.get(`${item}/${measure}`) || flags.length > 0)
    .map(({ code, state, flags }) => `${code} ${state} ${flags.join('+')}`)
}

const value = ({ values }: FormsResult, code: string): FormsResult['values'][number] => {
  const found = values.find((each) => each.code === code)
  if (!found) throw new Error(`no value ${code}`)
  return found
}

const set = (drawing: Drawing, row: number, column: number, text: string | null): (string | null)[][] =>
  drawing.map((line, y) => line.map((old, x) => (y === row && x === column ? text : old)))

const numbers = soundNumbers('2021')
const proactive = drawProactive('2021', numbers)
const applications = drawApplications('2021', numbers)
const review = drawReview(numbers)

describe('a sound report', () => {
  it.each(['2019', '2021'] as const)('of the form of %s is read whole', (year) => {
    const own = soundNumbers(year)
    const result = matchForms(reportOf(drawProactive(year, own), drawApplications(year, own), drawReview(own)))
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
    const result = matchForms(reportOf(drawProactive(year, own), drawApplications(other, own), drawReview(own)))
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

describe('labels', () => {
  it('may be mistyped, renumbered or cut short', () => {
    const typed = reworded(applications, {
      '3.危及“三安全一稳定”': '3、危机三安全一稳定',
      '7.属于行政执法案卷': '7.属于行政法案卷',
      '2.其他法律行政法规禁止公开': '2．其他法律行政止公开',
      '2.没有现成信息需要另行制作': '（2）没有现成信息需另行制作',
      '（二）部分公开（区分处理的，只计这一情形，不计其他情形）': '（二）部分公开',
      '1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请': '1.申请人无正当理由逾期不补正',
      '（七）总计': '（七）合 计',
      自然人: '自 然 人',
      总计: '合计',
      法律服务机构: '法津服务机构',
    })
    const result = matchForms(reportOf(proactive, typed, review))
    expect(amiss(result, numbers)).toEqual([])
    expect(result.problems).toEqual([])
  })

  it('may have their columns merged into one', () => {
    const merged = withoutSpans(applications).map((row) => [row.slice(0, 3).join(''), ...row.slice(3)])
    expect(amiss(matchForms(reportOf(proactive, merged, review)), numbers)).toEqual([])
    const innermost = withoutSpans(applications).map((row) => [
      row.slice(0, 3).findLast((text) => text !== '') ?? '',
      ...row.slice(3),
    ])
    expect(amiss(matchForms(reportOf(proactive, innermost, review)), numbers)).toEqual([])
  })

  it('that fit no row leave its values in doubt, not in the next row', () => {
    const named = reworded(applications, { '8.属于行政查询事项': '8.本机关另有规定的其他情形' })
    const result = matchForms(reportOf(proactive, named, review))
    expect(value(result, 'a_refused_enquiry_nat')).toMatchObject({
      state: 'uncertain',
      value: null,
      flags: ['uncertain-row'],
    })
    expect(value(result, 'a_refused_enquiry_nat').raw).not.toBeNull()
    expect(codes(result)).toContain('row-uncertain')
    expect(value(result, 'a_unavailable_not_held_nat')).toMatchObject({ state: 'number', flags: [] })
  })

  it('of headings run together are told apart', () => {
    const glued = applications.map((row, y) =>
      y === 2 ? ['^', '^', '^', '^', '商业企业科研机构', '<', ...row.slice(6)] : row,
    )
    expect(amiss(matchForms(reportOf(proactive, glued, review)), numbers)).toEqual([])
    // As a scan gives them whose rules a seal took away: wrapped headings, line by line.
    const mixed = applications.map((row, y) =>
      y === 2 ? ['^', '^', '^', '^', '商业企|科研机业 丨构', '<', ...row.slice(6)] : row,
    )
    expect(amiss(matchForms(reportOf(proactive, mixed, review)), numbers)).toEqual([])
  })
})

describe('rows and columns', () => {
  it('in another order are found by their headings', () => {
    const totalFirst = withoutSpans(applications).map((row) => [...row.slice(0, 3), row[9] ?? '', ...row.slice(3, 9)])
    expect(amiss(matchForms(reportOf(proactive, totalFirst, review)), numbers)).toEqual([])
  })

  it('unknown to the form stay in the table and are named', () => {
    const row = ['^', '^', '9.其他不予公开情形', ...new Array<string>(7).fill('5')]
    const more = [...applications.slice(0, 13), row, ...applications.slice(13)]
    const result = matchForms(reportOf(proactive, more, review))
    expect(amiss(result, numbers)).toEqual([])
    expect(result.problems).toMatchObject([
      { code: 'row-unknown', details: { label: '9.其他不予公开情形' }, table: 't2' },
    ])

    const wider = withoutSpans(applications).map((line, y) => [
      ...line.slice(0, 7),
      y === 2 ? '境外组织' : y < 2 ? '' : '5',
      ...line.slice(7),
    ])
    const widened = matchForms(reportOf(proactive, wider, review))
    expect(amiss(widened, numbers)).toEqual([])
    expect(widened.problems).toMatchObject([{ code: 'column-unknown', details: { label: '境外组织' }, table: 't2' }])
  })

  it('of which it is not sure which variant is printed have records of both, none of them silent', () => {
    const flat = withoutSpans(applications)
    const first = flat.findIndex((row) => row.some((text) => text?.startsWith('1.申请人无正当理由逾期')))
    const damaged = flat.map((row, y) =>
      y < first || y > first + 2 ? row : row.map((text, x) => (x === 2 ? '？？？？' : text)),
    )
    const result = matchForms(reportOf(proactive, damaged, review))
    const variant = result.values.filter(({ item }) => item === 'other' || item.startsWith('other_'))
    expect(new Set(variant.map(({ item }) => item))).toEqual(
      new Set(['other', 'other_uncorrected', 'other_fee_unpaid', 'other_other']),
    )
    expect(variant.every(({ flags }) => flags.length > 0)).toBe(true)
  })

  it('whose blanks may be values of an unknown row beside them are in doubt', () => {
    const flat = withoutSpans(applications)
    const first = flat.findIndex((row) => row.some((text) => text?.startsWith('1.申请人无正当理由逾期')))
    const values = (row: readonly (string | null)[]): (string | null)[] => row.slice(3)
    const parted = flat.flatMap((row, y) =>
      y === first
        ? [
            ['', '', '1.申请人无正', ...values(row)],
            [...row.slice(0, 3), ...values(row).map(() => '')],
          ]
        : [row],
    )
    const result = matchForms(reportOf(proactive, parted, review))
    const doubtful = result.values.filter(({ item, value: own }) => item === 'other_uncorrected' && own === null)
    expect(doubtful.every(({ flags }) => flags.length > 0)).toBe(true)
  })

  it('are blank for sure only if no cell beside them holds two numbers', () => {
    const own = drawProactive('2021', numbers)
    const row = own.findIndex((line) => line[0] === '规章')
    const glued = set(set(own, row, 1, '12 34'), row, 2, '')
    const { flags } = value(matchForms(reportOf(glued, applications, review)), 'p_rules_repealed')
    expect(flags).toEqual(['uncertain-column'])
  })

  it('missing from the report are not made up from others', () => {
    const result = matchForms(reportOf(proactive, [...applications.slice(0, 10), ...applications.slice(11)], review))
    expect(value(result, 'a_refused_third_party_nat')).toMatchObject({
      state: 'not-found',
      raw: null,
      cell: null,
      flags: ['not-found'],
    })
    expect(amiss(result, numbers)).toHaveLength(7)
    expect(codes(result)).toEqual(['row-missing', 'value-not-found'])

    const narrow = matchForms(
      reportOf(
        proactive,
        withoutSpans(applications).map((row) => row.slice(0, 9)),
        review,
      ),
    )
    expect(narrow.values.filter(({ state }) => state === 'not-found').every(({ measure }) => measure === 'total')).toBe(
      true,
    )
    expect(codes(narrow)).toEqual(['column-missing', 'value-not-found'])
    expect(value(narrow, 'a_granted_oth')).toMatchObject({ state: 'number', flags: [] })
  })

  it('printed twice with different values are in doubt', () => {
    const more = [...proactive.slice(0, 7), ['行政许可', '99', '<', '<'], ...proactive.slice(7)]
    const result = matchForms(reportOf(more, applications, review))
    expect(value(result, 'p_licensing_decisions').flags).toEqual(['uncertain-row'])
    const again = applications[7]?.map((text, x) => (x < 2 ? '^' : x < 3 ? text : '4')) ?? []
    const twice = matchForms(
      reportOf(proactive, [...applications.slice(0, 8), again, ...applications.slice(8)], review),
    )
    expect(value(twice, 'a_refused_state_secret_nat').flags).toEqual(['uncertain-row'])
  })

  it('that are empty need no word', () => {
    const spaced = applications.map((row) => [...row.slice(0, 3), '', ...row.slice(3)])
    const result = matchForms(
      reportOf(
        proactive,
        [...spaced.slice(0, 9), new Array<string>(11).fill(''), ...withoutSpans(spaced).slice(9)],
        review,
      ),
    )
    expect(result.problems).toEqual([])
    expect(amiss(result, numbers)).toEqual([])
  })

  it('without a heading count only between their neighbours', () => {
    const between = set(applications, 2, 6, '')
    expect(amiss(matchForms(reportOf(proactive, between, review)), numbers)).toEqual([])
    const headless = withoutSpans(applications).slice(3)
    const result = matchForms(reportOf(proactive, headless, review))
    expect(result.values.filter(({ table, flags }) => table === 'applications' && flags.length === 0)).toEqual([])
  })

  it('that stand askew under their headings are never trusted', () => {
    const askew = withoutSpans(applications).map((row, y) => (y < 3 ? [...row.slice(1), ''] : row))
    const result = matchForms(reportOf(proactive, askew, review))
    expect(result.values.filter(({ table, flags }) => table === 'applications' && flags.length === 0)).toEqual([])
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

describe('tables', () => {
  it('that are missing are named, their values not found', () => {
    const result = matchForms(reportOf(proactive, [], review))
    expect(result.problems).toMatchObject([{ code: 'table-missing', details: { section: '三' } }])
    expect(result.forms.applications).toBeNull()
    expect(result.values.filter(({ state }) => state === 'not-found')).toHaveLength(175)
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
