import { describe, expect, it } from '@jest/globals'
import { matchForms } from '../index.js'
import { randomNumbers } from '../testing/damage.js'
import { drawApplications, drawProactive, drawReview, reportOf, soundNumbers } from '../testing/drawings.js'
import { scanned, type Manners } from '../testing/recogniser.js'
import { processorMs } from '../../model/testing/processor-time.js'

const TRIES = Number(process.env.SCAN_TRIES ?? 60)

interface Seen {
  readonly seed: number
  readonly code: string
  readonly want: number | undefined
  readonly value: number | null
  readonly flags: readonly string[]
  readonly misdeeds: readonly string[]
}

/** Every value of a simulated scan of a report that adds up, with what the recogniser did to its cell. */
function scan(seed: number, manners: Manners): Seen[] {
  const year = seed % 2 === 0 ? '2019' : '2021'
  const numbers = soundNumbers(year)
  const drawn = reportOf(drawProactive(year, numbers), drawApplications(year, numbers), drawReview(numbers))
  const { blocks, misdeeds } = scanned(drawn, manners, randomNumbers(seed))
  return matchForms(blocks).values.map(({ code, item, measure, value, flags, cell }) => ({
    seed,
    code,
    want: numbers.get(`${item}/${measure}`),
    value,
    flags,
    misdeeds: misdeeds.get(`${cell?.table ?? ''} ${cell?.row ?? ''} ${cell?.column ?? ''}`) ?? [],
  }))
}

const seeds = Array.from({ length: TRIES }, (_, seed) => seed)
const isFlagged = ({ flags }: Seen): boolean => flags.some((flag) => flag !== 'unbalanced')

describe('a scan by a recogniser that doubts where it errs', () => {
  const seen = seeds.flatMap((seed) => scan(seed, { doubtful: 0.02, astray: 0.003, blind: 0 }))

  it('gives no wrong value without a flag', () => {
    expect(seen.filter((value) => value.value !== value.want && !isFlagged(value))).toEqual([])
  })

  it('leaves what was read without doubt as it was, and unflagged', () => {
    const sure = seen.filter(({ misdeeds }) => misdeeds.length === 0)
    expect(sure.filter((value) => value.value !== value.want || isFlagged(value))).toEqual([])
  })

  it('repairs only to what is printed', () => {
    const repaired = seen.filter(({ flags }) => flags.includes('repaired'))
    expect(repaired.length).toBeGreaterThan(TRIES)
    expect(repaired.filter((value) => value.value !== value.want)).toEqual([])
  })

  it('settles nearly all doubts of section 3, whose values lie in two equations', () => {
    const readable = seeds.flatMap((seed) => scan(seed, { doubtful: 0.02, astray: 0, blind: 0 }))
    const doubtful = readable.filter(({ code, misdeeds }) => code.startsWith('a_') && misdeeds.length > 0)
    const left = doubtful.filter(({ flags }) => flags.includes('low-confidence'))
    expect(left.length).toBeLessThan(0.05 * doubtful.length)
  })

  it('never repairs section 4, whose values lie in one equation', () => {
    expect(seen.filter(({ code, flags }) => code.startsWith('r_') && flags.includes('repaired'))).toEqual([])
  })
})

describe('a scan by a recogniser that also errs without any doubt', () => {
  const manners = { doubtful: 0.01, astray: 0.001, blind: 0.001 }
  const seen = seeds.flatMap((seed) => scan(seed, manners))

  it('changes no reading that was not in doubt', () => {
    const blind = seen.filter(({ misdeeds }) => misdeeds.length > 0 && misdeeds.every((each) => each === 'blind'))
    expect(blind.length).toBeGreaterThan(0)
    expect(blind.filter(({ flags }) => flags.includes('repaired'))).toEqual([])
  })

  it('says of a wrong value that its equations do not hold, wherever it stands in one of sure readings', () => {
    const silent = seen.filter((value) => value.value !== value.want && value.flags.length === 0)
    // Section 2 has no equations; elsewhere each of the value's equations has a doubtful member.
    expect(silent.filter(({ misdeeds }) => !misdeeds.includes('blind'))).toEqual([])
  })
})

describe('a scan so poor that the equations settle nothing', () => {
  it('is flagged, and quickly done with', async () => {
    const ms = await processorMs(() => {
      const seen = seeds.slice(0, 6).flatMap((seed) => scan(seed, { doubtful: 0.4, astray: 0.1, blind: 0 }))
      expect(seen.filter((value) => value.value !== value.want && !isFlagged(value))).toEqual([])
    })
    expect(ms).toBeLessThan(6_000)
  })
})
