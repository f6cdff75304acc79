import { describe, expect, it } from '@jest/globals'
import { madeDocument, sourceOf } from '../export/testing/documents.js'
import { allocate, draw } from './draw.js'

const documents = Array.from({ length: 30 }, (_, index) =>
  madeDocument({ path: `${index}.pdf`, form: index < 10 ? '2019' : '2021', year: 2020 }),
)

describe('a stratified sample', () => {
  it('is drawn in proportion to the strata, and none is left out', async () => {
    const { drawn, sizes } = await draw(sourceOf(documents), 200, { seed: '1' })
    expect(Object.fromEntries(sizes)).toEqual({
      'pdf/2019/applications': 1610,
      'pdf/2019/proactive': 220,
      'pdf/2019/review': 150,
      'pdf/2021/applications': 3500,
      'pdf/2021/proactive': 200,
      'pdf/2021/review': 300,
    })
    expect(drawn).toHaveLength(200)
    const count = (stratum: string): number => drawn.filter((each) => each.stratum === stratum).length
    expect([count('pdf/2021/applications'), count('pdf/2019/review')]).toEqual([117, 5])
    expect(new Set(drawn.map(({ sha256, code }) => `${sha256}${code}`)).size).toBe(200)
  })

  it('is the same for the same seed in whatever order, and another for another', async () => {
    const names = async (seed: string, of = documents): Promise<readonly string[]> =>
      (await draw(sourceOf(of), 50, { seed })).drawn.map(({ sha256, code }) => `${sha256}${code}`)
    expect(await names('1', [...documents].reverse())).toEqual(await names('1'))
    expect(await names('2')).not.toEqual(await names('1'))
  })

  it('holds no value that is flagged or that a person vouches for', async () => {
    const values = { a_granted_all: { flags: ['unbalanced'] }, a_granted_nat: { corrected: 'confirmed' } } as const
    const { drawn } = await draw(sourceOf([madeDocument({ path: 'x.pdf', values })]), 1_000, { seed: '1' })
    expect(drawn).toHaveLength(198)
    expect(drawn.map(({ code }) => code)).not.toContain('a_granted_all')
  })

  it.each([
    ['doubts', ['a_granted_all']],
    ['faults', ['a_granted_nat']],
    ['flagged', ['a_granted_all', 'a_granted_nat']],
  ] as const)('of %s holds those values, without what a person vouches for', async (population, codes) => {
    const values = {
      a_granted_all: { flags: ['low-confidence'] },
      a_granted_nat: { flags: ['unbalanced'] },
      a_carried_forward_all: { flags: ['unbalanced'], corrected: 'corrected' },
    } as const
    const { drawn } = await draw(sourceOf([madeDocument({ path: 'x.pdf', values })]), 10, { seed: '1', population })
    expect(drawn.map(({ code }) => code).sort()).toEqual(codes)
  })

  it('draws every value about as often', async () => {
    const few = sourceOf(documents.slice(0, 2))
    const times = new Map<string, number>()
    for (let seed = 0; seed < 200; seed += 1)
      for (const { code } of (await draw(few, 40, { seed: String(seed) })).drawn)
        times.set(code, (times.get(code) ?? 0) + 1)
    // 40 of 396, 200 times, each code in two documents: 40 draws expected of each.
    const counts = [...times.values()]
    expect(times.size).toBe(198)
    expect(Math.min(...counts)).toBeGreaterThan(15)
    expect(Math.max(...counts)).toBeLessThan(75)
  })
})

describe('dealing a sample to strata', () => {
  it.each([
    [[900, 90, 10], 100, [89, 9, 2]],
    [[5, 5], 100, [5, 5]],
    [[1000, 1], 10, [9, 1]],
    [[10, 10, 10], 2, [1, 1, 0]],
  ])('%j gets %i as %j', (sizes, count, shares) => {
    expect(allocate(sizes, count)).toEqual(shares)
  })
})
