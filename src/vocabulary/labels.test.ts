import { describe, expect, it } from '@jest/globals'
import { enumerated, fold, likeness, parseOrdinal } from './labels.js'

describe('labels', () => {
  it('folds width, spacing and punctuation, not words', () => {
    expect(fold('第二十条 第（一）项')).toBe('第二十条第一项')
    expect(fold('3、危及“三安全一稳定”')).toBe(fold('3.危及三安全一稳定'))
    expect(fold('合  计')).toBe('合计')
    expect(fold('巳获取')).toBe(fold('已获取'))
  })

  it('parts a label from its number', () => {
    expect(enumerated('（三）不予公开')).toEqual({ ordinal: 3, core: '不予公开' })
    expect(enumerated('8. 属于行政查询事项')).toEqual({ ordinal: 8, core: '属于行政查询事项' })
    expect(enumerated('一、本年新收政府信息公开申请数量').ordinal).toBe(1)
    expect(enumerated('规章')).toEqual({ ordinal: null, core: '规章' })
    expect(enumerated('12')).toEqual({ ordinal: null, core: '12' })
  })

  it('reads ordinals', () => {
    expect(['三', '十', '十二', '二十', '7', '三四', 'x'].map(parseOrdinal)).toEqual([3, 10, 12, 20, 7, null, null])
  })

  it('finds mistyped labels alike and different ones unlike', () => {
    expect(likeness('3.危机“三安全一稳定”', '3.危及“三安全一稳定”')).toBeGreaterThan(0.85)
    expect(likeness('7.属于行政法案卷', '7.属于行政执法案卷')).toBeGreaterThan(0.85)
    expect(likeness('结果维持', '结果纠正')).toBeLessThan(0.6)
    expect(likeness('', '总计')).toBe(0)
  })
})
