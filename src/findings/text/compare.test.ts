import { describe, expect, test } from '@jest/globals'
import { findingsOf, toldFinding } from '../index.js'
import { changed } from '../testing/changed.js'

const NUMBERS = {
  ...{ a_received_new_all: 12, a_received_carried_over_all: 2, a_results_total_all: 11, a_carried_forward_all: 3 },
  ...{ a_granted_all: 6, p_normative_docs_issued: 3, p_fees_amount: 12.35, r_reconsideration_total: 1 },
}

/** Rules and both numbers of what a sentence of section 1 gives, in a town’s report or another organ’s. */
async function found(sentence: string, organ = '中山镇人民政府') {
  const report = await changed({ report: { organ }, numbers: NUMBERS, prose: { 1: sentence } })
  return findingsOf(report)
    .filter(({ rule }) => rule.startsWith('text'))
    .map((each) => {
      const { rule, printed, expected } = toldFinding(each, 'zh')
      return `${rule} ${printed} ${expected}`
    })
}

describe('a sentence that is surely about a quantity of the table', () => {
  test.each([
    ['2021年，我镇共收到政府信息公开申请999件。', 'text-differs 999 12'],
    ['全年收到政府信息公开申请12件，办结10件。', 'text-differs 10 11'],
    ['上年结转政府信息公开申请777件。', 'text-differs 777 2'],
    ['收到信息公开申请12件，结转下一年度4件。', 'text-differs 4 3'],
    ['收到信息公开申请12件，其中予以公开7件。', 'text-differs 7 6'],
    ['我镇未收到政府信息公开申请。', 'text-differs 0 12'],
    ['全年制发行政规范性文件5件。', 'text-differs 5 3'],
    ['因政府信息公开被申请行政复议两件。', 'text-differs 2 1'],
    ['行政事业性收费1.2万元。', 'text-differs 1.2万元 12.35万元'],
  ])('contradicts it: %s', async (sentence, expected) => {
    expect(await found(sentence)).toEqual([expected])
  })

  test.each([
    '2021年，我镇共收到政府信息公开申请12件，比上年增加5件。',
    '全年受理政府信息公开申请14件。',
    '行政事业性收费12.4万元。',
    '行政事业性收费123500元。',
    '因政府信息公开被申请行政复议一件。',
  ])('agrees with it: %s', async (sentence) => {
    expect(await found(sentence)).toEqual([])
  })
})

test.each([
  '2020年，我镇共收到政府信息公开申请9件。',
  '县教育局收到政府信息公开申请9件。',
  '各村共收到政府信息公开申请9件。',
  '我县收到政府信息公开申请9件。',
  '不含重复申请，收到政府信息公开申请9件。',
  '春节期间，收到政府信息公开申请9件。',
  '单日最多收到政府信息公开申请9件。',
  '近三年制发行政规范性文件9件。',
  '其中，当面申请9件。',
  '一季度收到政府信息公开申请9件。',
  '累计收到政府信息公开申请99件。',
  '收到政府信息公开申请10余件。',
  '收到热线工单99件，办结政府信息公开工单98件。',
])('a sentence about something else is passed over: %s', async (sentence) => {
  expect(await found(sentence)).toEqual([])
})

test('of an area’s government it may be the office alone: a note', async () => {
  expect(await found('全年共收到信息公开申请17件。', '青禾区人民政府')).toEqual(['text-scope 17 12'])
  expect(await found('我区共收到信息公开申请17件。', '青禾区人民政府')).toEqual(['text-scope 17 12'])
})

test('a sentence that another one contradicts is a note, too', async () => {
  expect(await found('全年收到政府信息公开申请12件。\n收到政府信息公开申请8件。')).toEqual(['text-scope 8 12'])
})
