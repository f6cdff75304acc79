import type { EffectiveValue } from '../../effective/effective.js'
import type { ValueFlag } from '../../model/record.js'
import { text, type Say, type Text } from '../say.js'
import type { Colour } from './text.js'

/** How a value is shown to people: why it is doubtful, how it is marked, on which page it stands. */

const FLAG_WORDS: Readonly<Record<ValueFlag, Text>> = {
  'not-found': text('no cell was found for it', '未找到对应单元格'),
  'uncertain-column': text('it is not sure which column it stands in', '不能确定属于哪一列'),
  'uncertain-row': text('it is not sure which row it stands in', '不能确定属于哪一行'),
  unparsed: text('what is printed is no number', '所印内容不是数字'),
  'low-confidence': text('recognised with little confidence', '识别置信度低'),
  repaired: text(
    'repaired by the equations of the form (first read “{first}”)',
    '按勾稽关系修正（最初识别为“{first}”）',
  ),
  'unit-differs': text('printed in another unit than the form’s', '单位与法定表格不同'),
  unbalanced: text('stands in an equation that does not hold', '所在勾稽关系不成立'),
}
const NOT_SURE = text('not read surely', '读数不可靠')
const OTHER_READINGS = text('other readings: {readings}', '其他读法：{readings}')

/** Other readings that are listed. */
const MAX_READINGS = 5

/**
 * Why a value is flagged, in one line; '' where nothing is doubtful.
 * @param faults the equations that it stands in and that do not hold, in words
 */
export function explain(
  { read, flags }: Pick<EffectiveValue, 'read' | 'flags'>,
  say: Say,
  faults: readonly string[] = [],
): string {
  const words = flags.map((flag) => {
    if (flag === 'unbalanced' && faults.length > 0) return `${say(FLAG_WORDS.unbalanced)}: ${faults.join('; ')}`
    if (flag !== 'low-confidence') return say(FLAG_WORDS[flag], { first: read.repairedFrom ?? '–' })
    return read.confidence === null ? say(NOT_SURE) : `${say(FLAG_WORDS[flag])} (${read.confidence.toFixed(2)})`
  })
  const others = (read.alternatives ?? []).slice(0, MAX_READINGS)
  if (words.length > 0 && others.length > 0) words.push(say(OTHER_READINGS, { readings: others.join(', ') }))
  return words.join('; ')
}

/** How a value is marked in a table. */
export type Mark = 'doubt' | 'fault' | 'conflict' | 'corrected' | 'confirmed'

export const MARKS: Readonly<Record<Mark, { readonly sign: string; readonly colour: Colour }>> = {
  doubt: { sign: '?', colour: 'yellow' },
  fault: { sign: '!', colour: 'red' },
  conflict: { sign: '#', colour: 'red' },
  corrected: { sign: '*', colour: 'green' },
  confirmed: { sign: '=', colour: 'green' },
}

/** The mark of a value: a person is needed first, then what a person said, then what the equations say. */
export function markOf({ flags, corrected, conflict }: EffectiveValue): Mark | null {
  if (conflict) return 'conflict'
  if (flags.some((flag) => flag !== 'unbalanced')) return 'doubt'
  if (corrected !== 'no') return corrected
  return flags.length > 0 ? 'fault' : null
}
