import { describe, expect, it } from '@jest/globals'
import { ALL_VALUES, chineseLabel, englishLabel } from './value-labels.js'

describe('value labels', () => {
  it('name every value of both forms once, by the whole path', () => {
    expect(ALL_VALUES).toHaveLength(226)
    expect(new Set(ALL_VALUES.map(({ code }) => code)).size).toBe(226)
    expect(chineseLabel('a_received_new_com')).toBe(
      '一、本年新收政府信息公开申请数量 › 申请人情况 › 法人或其他组织 › 商业企业',
    )
  })

  it('follow the form that a report is in', () => {
    expect(chineseLabel('p_licensing_decisions', '2019')).toBe('第二十条第（五）项 › 行政许可 › 处理决定数量')
    expect(chineseLabel('p_licensing_decisions', '2021')).toBe('第二十条第（五）项 › 行政许可 › 本年处理决定数量')
    expect(chineseLabel('p_procurement_amount', '2021')).toBe('第二十条第（九）项 › 政府集中采购 › 采购总金额')
    expect(chineseLabel('of_no_form')).toBe('')
  })

  it('are all put into English', () => {
    const left = ALL_VALUES.filter(({ code }) => /\p{Script=Han}/u.test(englishLabel(code)))
    expect(left).toEqual([])
  })
})
