import { describe, expect, it } from '@jest/globals'
import { inverted, isNegative } from './negative.js'

/** 100 × 100 pixels, with so many of each level. */
const grey = (
  ...levels: readonly (readonly [level: number, count: number])[]
): { width: 100; height: 100; data: Uint8Array } => {
  const data = Uint8Array.from(levels.flatMap(([level, count]) => Array<number>(count).fill(level)))
  return { width: 100, height: 100, data }
}

describe('a negative', () => {
  it('is a page of light print on dark', () => {
    const page = grey([10, 9_200], [250, 800])
    expect(isNegative(page)).toBe(true)
    expect(isNegative(inverted(page))).toBe(false)
    expect(isNegative({ width: 1, height: 1, rgb: new Uint8Array(3_000).fill(255, 0, 300) })).toBe(true)
  })

  it('is none that is black all over, nor a photograph in the dark', () => {
    expect(isNegative(grey([0, 10_000]))).toBe(false)
    expect(isNegative(grey([30, 7_600], [120, 1_400], [220, 1_000]))).toBe(false)
    expect(isNegative(grey([30, 6_000], [230, 4_000]))).toBe(false)
  })
})
