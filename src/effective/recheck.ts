import { isDeepStrictEqual } from 'node:util'
import { tryChecks } from '../forms/checks.js'
import { valueProblems } from '../forms/value-problems.js'
import { CELL_PROBLEMS } from '../model/catalogue/cells.js'
import { LANGUAGES, problem, type Language, type Problem, type ProblemCode } from '../model/problem.js'
import type { CheckRecord, DocumentRecord, FormYear, StatutoryTable, ValueRecord } from '../model/record.js'
import { problemRecord } from '../report/problems.js'
import { followedForm, FORMS, sectionOf } from '../vocabulary/forms.js'
import type { EffectiveValue } from './effective.js'
import { numeral } from '../vocabulary/labels.js'

type ProblemRecord = DocumentRecord['problems'][number]

/** One statutory table as it counts. */
export interface Rechecked {
  readonly values: readonly EffectiveValue[]
  readonly checks: readonly CheckRecord[]
  /** Problems of the record that no longer hold, and those that replace them. */
  readonly dropped: ReadonlySet<ProblemRecord>
  readonly added: readonly ProblemRecord[]
}

/** Problems that sum up the flags and equations of a table's values: made anew. */
const OF_VALUES: ReadonlySet<string> = new Set<ProblemCode>([
  ...(['columns-uncertain', 'rows-uncertain', 'value-unparsed', 'value-not-found', 'value-doubtful'] as const),
  ...(['value-repaired', 'unit-differs', 'unbalanced'] as const),
])

/** Doubts about rows, columns and cells whose values are flagged: answered with the last of the table's doubtful values. */
const OF_LINES: ReadonlySet<string> = new Set<string>([
  ...(['row-missing', 'column-missing', 'row-uncertain'] as const satisfies readonly ProblemCode[]),
  ...Object.keys(CELL_PROBLEMS),
])

/** Doubts about a table that no value of the form carries: answered where a person vouches for each of its values. */
const OF_TABLE: ReadonlySet<string> = new Set<ProblemCode>(['row-unknown', 'column-unknown', 'table-repeated'])

/** The form that a table follows. */
export function yearOf(record: DocumentRecord, kind: StatutoryTable): FormYear {
  const forms = record.report?.forms ?? {}
  return forms[kind] ?? followedForm(forms).year
}

/** A value as the extractor would have had to read it to be what it is. */
export const asRecord = ({ read, value, state, flags }: EffectiveValue): ValueRecord => ({
  ...read,
  value,
  state,
  flags,
})

/** Whether a person vouches for each value of a table. */
export const isVouched = (values: readonly EffectiveValue[]): boolean =>
  values.length > 0 && values.every(({ corrected }) => corrected !== 'no')

/** Tries the equations of a table again on the values that count, and says again what is wrong with them. */
export function recheck(
  record: DocumentRecord,
  kind: StatutoryTable,
  values: readonly EffectiveValue[],
  language: Language,
): Rechecked {
  const year = yearOf(record, kind)
  const balanced = values.map((value) => ({ ...value, flags: value.flags.filter((flag) => flag !== 'unbalanced') }))
  const tried = tryChecks(year, kind, balanced.map(asRecord))
  const failed = tried.filter(({ record: { pass } }) => pass === false)
  const faulty = new Set(failed.flatMap((check) => check.values.map(({ code }) => code)))
  const flagged = balanced.map((value) =>
    faulty.has(value.read.code) ? { ...value, flags: [...value.flags, 'unbalanced' as const] } : value,
  )
  const tables = record.tables.filter((table) => table.kind === kind).map(({ id }) => id)
  const inTable = ({ table }: ProblemRecord): boolean => (table === null ? tables.length === 0 : tables.includes(table))
  const old = record.problems.filter((each) => OF_VALUES.has(each.code) && inTable(each))
  const place = old[0]?.table ?? tables[0] ?? null
  // A value that a person vouches for is there, whatever was found of it.
  const doubtful = flagged.map(asRecord).filter(({ state, flags }) => state !== 'not-found' || flags.length > 0)
  const now = valueProblems(kind, doubtful, tried, place)
  const answered = record.problems.filter((each) => isAnswered(each, kind, flagged, inTable))
  // Where no table was found, another problem says so already.
  const isSaid = ({ code }: Problem): boolean => code === 'value-not-found' && tables.length === 0
  return {
    values: flagged,
    checks: tried.map((check) => check.record),
    dropped: new Set([...old, ...answered]),
    added: now.filter((each) => !isSaid(each)).map((each) => keptOr(each, old, language)),
  }
}

const isDoubtful = (flags: ValueRecord['flags']): boolean => flags.some((flag) => flag !== 'unbalanced')

function isAnswered(
  found: ProblemRecord,
  kind: StatutoryTable,
  values: readonly EffectiveValue[],
  inTable: (found: ProblemRecord) => boolean,
): boolean {
  if (OF_LINES.has(found.code) && found.table !== null && inTable(found))
    return values.some(({ read }) => isDoubtful(read.flags)) && !values.some(({ flags }) => isDoubtful(flags))
  if (!isVouched(values)) return false
  if (OF_TABLE.has(found.code)) return found.table !== null && inTable(found)
  const section = numeral(sectionOf(kind))
  return (['table-missing', 'table-is-picture'] as const).some((code) => isSame(problem(code, { section }), found))
}

/** The record's own sentence where it still says the same, in whatever language; else a new one. */
function keptOr(found: Problem, old: readonly ProblemRecord[], language: Language): ProblemRecord {
  return old.find((each) => isSame(found, each)) ?? problemRecord(found, language)
}

function isSame(found: Problem, record: ProblemRecord): boolean {
  return (
    found.code === record.code &&
    (record.details === undefined
      ? LANGUAGES.some((language) => problemRecord(found, language).message === record.message)
      : isDeepStrictEqual(record.details, found.details))
  )
}

const TABLE_OF_CHECK: ReadonlyMap<string, StatutoryTable> = new Map(
  FORMS.flatMap(({ checks }) => checks.map(({ id, table }) => [id, table] as const)),
)

/** The checks of one table among those of a record. */
export const checksOf = (record: DocumentRecord, kind: StatutoryTable): readonly CheckRecord[] =>
  record.checks.filter(({ id }) => TABLE_OF_CHECK.get(id) === kind)
