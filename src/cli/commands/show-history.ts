import { standing, type Correction } from '../../effective/correction.js'
import type { Attempt, Decision } from '../../store/store.js'
import { formatTime, oneLine } from '../render/text.js'
import { text, type Say, type Text } from '../say.js'
import { SENTENCES } from '../words.js'

/** A long history is cut to its latest entries; `--json` has all. */
const MAX_SHOWN = 20

interface History {
  readonly corrections: readonly Correction[]
  readonly decisions: readonly Decision[]
  /** Oldest first. */
  readonly attempts: readonly Attempt[]
}

interface Entry {
  readonly at: string
  readonly author: string
  readonly note: string | null
  readonly what: string
}

/** The statements and decisions of people on a document, the latest last: who, when and why. Those withdrawn are marked. */
export function historyLines({ corrections, decisions, attempts }: History, say: Say): readonly string[] {
  const counting = new Set([...standing(corrections).values()].map(({ id }) => id))
  const entries: readonly Entry[] = [
    ...corrections.map((correction) => ({ ...correction, what: said(correction, counting.has(correction.id), say) })),
    ...decisions.map((decision) => ({ ...decision, what: decided(decision, attempts, say) })),
  ].toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
  const left = entries.length - MAX_SHOWN
  return [
    ...(left > 0 ? [`  ${say(SENTENCES.more, { count: left })}`] : []),
    ...entries.slice(-MAX_SHOWN).map(({ at, author, note, what }) => {
      const why = note === null ? '' : ` (${oneLine(note)})`
      return `  ${formatTime(at)}  ${oneLine(author)}: ${what}${why}`
    }),
  ]
}

function said({ kind, code, value }: Correction, counts: boolean, say: Say): string {
  const shown = value === null || value === '' ? say(SENTENCES.blankCell) : oneLine(value)
  const sentence = say(SAID[kind], { code, value: shown })
  return counts || kind === 'withdraw' ? sentence : say(TEXTS.past, { sentence })
}

function decided({ kind, attempt }: Decision, attempts: readonly Attempt[], say: Say): string {
  const number = attempts.findIndex(({ id }) => id === attempt) + 1
  return say(DECIDED[kind], { number: number > 0 ? number : '–' })
}

const SAID: Readonly<Record<Correction['kind'], Text>> = {
  correct: text('{code} is {value}', '{code} 更正为 {value}'),
  confirm: text('{code} confirmed', '{code} 已确认'),
  withdraw: text('{code}: withdrawn what was said', '{code}：撤回所说'),
}

const DECIDED: Readonly<Record<Decision['kind'], Text>> = {
  'use-attempt': text('attempt {number} counts', '采用第 {number} 次提取'),
  remove: text('removed', '移除'),
  restore: text('restored', '恢复'),
  purge: text('forgotten', '彻底清除'),
}

const TEXTS = {
  past: text('{sentence} – counts no more', '{sentence}（已不计）'),
} as const
