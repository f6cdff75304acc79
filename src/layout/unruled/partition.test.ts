import { describe, expect, it } from '@jest/globals'
import { partition } from './partition.js'

describe('partition', () => {
  it('gives each label the stretch at whose middle it stands', () => {
    const labels = [1.5, 5.5, 9.5]
    const cost = (label: number, from: number, to: number): number => Math.abs((labels[label] ?? 0) - (from + to) / 2)
    expect(partition(11, 3, cost)).toEqual({ bounds: [0, 3, 8, 11], cost: 0 })
  })

  it('has none where there are more labels than items', () => {
    expect(partition(1, 2, () => 0)).toBeNull()
  })
})
