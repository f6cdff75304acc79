import type { Finding } from '../findings/index.js'
import type { FindingSeverity } from '../vocabulary/findings.js'
import type { DocumentFilter, DocumentRow } from './documents.js'

/**
 * Findings of documents: a list of their own beside records. The store knows only which documents changed since theirs were
 * computed; whose report a document is, and what it says against others, is computed in `src/refresh/`.
 */
export interface FindingStore {
  /**
   * Documents that wait, oldest first. Every change of a document makes it wait to be identified, in the same transaction; a
   * change of last year's report makes this year's wait to be computed.
   */
  waitingForFindings(step: FindingStep, limit: number): Promise<readonly WaitingDocument[]>
  /** Documents whose findings may be out of date. */
  countWaiting(): Promise<number>
  /**
   * Notes whose reports documents are. They, and the reports on the year after of the same organs, then wait to be computed.
   * A document that changed meanwhile is left waiting.
   */
  noteReports(reports: readonly NotedReport[]): Promise<void>
  /** Fingerprints of the documents of a report, in their order; several may hold it. */
  documentsOfReport(report: ReportKey): Promise<readonly string[]>
  /** Replaces the findings of a document; false, and nothing written, where it changed meanwhile. */
  putFindings(found: NewFindings): Promise<boolean>
  /** Makes all documents wait where their findings are of an older version than this rank (see `versionRank`). */
  outdateFindings(rank: string): Promise<void>
  /** Sorted by path, fingerprint and number. Those of documents that are removed or gone are left out. */
  findings(filter?: FindingFilter, page?: FindingPage): AsyncIterable<FindingRow>
  /** How many findings and documents, by rule. */
  countFindings(filter?: FindingFilter): Promise<readonly FindingCount[]>
}

export type FindingStep = 'identify' | 'compute'

/** An organ's report on a year in one scope. */
export interface ReportKey {
  readonly organId: string
  readonly year: number
  readonly scope: string
}

export interface WaitingDocument {
  readonly sha256: string
  /** Another number whenever the document is to be computed again. */
  readonly ticket: number
  /** As noted last; null where it is not known whose report it is. */
  readonly report: ReportKey | null
}

export interface NotedReport extends WaitingDocument {
  readonly report: ReportKey | null
}

export interface NewFindings {
  readonly sha256: string
  readonly ticket: number
  /** Fingerprint of last year's report that they were computed with; null for none. */
  readonly lastYear: string | null
  readonly findings: readonly Finding[]
}

/** All that are given must hold. */
export interface FindingFilter extends DocumentFilter {
  readonly rules?: readonly string[]
  readonly severities?: readonly FindingSeverity[]
}

export interface FindingPage {
  /** The last row of the page before. */
  readonly after?: Pick<FindingRow, 'path' | 'sha256' | 'number'>
  readonly limit?: number
}

export interface FindingRow extends Pick<DocumentRow, 'sha256' | 'path' | 'organ' | 'year'> {
  /** Within the document, from 1. */
  readonly number: number
  /** Where the organ and its scope are settled. */
  readonly organId: string | null
  readonly scope: string | null
  /** Last year's report that it was computed with. */
  readonly lastYear: Pick<DocumentRow, 'sha256' | 'path'> | null
  readonly finding: Finding
}

export interface FindingCount {
  readonly rule: string
  readonly severity: FindingSeverity
  readonly findings: number
  readonly documents: number
}
