import { findingsOf, toldFinding } from '../../src/findings/index.js'
import { randomNumbers } from '../../test/support/random.js'
import { anyPair, ruleCases, type Case } from './cases.js'
import { read } from './made.js'
import { textCases } from './text-cases.js'
import type { Wording } from './wordings.js'

/** How many planted contradictions are found, and what is found where there is none. */

interface Tally {
  planted: number
  found: number
  near: number
  false: number
  notes: number
}

const TEXT_RULES: ReadonlySet<string> = new Set(['text-differs', 'text-scope'])

/** Reads the pair of each case, and counts what was found of it. */
export async function tallied(
  cases: readonly Case[],
  onWrong: (line: string) => void,
): Promise<ReadonlyMap<string, Tally>> {
  const tallies = new Map<string, Tally>()
  for (const each of cases) {
    const { rule, kind, about, text = '', also = [] } = each
    const key = TEXT_RULES.has(rule) ? `${rule} (${about})` : rule
    const tally = tallies.get(key) ?? { planted: 0, found: 0, near: 0, false: 0, notes: 0 }
    tallies.set(key, tally)
    const found = findingsOf(await read(each.pair.report), await read(each.pair.lastYear))
    const meant = kind === 'planted' ? new Set([rule, ...also]) : new Set(also)
    const strangers = found.filter((one) => !meant.has(one.rule))
    tally[kind] += 1
    if (kind === 'planted' && found.some((one) => one.rule === rule)) tally.found += 1
    else if (kind === 'planted') onWrong(`missed  ${key}: ${text || about}`)
    if (strangers.some(({ severity }) => severity !== 'note')) tally.false += 1
    if (strangers.some(({ severity }) => severity === 'note')) tally.notes += 1
    for (const one of strangers) onWrong(`false   ${key} ${kind}: ${text || about} → ${toldFinding(one, 'zh').message}`)
  }
  return tallies
}

export function table(title: string, tallies: ReadonlyMap<string, Tally>): string {
  const lines = [`${title.padEnd(38)} planted  found  near  false  notes`]
  for (const [rule, { planted, found, near, false: wrong, notes }] of [...tallies].sort(([a], [b]) => (a < b ? -1 : 1)))
    lines.push(
      rule.padEnd(38) +
        [planted, found, near, wrong, notes]
          .map((each, at) => String(each).padStart([8, 7, 6, 7, 7][at] ?? 7))
          .join(''),
    )
  const sum = (name: keyof Tally): number => [...tallies.values()].reduce((all, each) => all + each[name], 0)
  lines.push(
    `together: ${sum('found')} of ${sum('planted')} found, ${sum('false')} false and ${sum('notes')} notes in ${sum('planted') + sum('near')} pairs`,
  )
  return lines.join('\n')
}

export async function run(
  rounds: number,
  sets: Readonly<Record<string, readonly [readonly Wording[], readonly Wording[]]>>,
  onWrong: (line: string) => void,
): Promise<string> {
  const random = randomNumbers(20_261_130)
  const cases = Array.from({ length: rounds }, () => ruleCases(random)).flat()
  const told = [table('rules', await tallied(cases, onWrong))]
  for (const [name, [plain, near]] of Object.entries(sets))
    told.push(
      table(
        name,
        await tallied(
          textCases(plain, near, () => anyPair(random)),
          onWrong,
        ),
      ),
    )
  return told.join('\n\n')
}
