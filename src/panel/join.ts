import { versionRank } from '../store/order.js'
import type { PanelDocument, PanelValue } from './report.js'

/** A value that two documents of one report give differently. */
interface Difference {
  readonly code: string
  readonly counting: PanelValue | null
  readonly other: PanelValue | null
  readonly otherDocument: PanelDocument
  /** revision: both are sure, and published at different times; reading: all else. */
  readonly kind: 'revision' | 'reading'
}

/** One report: an organ's for a year in one scope, with all documents that hold it. */
export interface Report {
  readonly counting: PanelDocument
  /** The better one first. */
  readonly others: readonly PanelDocument[]
  readonly differences: readonly Difference[]
  /** Days of publication beyond the first, where values differ. */
  readonly revisions: number
}

/** Joins the documents of one report; the better reading counts. @param documents of one organ, year and scope */
export function joined(documents: readonly PanelDocument[]): Report {
  const isRevised = documents.some((one) => documents.some((other) => isRevision(one, other)))
  const [counting, ...others] = documents.toSorted((a, b) => (isRevised ? later(a, b) : 0) || better(a, b))
  if (!counting) throw new Error('a report without documents')
  const differences = others.flatMap((other) => differencesOf(counting, other))
  const days = new Set(documents.flatMap(({ published }) => published ?? []))
  return { counting, others, differences, revisions: isRevised ? days.size - 1 : 0 }
}

const later = (a: PanelDocument, b: PanelDocument): number => compare(b.published ?? '', a.published ?? '')

/** Born-digital before scanned, sound before doubtful, read by a later version before an earlier one. */
const better = (a: PanelDocument, b: PanelDocument): number =>
  Number(a.status === 'failed') - Number(b.status === 'failed') ||
  Number(a.scanned) - Number(b.scanned) ||
  doubtful(a) - doubtful(b) ||
  compare(versionRank(b.version), versionRank(a.version)) ||
  later(a, b) ||
  compare(a.path, b.path) ||
  compare(a.sha256, b.sha256)

const doubtful = ({ values }: PanelDocument): number => values.filter(({ flagged }) => flagged).length

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Both were published, on different days, and a value that is sure in both differs. */
function isRevision(one: PanelDocument, other: PanelDocument): boolean {
  if (one.published === null || other.published === null || one.published === other.published) return false
  return pairs(one, other).some(([, a, b]) => a && b && isSure(a) && isSure(b) && a.value !== b.value)
}

const isSure = ({ flagged, value }: PanelValue): boolean => !flagged && value !== null

function pairs(
  one: PanelDocument,
  other: PanelDocument,
): readonly (readonly [code: string, a: PanelValue | null, b: PanelValue | null])[] {
  const [own, theirs] = [one, other].map(({ values }) => new Map(values.map((value) => [value.code, value])))
  const codes = new Set([...(own?.keys() ?? []), ...(theirs?.keys() ?? [])])
  return [...codes].map((code) => [code, own?.get(code) ?? null, theirs?.get(code) ?? null])
}

function differencesOf(counting: PanelDocument, other: PanelDocument): readonly Difference[] {
  const kind = isRevision(counting, other) ? 'revision' : 'reading'
  return pairs(counting, other)
    .filter(([, a, b]) => (a?.value ?? null) !== (b?.value ?? null))
    .map(([code, a, b]) => ({ code, counting: a, other: b, otherDocument: other, kind }))
}
