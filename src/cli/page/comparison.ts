import type { Comparison, ValueChange } from '../../compare/compare.js'
import { isSame } from '../../compare/compare.js'
import { chineseLabel } from '../../vocabulary/value-labels.js'
import type { Say } from '../messages.js'
import { oneLine, paint, tableOf, type Look } from '../table.js'
import { paragraph } from './wrap.js'

const PLAIN_WIDTH = 100
/** A cell that holds a sentence is shown so wide. */
const WIDEST = 30

type Reading = NonNullable<ValueChange['before']>

/** What two extractions differ in, for a person: first the numbers, then what is doubtful of them. */
export function renderComparison(comparison: Comparison, say: Say, look: Look): string {
  if (isSame(comparison)) return say('diffSame')
  const { status, facts, values, checks, problems } = comparison
  const lines: string[] = []
  const heading = (title: string): void => {
    lines.push(...(lines.length > 0 ? [''] : []), paint(title, 'bold', look))
  }
  if (status) lines.push(`${say('status')}: ${status.before ?? '–'} → ${status.after ?? '–'}`)
  if (facts.length > 0) {
    heading(say('diffFacts'))
    for (const { fact, before, after } of facts)
      lines.push(...paragraph(`${oneLine(before ?? '–')} → ${oneLine(after ?? '–')}`, widthOf(look), `  ${fact}: `))
  }
  if (values.length > 0) {
    heading(say('diffValues', { count: values.length, numbers: values.filter(({ kind }) => kind === 'value').length }))
    lines.push(valueTable(values, say, look))
  }
  if (checks.length > 0) {
    heading(say('diffChecks', { count: checks.length }))
    const shown = (side: (typeof checks)[number]['before']): string =>
      side ? `${side.left ?? '?'} = ${side.right ?? '?'}: ${passOf(side.pass, say)}` : '–'
    for (const { id, at, before, after } of checks) lines.push(`  ${id} · ${at}  ${shown(before)} → ${shown(after)}`)
  }
  if (problems.gone.length + problems.come.length > 0) {
    heading(say('problemCodes'))
    for (const { message, code } of problems.gone)
      lines.push(...paragraph(`${code}  ${oneLine(message)}`, widthOf(look), `  ${paint('-', 'green', look)} `, 4))
    for (const { message, code } of problems.come)
      lines.push(...paragraph(`${code}  ${oneLine(message)}`, widthOf(look), `  ${paint('+', 'red', look)} `, 4))
  }
  return lines.join('\n')
}

const widthOf = ({ width }: Look): number => width ?? PLAIN_WIDTH

const passOf = (pass: boolean | null, say: Say): string =>
  say(pass === null ? 'checkOpen' : pass ? 'checkHolds' : 'checkFails')

export function valueTable(values: readonly ValueChange[], say: Say, look: Look): string {
  const columns = [
    { title: say('code') },
    { title: say('label'), flexible: true },
    { title: say('before'), align: 'right' as const, atMost: WIDEST },
    { title: say('after'), align: 'right' as const, atMost: WIDEST },
    { title: say('doubts'), flexible: true },
  ]
  const order = ['value', 'state', 'flags', 'raw'] as const
  const sorted = order.flatMap((wanted) => values.filter(({ kind }) => kind === wanted))
  const rows = sorted.map(({ code, kind, before, after }) => [
    code,
    chineseLabel(code),
    shownOf(before, kind),
    shownOf(after, kind),
    flagsOf(before) === flagsOf(after) ? flagsOf(after) : `${flagsOf(before) || '–'} → ${flagsOf(after) || '–'}`,
  ])
  return tableOf(columns, rows, look)
}

function shownOf(reading: Reading | null, kind: ValueChange['kind']): string {
  if (!reading) return '–'
  const { state, value, raw } = reading
  if (kind === 'raw') return `“${raw ?? ''}”`
  return state === 'number' ? String(value) : value === null ? state : `${value} (${state})`
}

const flagsOf = (reading: Reading | null): string => (reading?.flags ?? []).join(' ')
