import { describe, expect, it } from '@jest/globals'
import { dotRulings, tidyRulings } from './rulings.js'
import { horizontal, vertical } from './testing/pages.js'

describe('tidyRulings', () => {
  it('joins segments that meet, overlap or nearly meet', () => {
    expect(tidyRulings([horizontal(10, 0, 50), horizontal(10, 52, 100), horizontal(10.2, 90, 120)])).toMatchObject([
      { start: 0, end: 120 },
    ])
  })

  it('keeps apart what leaves a gap, and lines a row apart', () => {
    expect(tidyRulings([horizontal(10, 0, 50), horizontal(10, 58, 100)])).toHaveLength(2)
    expect(tidyRulings([horizontal(10, 0, 50), horizontal(17, 0, 50)])).toHaveLength(2)
  })

  it('makes one of a double line', () => {
    expect(tidyRulings([vertical(10, 0, 90), vertical(12.5, 0, 90)])).toMatchObject([{ position: 11.25 }])
  })

  it('joins dashes and dots, drops specks', () => {
    const dashes = Array.from({ length: 10 }, (_, index) => horizontal(10, index * 7, index * 7 + 3.5))
    expect(tidyRulings(dashes)).toMatchObject([{ start: 0, end: 66.5 }])
    const dots = Array.from({ length: 30 }, (_, index) => ({
      box: [5, index * 1.5, 5.75, index * 1.5 + 0.75] as const,
    }))
    expect(tidyRulings(dotRulings(dots))).toMatchObject([{ orientation: 'vertical', start: 0, end: 44.25 }])
    expect(tidyRulings([horizontal(10, 0, 3)])).toEqual([])
  })

  it('does not take the sides of low cells, row by row, for dashes', () => {
    expect(tidyRulings([vertical(50, 0, 8), vertical(50, 16, 24)])).toHaveLength(2)
  })
})
