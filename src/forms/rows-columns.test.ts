import { describe, expect, it } from '@jest/globals'
import { matchForms } from './index.js'
import { drawProactive, reportOf, reworded, withoutSpans } from './testing/drawings.js'
import { amiss, applications, codes, numbers, proactive, review, set, value } from './testing/matching.js'

describe('headings of a block', () => {
  it('that stand over the wrong columns leave its values in doubt', () => {
    const head = proactive.findIndex((row) => row[0] === '信息内容')
    // As where text alone tells the columns: the corner stands over the first values, and each heading one further on.
    const shifted = proactive.map((row, y) => {
      if (y === head) return ['', ...row]
      return y === head + 1 || y === head + 2 ? [...row.slice(0, 3), '', ...row.slice(3)] : [...row, '<']
    })
    const result = matchForms(reportOf(shifted, applications, review))
    const off = result.values.filter(({ table, flags }) => table === 'proactive' && flags.length === 0)
    expect(
      off.filter(({ item, measure, value: read }) => read !== (numbers.get(`${item}/${measure}`) ?? null)),
    ).toEqual([])
    expect(value(result, 'p_rules_issued')).toMatchObject({ state: 'uncertain', flags: ['uncertain-column'] })
    expect(codes(result)).toContain('columns-uncertain')
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

  it('whose heading is illegible are the one that is left, surely only where the rows add up', () => {
    const spoilt = reworded(applications, { 法律服务机构: '胸' })
    expect(amiss(matchForms(reportOf(proactive, spoilt, review)), numbers)).toEqual([])
    const wrong = spoilt.map((row) => row.map((text) => (text === '926' ? '927' : text)))
    const values = matchForms(reportOf(proactive, wrong, review)).values
    const column = values.filter(({ code }) => code.startsWith('a_') && code.endsWith('_law'))
    expect(column.length).toBeGreaterThan(20)
    expect(column.filter(({ flags }) => flags.length === 0)).toEqual([])
  })

  it('that stand askew under their headings are never trusted', () => {
    const askew = withoutSpans(applications).map((row, y) => (y < 3 ? [...row.slice(1), ''] : row))
    const result = matchForms(reportOf(proactive, askew, review))
    expect(result.values.filter(({ table, flags }) => table === 'applications' && flags.length === 0)).toEqual([])
  })
})
