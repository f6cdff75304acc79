import { describe, expect, it } from '@jest/globals'
import { clopperPearson, incompleteBeta } from './beta.js'
import { estimate, type StratumResult } from './estimate.js'

describe('exact intervals', () => {
  it.each([
    // hits, trials, low, high: as R's binom.test gives them.
    [0, 200, 0, 0.018275],
    [5, 100, 0.016432, 0.112835],
    [1, 10, 0.002529, 0.445016],
    [10, 10, 0.691503, 1],
    [50, 100, 0.398321, 0.601679],
  ])('%i of %i', (hits, trials, low, high) => {
    const interval = clopperPearson(hits, trials, 0.95)
    expect(interval[0]).toBeCloseTo(low, 5)
    expect(interval[1]).toBeCloseTo(high, 5)
  })

  it('stand on a beta function that is right where it is known', () => {
    expect(incompleteBeta(0.3, 1, 1)).toBeCloseTo(0.3, 12)
    expect(incompleteBeta(0.5, 7.5, 7.5)).toBeCloseTo(0.5, 10)
    expect(incompleteBeta(0.2, 2, 1)).toBeCloseTo(0.04, 12)
  })
})

const stratum = (size: number, right: number, wrong: number, more: Partial<StratumResult> = {}): StratumResult => ({
  ...{ stratum: 's', size, right, wrong, unclear: 0, open: 0 },
  ...more,
})

describe('the error rate of unflagged values', () => {
  it('of one stratum is the share found wrong', () => {
    const { rate, interval, effectiveSize } = estimate([stratum(10_000, 95, 5)])
    expect(rate).toBeCloseTo(0.05, 12)
    expect(effectiveSize).toBeCloseTo(99, 6)
    const [low, high] = clopperPearson(0.05 * 99, 99, 0.95)
    expect(interval?.[0]).toBeCloseTo(low, 9)
    expect(interval?.[1]).toBeCloseTo(high, 9)
  })

  it('weighs each stratum by its size, not by how many of it were looked at', () => {
    const { rate } = estimate([stratum(9_000, 50, 0), stratum(1_000, 40, 10)])
    expect(rate).toBeCloseTo(0.02, 12)
  })

  it('is not surer than the weights allow where nothing was wrong', () => {
    const even = estimate([stratum(5_000, 100, 0), stratum(5_000, 100, 0)])
    const uneven = estimate([stratum(9_900, 20, 0), stratum(100, 180, 0)])
    expect(even.effectiveSize).toBeCloseTo(200, 9)
    expect(even.interval?.[1]).toBeCloseTo(0.018275, 5)
    expect(uneven.effectiveSize).toBeLessThan(25)
  })

  it('leaves out what nobody could tell, and says how many', () => {
    const found = estimate([stratum(100, 9, 1, { unclear: 3, open: 7 })])
    expect(found).toMatchObject({ judged: 10, wrong: 1, unclear: 3, open: 7 })
    expect(found.rate).toBeCloseTo(0.1, 12)
  })

  it('is not told before anything was looked at', () => {
    expect(estimate([stratum(100, 0, 0, { open: 5 })])).toMatchObject({ rate: null, interval: null })
  })

  it('covers the truth about as often as it says', () => {
    // Three strata with known rates, drawn again and again by a fixed generator.
    let state = 42
    const random = (): number => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647
    const truth = [
      { size: 8_000, rate: 0.01, drawn: 120 },
      { size: 1_500, rate: 0.05, drawn: 50 },
      { size: 500, rate: 0.2, drawn: 30 },
    ]
    const real = truth.reduce((sum, { size, rate }) => sum + (size / 10_000) * rate, 0)
    const rounds = 400
    let covered = 0
    for (let round = 0; round < rounds; round += 1) {
      const strata = truth.map(({ size, rate, drawn }) => {
        const wrong = Array.from({ length: drawn }, () => random() < rate).filter(Boolean).length
        return stratum(size, drawn - wrong, wrong)
      })
      const [low, high] = estimate(strata).interval ?? [1, 0]
      if (low <= real && real <= high) covered += 1
    }
    expect(covered / rounds).toBeGreaterThanOrEqual(0.94)
  })
})
