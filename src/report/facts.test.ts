import { describe, expect, it } from '@jest/globals'
import { paragraph } from '../../test/support/handwritten.js'
import { describeFacts, factsFor } from './testing/facts.js'

describeFacts('dates', [
  { name: 'ISO', after: ['2022-01-21'], expected: { published: '2022-01-21' } },
  { name: 'dots', after: ['2022.1.7'], expected: { published: '2022-01-07' } },
  { name: 'Chinese numerals', after: ['二〇二二年一月十七日'], expected: { published: '2022-01-17' } },
  { name: 'Chinese numerals of two tens', after: ['二○二二年十二月三十一日'], expected: { published: '2022-12-31' } },
  { name: 'spaced out', after: ['2022 年 1 月 7 日'], expected: { published: '2022-01-07' } },
  { name: 'without its day', after: ['2022年1月'], expected: { published: null } },
  { name: 'in brackets', after: ['（2022年1月17日）'], expected: { published: '2022-01-17' } },
  {
    name: 'signed eleven months before its year ended',
    before: ['高寨镇2021年政府信息公开工作年度报告'],
    after: ['高寨镇人民政府', '2021年1月4日'],
    expected: { published: '2021-01-04', flags: ['date-implausible'] },
  },
  {
    name: 'glued to the last words',
    after: ['无。花石镇人民政府2022年1月17日'],
    expected: { published: '2022-01-17' },
  },
  { name: 'of a period that ends the prose is none', after: ['无。截至2021年12月31日'], expected: { published: null } },
  {
    name: 'before a list of other pages',
    after: ['花石镇人民政府', '2022年1月17日', '湘潭县开展植树活动', '2022-03-12', '湘潭县召开会议', '2022-04-01'],
    expected: { organ: '花石镇人民政府', published: '2022-01-17' },
  },
  {
    name: 'on a day that does not exist',
    before: ['高寨镇2021年政府信息公开工作年度报告'],
    after: ['高寨镇人民政府', '2022年2月30日'],
    expected: { published: null, flags: ['date-implausible'] },
  },
  {
    name: 'years later',
    before: ['高寨镇2021年政府信息公开工作年度报告'],
    after: ['2024年5月6日'],
    expected: { published: '2024-05-06', flags: [] },
  },
  {
    name: 'a date inside the prose is none',
    before: ['高寨镇2021年政府信息公开工作年度报告'],
    prose: ['2021年12月31日，我镇公开信息。'],
    expected: { published: null },
  },
  {
    name: 'from the metadata table',
    before: ['高寨镇2021年政府信息公开工作年度报告'],
    metadata: { published: '2022年01月20日' },
    expected: { published: '2022-01-20' },
  },
])

describeFacts('years', [
  {
    name: 'the period of the numbers, where the title has none',
    before: ['高寨镇政府信息公开工作年度报告', '数据统计期限自2021年1月1日至2021年12月31日止。'],
    prose: ['2022年，我镇将继续努力。2022年要加强。'],
    expected: { year: 2021, flags: [] },
  },
  {
    name: 'against the period',
    before: ['高寨镇2022年政府信息公开工作年度报告', '数据统计期限自2021年1月1日至2021年12月31日止。'],
    expected: { year: 2022, flags: ['year-uncertain'] },
  },
  {
    name: 'against all the prose',
    before: ['高寨镇2022年政府信息公开工作年度报告'],
    prose: ['2021年，我镇公开信息12条。', '2021年，无申请。', '截至2021年12月31日。'],
    expected: { year: 2022, flags: ['year-uncertain'] },
  },
  {
    name: 'papers quoted do not count',
    before: ['高寨镇政府信息公开工作年度报告'],
    prose: ['根据《2019年要点》《2019年规划》和〔2019〕5号文，2021年我镇工作有序。'],
    expected: { year: 2021 },
  },
  { name: 'nowhere', before: ['高寨镇政府信息公开工作年度报告'], expected: { year: null, flags: ['year-missing'] } },
])

describe('evidence', () => {
  it('tells the words that a fact was read from, and where they stand', () => {
    const box = (top: number) => [{ page: 1, box: [100.123456, top, 400, top + 20] as const }]
    const { evidence } = factsFor({
      before: [
        paragraph('土门关乡人民政府2021年度', { boxes: box(80) }),
        paragraph('政府信息公开工作年度报告', { boxes: box(110) }),
      ],
      after: [paragraph('2022年1月17日', { boxes: [{ page: 6, box: [300, 500, 400, 515] }] })],
    })
    expect(evidence.title).toEqual({
      text: '土门关乡人民政府2021年度\n政府信息公开工作年度报告',
      page: 1,
      box: [100.12, 80, 400, 130],
    })
    expect(evidence.published).toEqual({ text: '2022年1月17日', page: 6, box: [300, 500, 400, 515] })
  })
})
