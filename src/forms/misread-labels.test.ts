import { describe, expect, it } from '@jest/globals'
import type { Block } from '../model/block.js'
import { matchForms } from './index.js'
import { randomNumbers } from './testing/damage.js'
import { drawTables, reportOf, soundNumbers, type Drawing } from './testing/drawings.js'

const TRIES = Number(process.env.LABEL_TRIES ?? 40)

type Random = () => number

/** How recognisers misread the characters of the forms' labels; any other character becomes one of `ANY`. */
const CONFUSED: Readonly<Record<string, string>> = {
  已: '巳己',
  未: '末木',
  人: '入八',
  一: '—-',
  二: '三',
  三: '二王',
  四: '囚西',
  五: '玉',
  六: '大',
  七: '匕',
  八: '人',
  公: '么',
  开: '幵升',
  法: '洁',
  事: '亊',
  项: '顶',
  申: '中由',
  请: '清情',
  信: '倌',
  政: '攻',
  行: '仃',
  '.': '、,',
  '、': '.,',
  '“': '"',
  '”': '"',
  '（': '(',
  '）': ')',
}
const ANY = '的是了口日曰目田木本大太土士干千王玉'

const pick = (choices: string, random: Random): string => choices.charAt(Math.floor(random() * choices.length))

/** A label as a recogniser may give it: characters replaced, dropped, swapped; each a share of all. */
function misread(label: string, share: number, random: Random): string {
  const chars = Array.from(label)
  for (let index = 0; index < chars.length; index += 1) {
    if (random() >= share) continue
    const dice = random()
    const char = chars[index] ?? ''
    const next = chars[index + 1]
    if (dice < 0.7) chars[index] = pick(CONFUSED[char] ?? ANY, random)
    else if (dice < 0.9 || next === undefined) chars[index] = ''
    else [chars[index], chars[index + 1]] = [next, char]
  }
  return chars.join('')
}

interface Outcome {
  readonly wrong: readonly string[]
  readonly flagged: number
  readonly values: number
}

/** Reads a report whose labels were misread so. */
function outcome(share: number, seed: number): Outcome {
  const random = randomNumbers(seed)
  const year = seed % 2 === 0 ? '2019' : '2021'
  const numbers = soundNumbers(year)
  const isNumber = (text: string | null): boolean => text !== null && /^\d+$/u.test(text)
  const damaged = (drawing: Drawing): Drawing =>
    drawing.map((row) =>
      row.map((text) =>
        text === null || text === '<' || text === '^' || isNumber(text) ? text : misread(text, share, random),
      ),
    )
  const tables = drawTables(year, numbers).map(damaged)
  const blocks: Block[] = reportOf(...tables)
  const { values } = matchForms(blocks)
  const silent = values.filter(
    ({ item, measure, value, flags }) => value !== (numbers.get(`${item}/${measure}`) ?? null) && flags.length === 0,
  )
  return {
    wrong: silent.map(({ code, state, value }) => `${seed} ${code} ${state} ${String(value)}`),
    flagged: values.filter(({ flags }) => flags.length > 0).length,
    values: values.length,
  }
}

describe('labels with characters misread, lost and swapped', () => {
  it.each([
    [0.03, 0.005],
    [0.05, 0.01],
    [0.1, 0.05],
    [0.2, 0.3],
  ])('%d of them: every value is right or flagged, and at most %d are flagged', (share, most) => {
    const outcomes = Array.from({ length: TRIES }, (_, seed) => outcome(share, seed))
    expect(outcomes.flatMap(({ wrong }) => wrong)).toEqual([])
    const sum = (of: (outcome: Outcome) => number): number => outcomes.reduce((total, each) => total + of(each), 0)
    expect(sum(({ flagged }) => flagged) / sum(({ values }) => values)).toBeLessThanOrEqual(most)
  })
})
