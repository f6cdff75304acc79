import { describe, expect, it } from '@jest/globals'
import { identify } from './identify.js'
import { drawApplications, drawProactive, drawReview, soundNumbers, tableOf } from './testing/drawings.js'

const numbers = soundNumbers('2021')

describe('identify', () => {
  it('knows the statutory tables by their own labels, wherever they stand', () => {
    for (const section of [null, 1, 3]) {
      expect(identify(tableOf(drawProactive('2021', numbers)), section)).toBe('proactive')
      expect(identify(tableOf(drawApplications('2019', numbers)), section)).toBe('applications')
      expect(identify(tableOf(drawReview(numbers)), section)).toBe('review')
    }
  })

  it('knows a block, and the rest of a table that a page break cut', () => {
    const proactive = drawProactive('2021', numbers)
    expect(identify(tableOf(proactive.slice(4, 7)), null)).toBe('proactive')
    const rest = drawApplications('2021', numbers).slice(-2)
    expect(identify(tableOf(rest), 3)).toBe('applications')
    expect(identify(tableOf(rest), 1)).toBeNull()
  })

  it('takes no other table for one of them', () => {
    const letters = [
      ['类别', '件数', '办结'],
      ['自然人', '5', '5'],
      ['其他', '1', '1'],
    ]
    expect(identify(tableOf(letters), 3)).toBeNull()
    const services = [
      ['事项', '本年', '总计'],
      ['行政许可', '12', '40'],
    ]
    expect(identify(tableOf(services), 1)).toBeNull()
    expect(identify(tableOf([['索引号', '发布机构']]), null)).toBeNull()
  })
})
