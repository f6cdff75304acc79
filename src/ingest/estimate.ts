import type { QueueCounts } from '../queue/queue.js'
import type { Store } from '../store/store.js'

/** Seconds that one document takes on one core where nothing was measured yet: a usual office machine, pages as usual. */
const ASSUMED = { digital: 0.2, scan: 15 } as const

/** Documents of each kind that are looked at for their times, and documents looked through to find them. */
const SAMPLE = 40
const MOST_LOOKED_AT = 1_000

/** Seconds that a document takes by its kind. */
export interface Seconds {
  readonly digital: number
  readonly scan: number
  /** By documents of the kind that were extracted here, or assumed. */
  readonly measured: Readonly<Record<'digital' | 'scan', boolean>>
}

/** What documents of each kind took by the store's own attempts. */
export async function measuredSeconds(store: Store | null): Promise<Seconds> {
  const times: Record<'digital' | 'scan', number[]> = { digital: [], scan: [] }
  let looked = 0
  if (store)
    for await (const { sha256 } of store.documents({ status: ['ok', 'flagged'] })) {
      looked += 1
      if (looked > MOST_LOOKED_AT || (times.digital.length >= SAMPLE && times.scan.length >= SAMPLE)) break
      const attempt = (await store.attempts(sha256)).find(({ current }) => current)
      if (!attempt) continue
      const record = await store.attemptRecord(attempt.id)
      const kind = record?.extractor.recogniser == null ? 'digital' : 'scan'
      if (times[kind].length < SAMPLE) times[kind].push(attempt.elapsedMs / 1_000)
    }
  const mean = (kind: 'digital' | 'scan'): number =>
    times[kind].length === 0 ? ASSUMED[kind] : times[kind].reduce((sum, each) => sum + each, 0) / times[kind].length
  return {
    digital: mean('digital'),
    scan: mean('scan'),
    measured: { digital: times.digital.length > 0, scan: times.scan.length > 0 },
  }
}

/** What of a run is known of its pace. */
export interface Paced {
  readonly workers: number
  /** Seconds and number of the scans that this run has read. */
  readonly scans: { readonly seconds: number; readonly count: number }
}

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
  const scan = (waitingScans * (count > 0 ? seconds / count : ASSUMED.scan)) / run.workers
  const digital = waiting - waitingScans
  if (digital === 0) return waitingScans === 0 && speed > 0 ? (delayed + active) / speed : scan
  return speed > 0 ? (digital + delayed + active) / speed + scan : null
}
