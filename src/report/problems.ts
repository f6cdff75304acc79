import { type Language, type Problem, type Severity, describe, severityOf } from '../model/problem.js'
import type { DocumentRecord } from '../model/record.js'

type ProblemRecord = DocumentRecord['problems'][number]

const ORDER: readonly Severity[] = ['error', 'fault', 'doubt', 'info']

/** A problem as the record keeps it: what happened and what to do, in the language asked for. */
export function problemRecord(found: Problem, language: Language): ProblemRecord {
  const { message, remedy } = describe(found, language)
  return {
    code: found.code,
    severity: severityOf(found.code),
    message: language === 'zh' ? message + remedy : `${message} ${remedy}`,
    page: found.page,
    table: found.table,
  }
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
