import { describe, expect, it } from '@jest/globals'
import { gluedHeading, splitAtHeadings, statutorySection } from './sections.js'

describe('statutorySection', () => {
  it.each([
    ['一、总体情况', 1],
    ['总体情况', 1],
    ['二、主动公开政府信息情况', 2],
    ['三、 收到和处理政府信息公开申请情况', 3],
    ['四、政府信息公开行政复议、行政诉讼情况', 4],
    ['五、当前存在的主要问题及下步改进措施', 5],
    ['存在的主要问题及改进情况', 5],
    ['五、存在的主要问题和改进情况', 5],
    ['六、其他需要报告的事项', 6],
    ['三、本年度办理结果', null],
    ['一、本年新收政府信息公开申请数量', null],
    ['二、上年结转政府信息公开申请数量', null],
    ['四、结转下年度继续办理', null],
    ['（一）存在的问题', null],
    ['三是加强监督。', null],
    ['规章', null],
    ['一 总体情况', 1],
    ['1.总体情况', 1],
    ['第一部分 总体情况', 1],
    ['六、其他需要报告的事项。', 6],
    ['六、需要报告的其他事项', 6],
    ['六、其它需报告的事项', 6],
    ['四、因政府信息公开工作被申请行政复议、提起行政诉讼情况', 4],
    ['三、收到和处理政府信息公开申请', 3],
    ['三、存在的主要问题及改进情况', 5],
    ['（二）主动公开政府信息情况', null],
    ['(三)收到和处理政府信息公开申请情况', null],
    ['无其他需要报告的事项。', null],
    ['无其他需要报告的事项', null],
    ['本机关无其他需要报告的事项', null],
    ['2021年总体情况', null],
    ['申请人情况', null],
    ['信息内容', null],
    ['行政复议', null],
    ['第二十条第（一）项', null],
    ['本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况六部分构成。', null],
  ])('%s → %s', (line, section) => {
    expect(statutorySection(line)).toBe(section)
  })
})

describe('gluedHeading', () => {
  it.each([
    ['六、其他需要报告的事项 无', '六、其他需要报告的事项', '无'],
    ['六、其他需要报告的事项：无。', '六、其他需要报告的事项', '无。'],
    ['六、其他需要报告的事项本年度无其他需要报告的事项。', '六、其他需要报告的事项', '本年度无其他需要报告的事项。'],
    ['一、总体情况。2021年，我局认真贯彻条例。', '一、总体情况', '2021年，我局认真贯彻条例。'],
  ])('%s', (paragraph, heading, rest) => {
    expect(gluedHeading(paragraph)).toMatchObject({ heading, rest })
  })

  it.each(['六、其他需要报告的事项', '六、其他工作 无', '本报告由一、总体情况 二、其他组成', '（六）其他处理 0'])(
    'nothing glued in %s',
    (paragraph) => {
      expect(gluedHeading(paragraph)).toBeNull()
    },
  )
})

describe('splitAtHeadings', () => {
  it('parts a paragraph that runs on over headings', () => {
    expect(splitAtHeadings('期限为2022年。 一、总体情况 2022年，有序。 二、主动公开政府信息情况 如下')).toEqual([
      '期限为2022年。 ',
      '一、总体情况 2022年，有序。 ',
      '二、主动公开政府信息情况 如下',
    ])
  })

  it('leaves other paragraphs whole', () => {
    for (const whole of ['一、总体情况', '由一、总体情况、二、主动公开政府信息情况组成。', '无。'])
      expect(splitAtHeadings(whole)).toEqual([whole])
  })
})
