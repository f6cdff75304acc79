import { describe, expect, it } from '@jest/globals'
import { statutorySection } from './sections.js'

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
  ])('%s → %s', (line, section) => {
    expect(statutorySection(line)).toBe(section)
  })
})
