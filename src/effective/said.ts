import type { ValueRecord } from '../model/record.js'
import type { Correction } from './correction.js'
import { valueOf } from '../vocabulary/forms.js'
import { readText } from '../vocabulary/values.js'

/** What a person holds a value to be. */
export interface Said {
  readonly state: ValueRecord['state']
  readonly value: number | null
}

const BLANK: Said = { state: 'blank', value: null }
const NOT_FOUND: Said = { state: 'not-found', value: null }

/**
 * What a person said of a value. A confirmation without a value stands for what was read then; its text is read again here,
 * since a later version may read the cell otherwise.
 * @param code of the value: in one that is a change a sign may be a word
 */
export function saidOf({ kind, value, readThen }: Correction, code: string): Said {
  if (value !== null) return value.trim() === '' ? BLANK : { state: 'number', value: Number(value) }
  if (kind === 'correct') return BLANK
  return readThen === null ? NOT_FOUND : readText(readThen, valueOf(code)?.kind === 'change')
}

/** Whether a reading says the same as a person; a dash is as blank as nothing. */
export function agrees(read: Pick<ValueRecord, 'state' | 'value'>, said: Said): boolean {
  const empty = (state: ValueRecord['state']): boolean => state === 'blank' || state === 'dash'
  if (said.value !== null) return read.value === said.value
  return read.value === null && (read.state === said.state || (empty(read.state) && empty(said.state)))
}

/** Whether two readings are the same text; white space is the extractor's, not the report's. */
export function sameText(now: string | null, before: string | null): boolean {
  if (now === null || before === null) return now === before
  return now.replace(/\s+/gu, '') === before.replace(/\s+/gu, '')
}
