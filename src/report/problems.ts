import { type Language, type Problem, type Severity, describe, isProblemCode, severityOf } from '../model/problem.js'
import type { Failure } from '../model/extraction.js'
import { detailsIn } from '../model/recover.js'
import type { DocumentRecord } from '../model/record.js'

type ProblemRecord = DocumentRecord['problems'][number]

const ORDER: readonly Severity[] = ['error', 'fault', 'doubt', 'info']

/** Tells what happened and what to do, in one language. */
function sentenceOf(found: Problem, language: Language): string {
  const { message, remedy } = describe(found, language)
  return language === 'zh' ? message + remedy : `${message} ${remedy}`
}

/** A problem as the record keeps it: in the language asked for, with what its sentence is made of. */
export function problemRecord(found: Problem, language: Language): ProblemRecord {
  const { code, details, page, table } = found
  const message = sentenceOf(found, language)
  const made = Object.keys(details).length === 0 ? {} : { details }
  return { code, severity: severityOf(code), message, ...made, page, table }
}

/** Worst first, then by page; the same sentence on the same page stands once. */
export function problemRecords(problems: readonly Problem[], language: Language): readonly ProblemRecord[] {
  const unique = new Map<string, ProblemRecord>()
  for (const found of problems) {
    const record = problemRecord(found, language)
    const key = JSON.stringify([record.code, record.message, record.page, record.table])
    if (!unique.has(key)) unique.set(key, record)
  }
  return inOrder([...unique.values()])
}

/** Worst first, then by page. */
export function inOrder(problems: readonly ProblemRecord[]): readonly ProblemRecord[] {
  return problems.toSorted(
    (a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity) || (a.page ?? Infinity) - (b.page ?? Infinity) || 0,
  )
}

/** The problem that a record tells of; null where what its sentence is made of is not known. */
function problemOf({ code, message, details, page, table }: ProblemRecord): Problem | null {
  if (!isProblemCode(code)) return null
  const known = details ?? detailsIn(code, message)
  return known && { code, details: known, page, table }
}

/** A problem as stored, worded for who looks; one whose details are not known keeps its sentence. */
export function problemIn(record: ProblemRecord, language: Language): ProblemRecord {
  const found = problemOf(record)
  return found ? { ...record, message: sentenceOf(found, language) } : record
}

/** A record whose problems are worded for who looks. */
export const recordIn = (record: DocumentRecord, language: Language): DocumentRecord => ({
  ...record,
  problems: record.problems.map((each) => problemIn(each, language)),
})

/** Tells a failure and its remedy apart; in one sentence where its details are not known. */
export function toldFailure(
  { code, details, message }: Failure,
  language: Language,
): { readonly message: string; readonly remedy: string } {
  const known = details ?? detailsIn(code, message)
  return known ? describe({ code, details: known, page: null, table: null }, language) : { message, remedy: '' }
}

/** The same of a failure. */
export function failureIn(failure: Failure, language: Language): Failure {
  const { code, details, message } = failure
  const known = details ?? detailsIn(code, message)
  if (!known) return failure
  return { ...failure, message: sentenceOf({ code, details: known, page: null, table: null }, language) }
}
