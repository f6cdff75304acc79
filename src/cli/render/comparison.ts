import { isSame, type Comparison, type ValueChange } from '../../compare/compare.js'
import { chineseLabel } from '../../vocabulary/value-labels.js'
import { text, type Say } from '../say.js'
import { WORDS } from '../words.js'
import { tableOf } from './table.js'
import { oneLine, paint, paragraph, PLAIN_WIDTH, type Look } from './text.js'

/** A cell that holds a sentence is cut to this width. */
const MAX_CELL = 30

type Reading = NonNullable<ValueChange['before']>

/** The differences of two extractions, for a person: first the numbers, then what is doubtful of them. */
export function renderComparison(comparison: Comparison, say: Say, look: Look): string {
  if (isSame(comparison)) return say(TEXTS.same)
  const { status, facts, values, checks, problems } = comparison
  const width = look.width ?? PLAIN_WIDTH
  const lines: string[] = []
  const heading = (title: string): void => {
    lines.push(...(lines.length > 0 ? [''] : []), paint(title, 'bold', look))
  }
  if (status) lines.push(`${say(WORDS.status)}: ${status.before ?? '–'} → ${status.after ?? '–'}`)
  if (facts.length > 0) {
    heading(say(TEXTS.facts))
    for (const { fact, before, after } of facts)
      lines.push(...paragraph(`${oneLine(before ?? '–')} → ${oneLine(after ?? '–')}`, width, `  ${fact}: `))
  }
  if (values.length > 0) {
    const numbers = values.filter(({ kind }) => kind === 'value').length
    heading(say(TEXTS.values, { count: values.length, numbers }))
    lines.push(valueTable(values, say, look))
  }
  if (checks.length > 0) {
    heading(say(TEXTS.checks, { count: checks.length }))
    const shown = (side: (typeof checks)[number]['before']): string =>
      side ? `${side.left ?? '?'} = ${side.right ?? '?'}: ${passOf(side.pass, say)}` : '–'
    for (const { id, at, before, after } of checks) lines.push(`  ${id} · ${at}  ${shown(before)} → ${shown(after)}`)
  }
  if (problems.gone.length + problems.come.length > 0) {
    heading(say(WORDS.problems))
    for (const [sign, colour, some] of [['-', 'green', problems.gone] as const, ['+', 'red', problems.come] as const])
      for (const { message, code } of some)
        lines.push(...paragraph(`${code}  ${oneLine(message)}`, width, `  ${paint(sign, colour, look)} `, 4))
  }
  return lines.join('\n')
}

const passOf = (pass: boolean | null, say: Say): string =>
  say(pass === null ? TEXTS.open : pass ? TEXTS.holds : TEXTS.fails)

export function valueTable(values: readonly ValueChange[], say: Say, look: Look): string {
  const columns = [
    { title: say(WORDS.code) },
    { title: say(WORDS.label), flexible: true },
    { title: say(TEXTS.before), align: 'right' as const, atMost: MAX_CELL },
    { title: say(TEXTS.after), align: 'right' as const, atMost: MAX_CELL },
    { title: say(WORDS.doubts), flexible: true },
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

const TEXTS = {
  same: text('No difference.', '没有差别。'),
  facts: text('Facts', '基本信息'),
  values: text(
    'Values: {count} differ, {numbers} of them in the number',
    '数值：{count} 个不同，其中数字不同的 {numbers} 个',
  ),
  checks: text('Equations: {count} differ', '勾稽关系：{count} 个不同'),
  before: text('before', '之前'),
  after: text('after', '之后'),
  holds: text('holds', '成立'),
  fails: text('does not hold', '不成立'),
  open: text('not known', '无法判断'),
} as const
