import type { QueueCounts } from '../queue/queue.js'
import type { Store } from '../store/store.js'

/**
 * Seconds that a born-digital document, and a page of a scan, take on one core where nothing was measured yet: a usual office
 * machine all of whose cores are at work.
 */
const ASSUMED = { digital: 0.2, page: 12 } as const
/** Pages of a scan of which nothing is known. */
export const USUAL_PAGES = 3

/** Documents of each kind that are looked at for their times, and documents looked through to find them. */
const SAMPLE = 40
const MAX_LOOKED_AT = 1_000

/** Seconds that a born-digital document and a page of a scan take. */
export interface Seconds {
  readonly digital: number
  readonly page: number
  /** By documents of the kind that were extracted here, or assumed. */
  readonly measured: Readonly<Record<'digital' | 'page', boolean>>
}

interface Sum {
  documents: number
  /** Documents, or of scans their pages. */
  units: number
  seconds: number
}

/** The time that documents and pages took, by the store's own attempts. */
export async function measuredSeconds(store: Store | null): Promise<Seconds> {
  const sums: Record<'digital' | 'page', Sum> = {
    digital: { documents: 0, units: 0, seconds: 0 },
    page: { documents: 0, units: 0, seconds: 0 },
  }
  let looked = 0
  if (store)
    for await (const { sha256 } of store.documents({ status: ['ok', 'flagged'] })) {
      looked += 1
      if (looked > MAX_LOOKED_AT || Object.values(sums).every(({ documents }) => documents >= SAMPLE)) break
      const attempt = (await store.attempts(sha256)).find(({ current }) => current)
      const record = attempt ? await store.attemptRecord(attempt.id) : null
      if (!attempt || !record) continue
      const recognised = (record.source.pages ?? []).filter(({ read }) => read === 'recognised').length
      const sum = sums[record.extractor.recogniser === null ? 'digital' : 'page']
      if (sum.documents >= SAMPLE) continue
      sum.documents += 1
      sum.units += record.extractor.recogniser === null ? 1 : Math.max(1, recognised)
      sum.seconds += attempt.elapsedMs / 1_000
    }
  const mean = (kind: 'digital' | 'page'): number =>
    sums[kind].units === 0 ? ASSUMED[kind] : sums[kind].seconds / sums[kind].units
  return {
    digital: mean('digital'),
    page: mean('page'),
    measured: { digital: sums.digital.units > 0, page: sums.page.units > 0 },
  }
}

/** The figures that tell how fast a run goes. */
export interface Paced {
  readonly workers: number
  /** Seconds and number of the scans that this run has read. */
  readonly scans: { readonly seconds: number; readonly count: number }
}

/** A document in work is half done, on the average. */
const HALF = 0.5

/**
 * Seconds until the queue is empty: born-digital documents at the present pace, scans as long as those before them took.
 * Null where nothing can be said yet.
 * @param speed documents a second, lately
 */
export function secondsLeft(
  { waiting, waitingScans, delayed, active }: QueueCounts,
  speed: number,
  run: Paced,
): number | null {
  const { seconds, count } = run.scans
  const each = count > 0 ? seconds / count : ASSUMED.page * USUAL_PAGES
  const digital = waiting - waitingScans
  if (digital === 0 && waitingScans > 0) return ((waitingScans + active * HALF) * each) / run.workers
  if (digital + delayed + active === 0) return 0
  if (speed === 0) return null
  return (digital + delayed + active) / speed + (waitingScans * each) / run.workers
}
