import { readFile } from 'node:fs/promises'
import { describe, expect, test } from '@jest/globals'
import { effectiveOf } from '../effective/effective-of.js'
import { extractSource } from '../extract.js'
import { LANGUAGES } from '../model/sentences.js'
import { FINDING_RULES } from '../vocabulary/findings.js'
import { findingsOf, listedFindings, toldFinding } from './index.js'
import { changed } from './testing/changed.js'

const LAST = { report: { year: 2020, published: '2021-01-20' }, prose: { 1: '', 5: '' } }

const told = (found: ReturnType<typeof findingsOf>) =>
  found.map((each) => {
    const { rule, message, row, column, printed, expected } = toldFinding(each, 'zh')
    return { rule, message, row, column, printed, expected }
  })
const rulesOf = (found: ReturnType<typeof findingsOf>) => found.map(({ rule }) => rule)

test('a sound report has no findings, alone and beside last year’s', async () => {
  const report = await changed({})
  const lastYear = await changed({ ...LAST, numbers: { p_normative_docs_issued: 0, p_normative_docs_in_force: 0 } })
  expect(findingsOf(report)).toEqual([])
  expect(findingsOf(report, lastYear)).toEqual([])
})

test('a report on which the rules fail says so, and keeps nothing from others', async () => {
  const report = await changed({})
  const broken = new Proxy(report, {
    get: (target, key): unknown => {
      if (key === 'values') throw new Error('no values')
      return Reflect.get(target, key)
    },
  })
  expect(told(listedFindings(broken, null))).toMatchObject([
    { rule: 'internal-error', message: '检查本报告时程序出错：no values。' },
  ])
})

describe('beside last year’s report', () => {
  test('what is carried over is what was carried forward', async () => {
    const report = await changed({ numbers: { a_received_carried_over_all: 1, a_received_carried_over_nat: 1 } })
    const lastYear = await changed({ ...LAST, numbers: { a_carried_forward_all: 4, a_carried_forward_nat: 4 } })
    const [found] = told(findingsOf(report, lastYear))
    expect(found).toEqual({
      ...{ rule: 'carried-over', row: '二、上年结转政府信息公开申请数量', column: '总计', printed: '1', expected: '4' },
      message:
        '总计列：本报告“二、上年结转政府信息公开申请数量”为 1，上年度报告“四、结转下年度继续办理”为 4，相差 −3。其中：自然人列 1（上年度 4）。',
    })
  })

  test('by applicant, too', async () => {
    const report = await changed({ numbers: { a_received_carried_over_nat: 1 } })
    const lastYear = await changed({ ...LAST, numbers: { a_carried_forward_com: 1 } })
    expect(rulesOf(findingsOf(report, lastYear)).filter((rule) => rule.startsWith('carried'))).toEqual([
      'carried-over-applicants',
      'carried-over-applicants',
    ])
  })

  test('documents in force follow from those of last year; a blank is no number', async () => {
    const report = await changed({ numbers: { p_normative_docs_issued: 3, p_normative_docs_in_force: 9 } })
    const before = { ...LAST, numbers: { p_normative_docs_in_force: 5 } }
    expect(told(findingsOf(report, await changed(before)))).toMatchObject([
      { rule: 'in-force', row: '行政规范性文件', printed: '9', expected: '8' },
    ])
    const blank = await changed({ ...before, values: { p_normative_docs_in_force: { state: 'blank', value: null } } })
    expect(findingsOf(report, blank)).toEqual([])
  })

  test('doubtful numbers are not compared', async () => {
    const report = await changed({
      values: { a_received_carried_over_all: { value: 1, flags: ['low-confidence'] } },
    })
    const lastYear = await changed({ ...LAST, numbers: { a_carried_forward_all: 4 } })
    expect(rulesOf(findingsOf(report, lastYear))).not.toContain('carried-over')
  })

  test('reports of other years and organs are not compared', async () => {
    const report = await changed({ numbers: { a_received_carried_over_all: 1 } })
    const two = await changed({ report: { year: 2019 }, numbers: { a_carried_forward_all: 4 } })
    expect(rulesOf(findingsOf(report, two))).toEqual(['last-year-other-year'])
    const other = await changed({ report: { year: 2020, organ: '花石镇人民政府' } })
    expect(rulesOf(findingsOf(report, other))).toEqual(['last-year-other-organ'])
  })

  test('amounts that jump by ten thousand may be in another unit', async () => {
    const lastYear = await changed({ ...LAST, numbers: { p_fees_amount: 1.5 } })
    expect(rulesOf(findingsOf(await changed({ numbers: { p_fees_amount: 15_200 } }), lastYear))).toContain(
      'ten-thousandfold',
    )
    expect(rulesOf(findingsOf(await changed({ numbers: { p_fees_amount: 152 } }), lastYear))).not.toContain(
      'ten-thousandfold',
    )
  })

  test('last year’s numbers and prose are known again; zeros are no copy', async () => {
    const numbers = { p_licensing_decisions: 1203, p_penalties_decisions: 4511 }
    const prose = { 5: '公开内容还不够全面，政策解读形式较为单一，工作人员业务能力有待提高。'.repeat(5) }
    const found = findingsOf(await changed({ numbers, prose }), await changed({ ...LAST, numbers, prose }))
    expect(rulesOf(found)).toEqual(expect.arrayContaining(['copied-numbers', 'copied-prose']))
    expect(rulesOf(findingsOf(await changed({}), await changed(LAST)))).not.toContain('copied-numbers')
  })
})

describe('dates and form', () => {
  test.each([
    ['2021-01-04', '中山镇人民政府', 'signed-early'],
    ['2023-01-17', '中山镇人民政府', 'year-far'],
    ['2022-02-17', '青禾县教育局', 'published-late'],
    ['2022-04-02', '青禾县人民政府', 'published-late'],
  ])('%s of %s: %s', async (published, organ, rule) => {
    expect(rulesOf(findingsOf(await changed({ report: { published, organ } })))).toEqual([rule])
  })

  test.each([
    ['2022-02-17', '中山镇人民政府'],
    ['2022-01-31', '青禾县教育局'],
    ['2022-02-17', '国家税务总局青禾县税务局'],
    ['2022-03-31', '青禾县人民政府'],
  ])('%s of %s is in time, or nobody knows', async (published, organ) => {
    expect(findingsOf(await changed({ report: { published, organ } }))).toEqual([])
  })

  test('a section is missing only where all of the document was read', async () => {
    const sample = await readFile(new URL('../../samples/text-2021-cells-ended-by-bars.txt', import.meta.url), 'utf8')
    const cut = sample.slice(0, sample.indexOf('六、其他')).replace('、其他需要报告的事项六部分', '五部分')
    const bytes = new TextEncoder().encode(cut)
    const report = effectiveOf(await extractSource({ name: 'a.txt', path: 'a.txt', bytes }), [])
    expect(rulesOf(findingsOf(report))).toContain('section-missing')
    const unread = report.problems.map((each) => ({ ...each, code: 'no-text-layer' as const }))
    const partly = { ...report, problems: [...report.problems, ...unread] }
    expect(rulesOf(findingsOf(partly))).not.toContain('section-missing')
  })

  test('blanks are told with their cells', async () => {
    const blank = { state: 'dash', value: null, raw: '/' } as const
    const report = await changed({ values: { p_rules_issued: blank, p_rules_repealed: blank } })
    expect(told(findingsOf(report))).toMatchObject([
      {
        rule: 'blank-cells',
        message: '第二部分有 2 格空白或填了“/”“无”等：“规章”行“本年制发件数”列；“规章”行“本年废止件数”列。',
      },
    ])
  })
})

test('each rule fills its sentences in both languages', async () => {
  const numbers = {
    p_fees_amount: 1.5,
    a_carried_forward_all: 4,
    a_carried_forward_nat: 4,
    p_normative_docs_in_force: 7,
  }
  const lastYear = await changed({ ...LAST, numbers })
  const report = await changed({
    report: { published: '2023-01-17' },
    numbers: { p_fees_amount: 15_000 },
    values: { p_rules_issued: { state: 'blank', value: null } },
    prose: { 1: '2021年，我镇共收到政府信息公开申请999件。' },
  })
  const found = findingsOf(report, lastYear)
  expect(found.length).toBeGreaterThan(5)
  for (const each of found)
    for (const language of LANGUAGES)
      for (const text of Object.values(toldFinding(each, language)))
        expect(text).not.toMatch(/[{}]|undefined|NaN|object/u)
  expect(new Set(FINDING_RULES.map(({ id }) => id)).size).toBe(FINDING_RULES.length)
})
