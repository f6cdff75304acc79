import type { DocumentRecord } from '../model/record.js'

type ProblemRecord = DocumentRecord['problems'][number]

/** What the table for a person keeps of a record: a long run holds thousands of these, and no record. */
export interface Summary {
  readonly path: string
  readonly status: DocumentRecord['status']
  readonly form: string | null
  readonly organ: string | null
  readonly year: number | null
  /** Values read as numbers, and values that the forms have. */
  readonly numbers: number
  readonly values: number
  /** Checks that hold, and checks that could be tried. */
  readonly passed: number
  readonly tried: number
  /** Worst first; the first few only. */
  readonly problems: readonly ProblemRecord[]
  readonly moreProblems: number
}

/** So many problems of one document are shown; the record has them all. */
const SHOWN = 4

export function summarise(record: DocumentRecord): Summary {
  const tried = record.checks.filter(({ pass }) => pass !== null)
  return {
    path: record.source.path,
    status: record.status,
    form: record.report?.form ?? null,
    organ: record.report?.organ ?? null,
    year: record.report?.year ?? null,
    numbers: record.counts.numbers,
    values: record.counts.values,
    passed: tried.filter(({ pass }) => pass === true).length,
    tried: tried.length,
    problems: record.problems.slice(0, SHOWN),
    moreProblems: Math.max(0, record.problems.length - SHOWN),
  }
}

export interface Totals {
  documents: number
  ok: number
  flagged: number
  failed: number
  numbers: number
  values: number
  passed: number
  tried: number
}

export const noTotals = (): Totals => ({
  documents: 0,
  ok: 0,
  flagged: 0,
  failed: 0,
  numbers: 0,
  values: 0,
  passed: 0,
  tried: 0,
})

export function addTo(totals: Totals, summary: Summary): void {
  totals.documents += 1
  totals[summary.status] += 1
  totals.numbers += summary.numbers
  totals.values += summary.values
  totals.passed += summary.passed
  totals.tried += summary.tried
}
