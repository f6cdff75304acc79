import type { DocumentRecord, FormYear, ValueRecord } from '../model/record.js'
import { FORMS } from '../vocabulary/forms.js'
import { agrees, saidOf, sameText, type Statement } from './correction.js'
import type { EffectiveValue } from './effective.js'

/** The values of a record with what people said laid over them; values that only people know of stand at the end. */
export function overlay(record: DocumentRecord, latest: ReadonlyMap<string, Statement>): readonly EffectiveValue[] {
  const read = new Set(record.records.map(({ code }) => code))
  const entered = [...latest.values()]
    .filter(({ code, kind }) => kind === 'correct' && !read.has(code))
    .flatMap(({ code }) => missing(code, record.report?.form ?? null) ?? [])
  return [...record.records, ...entered].map((value) => overlaid(value, latest.get(value.code)))
}

function overlaid(read: ValueRecord, correction: Statement | undefined): EffectiveValue {
  const { value, unit, state, flags } = read
  const asRead = { read, value, unit, state, flags, corrected: 'no', conflict: false } as const
  if (!correction) return asRead
  const said = saidOf(correction, read.code)
  const unchanged = sameText(read.raw, correction.readThen)
  const conflict = !unchanged && !agrees(read, said)
  // Faults are the report's: nobody's word mends them but other values.
  const faults = flags.filter((flag) => flag === 'unbalanced')
  if (correction.kind === 'correct')
    return { ...asRead, ...said, unit: formUnit(read.code), flags: faults, corrected: 'corrected', conflict }
  const keeps = correction.value === null ? !conflict : agrees(read, said)
  const confirmed = { flags: faults, corrected: 'confirmed', conflict, ...withOthers(correction) } as const
  if (!keeps) return { ...asRead, ...said, ...confirmed }
  // Nothing was read that could be right: that takes a number from the person.
  if (state === 'uncertain' && value === null) return asRead
  const sure = state === 'uncertain' ? 'number' : state
  return { ...asRead, state: sure, ...confirmed }
}

const withOthers = ({ together = null }: Statement): Pick<EffectiveValue, 'together'> =>
  together === null ? {} : { together }

/** The unit in which the forms ask for a value; null for those that are only counted. */
const formUnit = (code: string): string | null =>
  FORMS.flatMap(({ values }) => values).find((value) => value.code === code)?.unit ?? null

/** A value of the forms that the extractor gave no record of; of the report's own form, if that has it. */
function missing(code: string, form: FormYear | null): ValueRecord | null {
  const sorted = FORMS.toSorted((a, b) => Number(b.year === form) - Number(a.year === form))
  const found = sorted.flatMap(({ values }) => values).find((value) => value.code === code)
  if (!found) return null
  const { table, item, measure, unit } = found
  return {
    ...{ code, table, item, measure, unit, state: 'not-found', value: null, raw: null, confidence: null, cell: null },
    flags: ['not-found'],
  }
}
