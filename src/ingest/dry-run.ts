import { availableParallelism } from 'node:os'
import type { Queue } from '../queue/queue.js'
import type { Store } from '../store/store.js'
import { measuredSeconds, USUAL_PAGES } from './estimate.js'
import type { Fingerprint } from './fingerprint.js'
import { documentsOf, type FindingOptions } from './roots.js'
import { lookAt } from './sight.js'
import type { FoundDocument } from './groups.js'

export interface DryRunOptions extends FindingOptions {
  /** A document with more bytes is not read. */
  readonly maxBytes: number
  /** Null where there is no store yet. */
  readonly store: Store | null
  readonly queue: Queue | null
  readonly jobs?: number
}

export interface DryRun {
  readonly found: number
  readonly unchanged: number
  readonly duplicates: number
  readonly unreadable: number
  /** To be extracted. */
  readonly digital: number
  readonly scans: number
  /** Pages that these scans seem to have. */
  readonly scanPages: number
  /** Left over from an earlier run. */
  readonly waiting: number
  readonly jobs: number
  /** Until all is done. */
  readonly seconds: number
  /** The seconds stem from documents extracted here. */
  readonly measured: boolean
}

/** Sixteen hexadecimal digits tell the documents of one run apart, in a tenth of the memory: 2^-24 for a million of them. */
const DIGITS = 16

/** Counts what a run would find and do, reading the files for their fingerprints; writes nothing. */
export async function dryRun(options: DryRunOptions): Promise<DryRun> {
  const counts = { found: 0, unchanged: 0, duplicates: 0, unreadable: 0, digital: 0, scans: 0, scanPages: 0 }
  const prints = new Set<string>()
  const look = async (found: readonly FoundDocument[]): Promise<void> => {
    counts.found += found.length
    const known = await knownOf(options, found)
    for (const sight of known) {
      if (sight.kind !== 'read') {
        counts[sight.kind] += 1
        continue
      }
      const print = sight.sha256.slice(0, DIGITS)
      if (sight.isKnown || prints.has(print)) counts.duplicates += 1
      else if (sight.scan) {
        counts.scans += 1
        counts.scanPages += sight.pages
      } else counts.digital += 1
      prints.add(print)
    }
  }
  const onUnreadable = (): void => {
    counts.unreadable += 1
  }
  for (const place of options.roots.keys())
    for await (const some of documentsOf(options, place, { onUnreadable })) {
      // So that the manifest knows which of its lines are without a document.
      for (const each of some) options.manifest?.givenFor(each)
      await look(some)
    }
  return { ...counts, ...(await timeOf(options, counts)) }
}

type Seen =
  | { readonly kind: 'unchanged' | 'unreadable' }
  | (Pick<Fingerprint, 'sha256' | 'scan' | 'pages'> & { readonly kind: 'read'; readonly isKnown: boolean })

async function knownOf(
  { store, signal, maxBytes }: DryRunOptions,
  found: readonly FoundDocument[],
): Promise<readonly Seen[]> {
  const sights = await lookAt(found, store, signal, maxBytes)
  const read = sights.flatMap((sight) => (sight.kind === 'read' ? [sight.print.sha256] : []))
  const known = new Set<string>()
  if (store && read.length > 0)
    for await (const { sha256 } of store.documents({ sha256: read, removed: 'any' })) known.add(sha256)
  return sights.map((sight): Seen => {
    if (sight.kind !== 'read') return { kind: sight.kind }
    const { sha256, scan, pages } = sight.print
    return { kind: 'read', sha256, scan, pages, isKnown: known.has(sha256) }
  })
}

async function timeOf(
  { store, queue, jobs = availableParallelism() }: DryRunOptions,
  { digital, scanPages }: { readonly digital: number; readonly scanPages: number },
): Promise<Pick<DryRun, 'waiting' | 'jobs' | 'seconds' | 'measured'>> {
  const left = await queue?.counts()
  const waitingScans = left?.waitingScans ?? 0
  const waiting = left ? left.waiting + left.delayed + left.active : 0
  const each = await measuredSeconds(store)
  // Only the number of those left over is known.
  const [allDigital, pages] = [digital + waiting - waitingScans, scanPages + waitingScans * USUAL_PAGES]
  return {
    ...{ waiting, jobs },
    seconds: (allDigital * each.digital + pages * each.page) / jobs,
    measured: (allDigital === 0 || each.measured.digital) && (pages === 0 || each.measured.page),
  }
}
