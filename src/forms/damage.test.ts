import { describe, expect, it } from '@jest/globals'
import type { StatutoryTable } from '../model/record.js'
import { matchForms } from './index.js'
import { damage, DAMAGES, randomNumbers } from './testing/damage.js'
import { drawTables, reportOf, soundNumbers, type Drawing } from './testing/drawings.js'

const KINDS: readonly StatutoryTable[] = ['proactive', 'applications', 'review']
const TRIES = Number(process.env.DAMAGE_TRIES ?? 12)

/** Values of a damaged report that are wrong without a flag. */
function silentlyWrong(names: readonly string[], seed: number): string[] {
  const random = randomNumbers(seed)
  const year = random() < 0.5 ? '2019' : '2021'
  const numbers = soundNumbers(year)
  const tables: Drawing[] = drawTables(year, numbers)
  const hit = seed % KINDS.length
  for (const name of names) tables[hit] = damage(tables[hit] ?? [], name, random)
  const printed = new Set(tables[hit]?.flat())
  return matchForms(reportOf(...tables))
    .values.filter(({ item, measure, state, value, flags }) => {
      const want = numbers.get(`${item}/${measure}`)
      const lost = state === 'blank' && !printed.has(String(want))
      return value !== want && flags.every((flag) => flag === 'unbalanced') && !lost
    })
    .map(({ code, state, value }) => `${code} ${state} ${String(value)}`)
}

describe('whatever happens to a grid, a value is right or flagged', () => {
  it.each(Object.keys(DAMAGES))('%s', (name) => {
    for (let seed = 0; seed < TRIES; seed += 1) expect([seed, ...silentlyWrong([name], seed)]).toEqual([seed])
  })

  it('two damages at once', () => {
    const names = Object.keys(DAMAGES)
    const pairs = names.flatMap((first) => names.map((second) => [first, second]))
    pairs.forEach((pair, index) => {
      for (let round = 0; round * 24 < TRIES; round += 1)
        expect([pair, ...silentlyWrong(pair, index + round * pairs.length)]).toEqual([pair])
    })
  })
})
