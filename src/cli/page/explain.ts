import type { EffectiveValue } from '../../effective/effective.js'
import type { ValueFlag } from '../../model/record.js'
import type { Say } from '../messages.js'
import type { Colour } from '../table.js'

/** Sentences and marks for what is doubtful of a value, or vouched for by a person. */

const FLAG_WORDS = {
  'not-found': 'flagNotFound',
  'uncertain-column': 'flagUncertainColumn',
  'uncertain-row': 'flagUncertainRow',
  unparsed: 'flagUnparsed',
  'low-confidence': 'flagLowConfidence',
  repaired: 'flagRepaired',
  'unit-differs': 'flagUnitDiffers',
  unbalanced: 'flagUnbalanced',
} as const satisfies Record<ValueFlag, Parameters<Say>[0]>

/** So many other readings are told. */
const READINGS = 5

/** Why a value is flagged, in one line; '' where nothing is doubtful. */
export function explain({ read, flags }: Pick<EffectiveValue, 'read' | 'flags'>, say: Say): string {
  const words = flags.map((flag) => {
    switch (flag) {
      case 'low-confidence':
        return read.confidence === null
          ? say('flagNotSure')
          : `${say('flagLowConfidence')} (${read.confidence.toFixed(2)})`
      case 'repaired':
        return say('flagRepaired', { first: read.repairedFrom ?? '–' })
      default:
        return say(FLAG_WORDS[flag])
    }
  })
  const others = (read.alternatives ?? []).slice(0, READINGS)
  if (words.length > 0 && others.length > 0) words.push(say('otherReadings', { readings: others.join(', ') }))
  return words.join('; ')
}

/** How a value is marked in a table. */
export type Mark = 'doubt' | 'fault' | 'conflict' | 'corrected' | 'confirmed' | null

export const MARKS: Readonly<Record<Exclude<Mark, null>, { readonly sign: string; readonly colour: Colour }>> = {
  doubt: { sign: '?', colour: 'yellow' },
  fault: { sign: '!', colour: 'red' },
  conflict: { sign: '#', colour: 'red' },
  corrected: { sign: '*', colour: 'green' },
  confirmed: { sign: '=', colour: 'green' },
}

/** What wants a person first, then what a person said, then what the equations say. */
export function markOf({ flags, corrected, conflict }: EffectiveValue): Mark {
  if (conflict) return 'conflict'
  if (flags.some((flag) => flag !== 'unbalanced')) return 'doubt'
  if (corrected !== 'no') return corrected
  return flags.length > 0 ? 'fault' : null
}

/** What stands in a cell of the table: the number that counts, or what is there in its place. */
export function shownOf({ state, value, read }: EffectiveValue): string {
  if (value !== null) return String(value)
  switch (state) {
    case 'blank':
      return ''
    case 'not-found':
      return '∅'
    default:
      return read.raw ?? ''
  }
}
