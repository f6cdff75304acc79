import type { Blobs } from '../blobs/blobs.js'
import { inBatch } from '../ingest/batch.js'
import { Change } from '../ingest/change.js'
import { noCounts, reprocessNumbersOf, type Trouble } from '../ingest/counts.js'
import { jobExtractionOf, kindOf, type ExtractionOptions } from '../ingest/extraction.js'
import { comparedOf, recordBefore, type Compared } from '../ingest/reprocess.js'
import { inParallel } from '../ingest/sight.js'
import { pagesOf } from '../ingest/uploaded.js'
import type { NewJob, Queue } from '../queue/queue.js'
import type { DocumentFilter, DocumentRow, Store } from '../store/store.js'
import { followBatch, type Standstill } from './batch-run.js'
import type { FleetRun } from './ingest.js'

export interface FleetReprocessOptions {
  readonly store: Store
  readonly queue: Queue
  readonly blobs: Blobs
  readonly filter: DocumentFilter
  /** The selection as given, for the batch. */
  readonly arguments: readonly string[]
  readonly extraction: ExtractionOptions
  readonly detach: boolean
  readonly signal: AbortSignal
  /** Told of each document that was read again, with what differs from what counted before. */
  readonly onCompared: (compared: Compared) => void
  readonly onStandstill: (standstill: Standstill) => void
}

/** Documents enqueued together. */
const TOGETHER = 500

/**
 * Has the workers of a fleet read the chosen documents again, from the storage of originals. `counts.found` are those chosen,
 * `counts.unreadable` those whose original is not there.
 */
export function reprocessFleet(options: FleetReprocessOptions): FleetRun {
  const { store, queue, signal } = options
  const counts = noCounts()
  const troubles = new Map<string, Trouble>()
  let batch: number | null = null

  const run = async (): Promise<void> => {
    const row = { kind: 'reprocess', arguments: options.arguments, ...kindOf(options.extraction) } as const
    await inBatch({ store, batch: row, signal, counts: () => reprocessNumbersOf(counts) }, async (id) => {
      batch = id
      const change = new Change()
      signal.addEventListener('abort', change.announce)
      await enqueueAll(options, counts, id)
      if (options.detach) return
      const onDone = async ({ attempt }: { readonly attempt: { readonly id: number } }): Promise<void> => {
        const compared = await compare(store, attempt.id)
        if (compared) options.onCompared(compared)
      }
      const { onStandstill } = options
      await followBatch({ store, queue, batch: id, counts, troubles, signal, change, onDone, onStandstill })
    })
  }
  return {
    ...{ counts, troubles, unreadable: [], leftOut: new Map(), scans: { seconds: 0, count: 0 }, workers: 1 },
    queueCounts: async () => queue.counts(),
    batch: () => batch,
    end: run(),
  }
}

async function enqueueAll(
  options: FleetReprocessOptions,
  counts: ReturnType<typeof noCounts>,
  batch: number,
): Promise<void> {
  const { store, queue, filter, signal } = options
  let together: DocumentRow[] = []
  const flush = async (): Promise<void> => {
    const jobs = await inParallel(together, async (row) => jobFor(options, row, batch))
    const found = jobs.filter((job) => job !== null)
    counts.unreadable += jobs.length - found.length
    const outcomes = await queue.enqueueAgain(found)
    counts.total += outcomes.filter((outcome) => outcome === 'added').length
    together = []
  }
  for await (const row of store.documents(filter)) {
    signal.throwIfAborted()
    counts.found += 1
    together.push(row)
    if (together.length === TOGETHER) await flush()
  }
  if (together.length > 0) await flush()
  counts.walked = true
}

/** Null where its original is not there. */
async function jobFor(
  { store, blobs, extraction }: FleetReprocessOptions,
  row: DocumentRow,
  batch: number,
): Promise<NewJob | null> {
  const digests = await digestsOf(store, row)
  for (const digest of digests) if (!(await blobs.has(digest))) return null
  const name = row.path.slice(row.path.lastIndexOf('/') + 1)
  const [known] = await store.names(row.sha256)
  const files = known?.parts.length === digests.length ? known.parts : digests.map(() => row.file)
  return {
    key: { ...kindOf(extraction), sha256: row.sha256 },
    priority: row.format === 'image' ? 'scan' : 'digital',
    batch,
    source: { name, path: row.path, files, digests },
    extraction: jobExtractionOf(extraction),
  }
}

/** SHA-256 of a document's files; of a group of pictures, those of its pages. */
export async function digestsOf(
  store: Pick<Store, 'attempts' | 'attemptRecord' | 'names'>,
  { sha256, format }: Pick<DocumentRow, 'sha256' | 'format'>,
): Promise<readonly string[]> {
  const pages = format === 'image' ? await pagesOf(store, sha256) : []
  return pages.length > 0 ? pages.map((page) => page.sha256) : [sha256]
}

async function compare(store: Store, attempt: number): Promise<Compared | null> {
  const record = await store.attemptRecord(attempt)
  const before = record && (await recordBefore(store, record.source.sha256, attempt))
  return before ? comparedOf(before, record) : null
}
