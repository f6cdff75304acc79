import type { DocumentRecord } from '../model/record.js'

/** In what a later extraction of a document is worse than an earlier one. */
export interface Loss {
  /** The number of further ones. */
  readonly doubts: number
  readonly faults: number
  /** Codes of values that were numbers, and facts that were known, and are no more. */
  readonly lost: readonly string[]
}

/** Null where it has no more doubts, no more faults, and lost nothing. */
export function lossOf(before: DocumentRecord, after: DocumentRecord): Loss | null {
  const [doubts, faults] = [more(before, after, 'doubt'), more(before, after, 'fault')]
  const lost = lostOf(before, after)
  return doubts > 0 || faults > 0 || lost.length > 0 ? { doubts, faults, lost } : null
}

/** Counts values and facts; where these are as many, the document's own problems decide. */
function more(before: DocumentRecord, after: DocumentRecord, severity: 'doubt' | 'fault'): number {
  const marked = ({ counts }: DocumentRecord): number => (severity === 'doubt' ? counts.doubts : counts.faults)
  const told = ({ problems }: DocumentRecord): number => problems.filter((each) => each.severity === severity).length
  const values = marked(after) - marked(before)
  return values > 0 ? values : Math.max(0, told(after) - told(before))
}

const FACTS = ['title', 'organ', 'year', 'published', 'form'] as const

function lostOf(before: DocumentRecord, after: DocumentRecord): readonly string[] {
  const now = new Map(after.records.map(({ code, value }) => [code, value]))
  return [
    ...FACTS.filter((fact) => before.report?.[fact] != null && after.report?.[fact] == null).map(
      (fact) => `report.${fact}`,
    ),
    ...before.records
      .filter(({ code, value }) => value !== null && (now.get(code) ?? null) === null)
      .map(({ code }) => code),
  ]
}
