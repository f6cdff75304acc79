import { total, numberOf, type Draft, type Pair } from './made.js'
import type { Quantity, Wording } from './wordings.js'
import type { Case } from './cases.js'

/** Sentences put into a sound report: with the table’s number, with another one, and about something else. */

const CODES: Readonly<Record<Quantity, (draft: Draft) => number>> = {
  received: (draft) => total(draft, 'received_new'),
  answered: (draft) => total(draft, 'results_total'),
  'carried-over': (draft) => total(draft, 'received_carried_over'),
  'carried-forward': (draft) => total(draft, 'carried_forward'),
  granted: (draft) => total(draft, 'granted'),
  'granted-in-part': (draft) => total(draft, 'granted_in_part'),
  refused: (draft) =>
    [...draft.numbers]
      .filter(([key]) => /^applications\/refused_\w+\/total$/u.test(key))
      .reduce((sum, [, value]) => sum + value, 0),
  issued: (draft) => numberOf(draft, 'proactive/normative_docs/issued'),
  repealed: (draft) => numberOf(draft, 'proactive/normative_docs/repealed'),
  'in-force': (draft) => numberOf(draft, 'proactive/normative_docs/in_force'),
  reconsideration: (draft) => numberOf(draft, 'review/reconsideration/total'),
  litigation: (draft) =>
    numberOf(draft, 'review/litigation_direct/total') + numberOf(draft, 'review/litigation_after/total'),
  fees: (draft) => numberOf(draft, 'proactive/fees/amount'),
}

export const isQuantity = (name: string): name is Quantity => name in CODES

/** The sentence with its slots filled; {n} by `number`, other quantities by the draft’s own numbers. */
export function spoken(text: string, draft: Draft, number: number): string {
  const own = /[镇乡]人民政府$/u.test(draft.organ) ? '我镇' : '我局'
  const slots: Readonly<Record<string, string | number>> = {
    ...{ n: number, y: draft.year, p: draft.year - 1, s: draft.year + 1, o: own },
  }
  return text.replace(/\{([a-z-]+)\}/gu, (slot, name: string) =>
    String(slots[name] ?? (isQuantity(name) ? CODES[name](draft) : slot)),
  )
}

const put = (pair: Pair, sentence: string): void => {
  pair.report.prose += `\n${sentence}`
}

/** A number that none of the table’s sums comes to. */
const OFF = 7_777

/** @param make a sound pair anew */
export function textCases(plain: readonly Wording[], near: readonly Wording[], make: () => Pair): readonly Case[] {
  const cases: Case[] = []
  for (const { quantity, text } of plain) {
    const denies = !text.includes('{n}')
    const wrong = make()
    put(wrong, spoken(text, wrong.report, OFF))
    cases.push({ rule: 'text-differs', kind: 'planted', about: quantity, text, pair: wrong })
    if (denies) continue
    const right = make()
    put(right, spoken(text, right.report, CODES[quantity](right.report)))
    cases.push({ rule: 'text-differs', kind: 'near', about: quantity, text, pair: right })
  }
  for (const { quantity, text } of near) {
    const pair = make()
    put(pair, spoken(text, pair.report, 13))
    cases.push({ rule: 'text-differs', kind: 'near', about: quantity, text, pair })
  }
  return cases
}
