import { Pool } from '../../workers/pool.js'
import { BlobError } from '../blobs/errors.js'
import { compareRecords, type Comparison } from '../compare/compare.js'
import { lossOf, type Loss } from '../compare/loss.js'
import type { DocumentRecord } from '../model/record.js'
import { keptBackFor } from '../store/kept-back.js'
import type { DocumentFilter, DocumentRow, Store } from '../store/store.js'
import { countRecord, noCounts, reprocessNumbersOf, type Counts, type Trouble } from './counts.js'
import { kindOf, type ExtractionOptions } from './extraction.js'
import { poolJobOf } from './job.js'
import type { Originals } from './originals.js'
import { beginRun, type Handing, type Run, type RunOptions } from './run.js'
import { inParallel } from './sight.js'
import { jobOf } from './take-in.js'
import { originalsOf, type Workspace } from './workspace.js'

export interface ReprocessOptions extends RunOptions {
  readonly filter: DocumentFilter
  /** Told of each document that was read again, with what differs from what counted before. */
  readonly onCompared: (compared: Compared) => void
}

interface Compared {
  readonly sha256: string
  readonly path: string
  readonly comparison: Comparison
  /** The attempt that does not count, or would not, since it is worse; null where it takes effect. */
  readonly keptBack: KeptBack | null
}

export interface KeptBack extends Loss {
  /** As `nianbao show` numbers the attempts; null where nothing was stored. */
  readonly number: number | null
}

/** In the queue wait documents of another run, with other options: they would be read with this one's. */
export class LeftoverError extends Error {
  override readonly name = 'LeftoverError'

  constructor(readonly waiting: number) {
    super(`${waiting} document(s) of another run wait in the queue`)
  }
}

/** Documents enqueued together. */
const BATCH_SIZE = 500

/**
 * Has the chosen documents read again and stores what comes out as new attempts: the history stays, what people said stays,
 * and a failure takes the place of nothing. `counts.found` are those chosen, `counts.unreadable` those that are nowhere. A data
 * folder has to be locked by the caller.
 */
export function reprocess(workspace: Workspace, options: ReprocessOptions): Run {
  const { store, own } = workspace
  return beginRun(workspace, options, {
    kind: 'reprocess',
    numbersOf: reprocessNumbersOf,
    ...(own && { prepare: async () => assertNoLeftover(workspace, options) }),
    handOver: async (handing) => enqueueChosen(handing, originalsOf(workspace), options.filter),
    needsFolder: () => true,
    onDone: async (sha256, attempt) => {
      const compared = await comparedOf(store, sha256, attempt)
      if (compared) options.onCompared(compared)
    },
  })
}

/** @throws LeftoverError */
async function assertNoLeftover({ store, queue }: Workspace, { extraction }: ReprocessOptions): Promise<void> {
  const { waiting, delayed, active } = await queue.counts()
  const left = waiting + delayed + active
  if (left === 0) return
  const kind = kindOf(extraction)
  const [last] = await store.batches(1)
  if (last?.version !== kind.version || last.options !== kind.options) throw new LeftoverError(left)
}

/** Enqueues all that are chosen. @throws the signal's reason; what store and queue do */
export async function enqueueChosen(handing: Handing, originals: Originals, filter: DocumentFilter): Promise<void> {
  const { store, queue, counts, signal, change } = handing
  let together: DocumentRow[] = []
  const flush = async (): Promise<void> => {
    const jobs = await inParallel(together, async (row) => {
      const source = await originals.locate(row)
      return source && jobOf(handing, row.sha256, { source, priority: row.format === 'image' ? 'scan' : 'digital' })
    })
    const found = jobs.filter((job) => job !== null)
    counts.unreadable += jobs.length - found.length
    const outcomes = await queue.enqueueAgain(found)
    counts.total += outcomes.filter((outcome) => outcome === 'added').length
    change.announce()
    together = []
  }
  for await (const row of store.documents(filter)) {
    signal.throwIfAborted()
    counts.found += 1
    together.push(row)
    if (together.length === BATCH_SIZE) await flush()
  }
  if (together.length > 0) await flush()
  counts.walked = true
}

/**
 * An attempt (the latest, if omitted) beside what counted before it: the last one that did not fail, else the one before. Null
 * where there is none.
 */
async function comparedOf(store: Store, sha256: string, attempt?: number): Promise<Compared | null> {
  const all = await store.attempts(sha256)
  const place = attempt === undefined ? all.length - 1 : all.findIndex(({ id }) => id === attempt)
  const before = all.slice(0, Math.max(0, place))
  const own = all[place]
  const counted =
    before.find(({ id }) => id === own?.insteadOf) ??
    before.findLast(({ status, keptBack }) => status !== 'failed' && !keptBack) ??
    before.at(-1)
  const compared = counted && own ? await compare(store, counted.id, own.id) : null
  if (!compared || !own?.keptBack) return compared
  return { ...compared, keptBack: { ...(compared.loss ?? NO_LOSS), number: place + 1 } }
}

const NO_LOSS: Loss = { doubts: 0, faults: 0, lost: [] }

async function compare(
  store: Store,
  before: number,
  after: number,
): Promise<(Compared & { readonly loss: Loss | null }) | null> {
  const [old, record] = [await store.attemptRecord(before), await store.attemptRecord(after)]
  if (!old || !record) return null
  const { sha256, path } = record.source
  return { sha256, path, comparison: compareRecords(old, record), keptBack: null, loss: lossOf(old, record) }
}

/** Documents given to the pool for each of its children: one is read while the last one is compared. */
const PREFETCH = 2

/**
 * Reads the chosen documents in this process and stores nothing: it only reports the differences.
 * @param temporary folder for what is fetched from a fleet's storage
 */
export function reprocessDry(workspace: Workspace, options: ReprocessOptions, temporary: string): Run {
  const { store } = workspace
  const { jobs, extraction, entry } = options
  const pool = new Pool({
    ...(jobs && { workers: jobs }),
    ...(extraction.limits && { limits: extraction.limits }),
    ...(entry && { entry }),
  })
  const originals = originalsOf(workspace, { temporary })
  const counts = noCounts()
  const troubles = new Map<string, Trouble>()
  return {
    ...{ counts, troubles, unreadable: [], leftOut: new Map(), scans: { seconds: 0, count: 0 }, workers: pool.workers },
    queueCounts: () => {
      const waiting = counts.total - counts.done
      return Promise.resolve({ waiting, waitingScans: 0, delayed: 0, active: 0, done: counts.done, failed: 0 })
    },
    batch: () => null,
    end: readDry({ store, originals, pool }, options, { counts, troubles }).finally(async () => pool.close()),
  }
}

/** Null where no copy of the document holds its content any more. */
async function recordOf(
  { originals, pool }: ReadingDry,
  row: DocumentRow,
  extraction: ExtractionOptions,
  signal: AbortSignal,
): Promise<DocumentRecord | null> {
  const source = await originals.locate(row)
  try {
    for await (const copy of source ? originals.copies(row.sha256, source) : []) {
      const record = await pool.run({ ...poolJobOf(copy), ...extraction, signal })
      if (record.source.sha256 === row.sha256) return record
    }
  } catch (error) {
    if (!(error instanceof BlobError) || (error.code !== 'blob-missing' && error.code !== 'blob-damaged')) throw error
  }
  return null
}

interface ReadingDry {
  readonly store: Store
  readonly originals: Originals
  readonly pool: Pool
}

async function readDry(
  reading: ReadingDry,
  { filter, extraction, signal, onCompared, always = false }: ReprocessOptions,
  { counts, troubles }: { readonly counts: Counts; readonly troubles: Map<string, Trouble> },
): Promise<void> {
  const { store, pool } = reading
  counts.total = (await store.tally(filter)).documents
  const chosen = store.documents(filter)[Symbol.asyncIterator]()
  const read = async (row: DocumentRow): Promise<void> => {
    counts.found += 1
    const record = await recordOf(reading, row, extraction, signal)
    if (!record) {
      counts.unreadable += 1
      counts.total -= 1
      return
    }
    countRecord(counts, troubles, record)
    const current = (await store.attempts(row.sha256)).find((attempt) => attempt.current)
    const before = current && (await store.attemptRecord(current.id))
    if (!current || !before) return
    const attempt = { key: kindOf(extraction), record, defaults: kindOf(extraction).options === kindOf({}).options }
    const loss = always ? null : keptBackFor({ key: current.key, record: before }, attempt)
    const keptBack = loss && { ...loss, number: null }
    onCompared({ sha256: row.sha256, path: record.source.path, comparison: compareRecords(before, record), keptBack })
  }
  const take = async (): Promise<void> => {
    for (;;) {
      const next = await chosen.next()
      if (next.done || signal.aborted) return
      await read(next.value)
    }
  }
  counts.walked = true
  try {
    await Promise.all(Array.from({ length: pool.workers * PREFETCH }, take))
  } catch (error) {
    if (!signal.aborted) throw error
  }
}
