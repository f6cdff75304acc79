import { Pool } from '../../workers/pool.js'
import { compareRecords, type Comparison } from '../compare/compare.js'
import type { DocumentRecord } from '../model/record.js'
import type { NewJob, Queue } from '../queue/queue.js'
import type { DocumentFilter, Store } from '../store/store.js'
import { inBatch } from './batch.js'
import { Change } from './change.js'
import {
  countRecord,
  countScan,
  jobCounting,
  noCounts,
  reprocessNumbersOf,
  type Counts,
  type Scans,
  type Trouble,
} from './counts.js'
import { jobOf, kindOf, type ExtractionOptions } from './extraction.js'
import type { Run } from './ingest.js'
import { assertThere } from './intake.js'
import { isBelow } from './roots.js'
import type { Selected } from './selection.js'
import { work, WORKER } from './work.js'

export interface ReprocessOptions {
  /** Locked for this run by the caller, unless it is a dry one. */
  readonly store: Store
  readonly queue: Queue
  /** The documents that a filter chooses, and where they are read from. */
  readonly select: (filter: DocumentFilter) => AsyncGenerator<Selected, void, undefined>
  readonly filter: DocumentFilter
  /** The selection as given, for the batch. */
  readonly arguments: readonly string[]
  /** Documents read at the same time; one for each core if left out. */
  readonly jobs?: number
  readonly extraction: ExtractionOptions
  readonly signal: AbortSignal
  /** Told of each document that was read again, with what differs from what counted before. */
  readonly onCompared: (compared: Compared) => void
  /** The module that the pool's children run. */
  readonly entry?: URL
}

export interface Compared {
  readonly sha256: string
  readonly path: string
  readonly comparison: Comparison
}

/** In the queue wait documents of another run, with other options: they would be read with this one's. */
export class LeftoverError extends Error {
  constructor(readonly waiting: number) {
    super(`${waiting} document(s) of another run wait in the queue`)
    this.name = 'LeftoverError'
  }
}

/** Documents enqueued together. */
const TOGETHER = 500
/** Documents given to the pool for each of its children: one is read while the last one is compared. */
const AHEAD = 2

/**
 * Reads the chosen documents again and stores what comes out as new attempts: the history stays, what people said stays,
 * and a failure takes the place of nothing. `counts.found` are those chosen, `counts.unreadable` those that are nowhere.
 */
export function reprocess(options: ReprocessOptions): Run {
  return begin(options, run, async () => options.queue.counts())
}

/** The same without storing anything: only what would differ is told. */
export function reprocessDry(options: ReprocessOptions): Run {
  const run = begin(options, runDry, async () => {
    const waiting = run.counts.total - run.counts.done
    return Promise.resolve({ waiting, waitingScans: 0, delayed: 0, active: 0, done: run.counts.done, failed: 0 })
  })
  return run
}

interface Told {
  readonly counts: Counts
  readonly troubles: Map<string, Trouble>
  readonly scans: Scans
}

function begin(
  options: ReprocessOptions,
  how: (options: ReprocessOptions, pool: Pool, told: Told) => Promise<void>,
  queueCounts: Run['queueCounts'],
): Run {
  const { jobs, extraction, entry } = options
  const pool = new Pool({
    ...(jobs && { workers: jobs }),
    ...(extraction.limits && { limits: extraction.limits }),
    ...(entry && { entry }),
  })
  const told: Told = { counts: noCounts(), troubles: new Map(), scans: { seconds: 0, count: 0 } }
  return {
    ...told,
    unreadable: [],
    leftOut: new Map(),
    workers: pool.workers,
    queueCounts,
    end: how(options, pool, told).finally(async () => pool.close()),
  }
}

async function run(options: ReprocessOptions, pool: Pool, told: Told): Promise<void> {
  const { store, queue, signal } = options
  const { counts } = told
  await queue.takeBack(WORKER)
  await assertNoLeftover(options)
  const batch = { kind: 'reprocess', arguments: options.arguments, ...kindOf(options.extraction) } as const
  await inBatch({ store, batch, signal, counts: () => reprocessNumbersOf(counts) }, async (id) => {
    const roots = await enqueueAll(options, told, id)
    await workOn(options, pool, told, { batch: id, roots })
  })
}

async function assertNoLeftover({ store, queue, extraction }: ReprocessOptions): Promise<void> {
  const { waiting, delayed } = await queue.counts()
  if (waiting + delayed === 0) return
  const kind = kindOf(extraction)
  const [last] = await store.batches(1)
  if (last?.version !== kind.version || last.options !== kind.options) throw new LeftoverError(waiting + delayed)
}

/** Enqueues all that are chosen; gives the folders that they were found below. */
async function enqueueAll(
  { queue, select, filter, extraction, signal }: ReprocessOptions,
  { counts }: Told,
  batch: number,
): Promise<ReadonlySet<string>> {
  const roots = new Set<string>()
  const kind = kindOf(extraction)
  let together: NewJob[] = []
  const flush = async (): Promise<void> => {
    await queue.enqueueAgain(together)
    together = []
  }
  for await (const { row, source, root } of select(filter)) {
    signal.throwIfAborted()
    counts.found += 1
    if (!source) {
      counts.unreadable += 1
      continue
    }
    if (root !== null) roots.add(root)
    const priority = row.format === 'image' ? 'scan' : 'digital'
    together.push({ key: { ...kind, sha256: row.sha256 }, priority, batch, source })
    if (together.length === TOGETHER) await flush()
  }
  await flush()
  const { waiting, delayed, active } = await queue.counts()
  counts.total = waiting + delayed + active
  counts.walked = true
  return roots
}

async function workOn(
  options: ReprocessOptions,
  pool: Pool,
  { counts, troubles, scans }: Told,
  { batch, roots }: { readonly batch: number; readonly roots: ReadonlySet<string> },
): Promise<void> {
  const { store, queue, extraction, onCompared } = options
  const stop = new AbortController()
  const errors: unknown[] = []
  let comparing: Promise<void> = Promise.resolve()
  const compare = async (record: DocumentRecord): Promise<void> => {
    const before = await recordBefore(store, record.source.sha256)
    if (before) onCompared(comparedOf(before, record))
  }
  await work({
    ...{ store, queue, pool, batch, extraction, change: new Change(), kind: kindOf(extraction) },
    signal: AbortSignal.any([options.signal, stop.signal]),
    moreToCome: () => false,
    assertFolder: async (file) => {
      for (const root of roots) if (isBelow(file, root)) await assertThere(root)
    },
    ...jobCounting(counts),
    onDone: (record, retrying) => {
      if (retrying) {
        counts.retried += 1
        return
      }
      countRecord(counts, troubles, record)
      countScan(scans, record)
      comparing = comparing
        .then(async () => compare(record))
        .catch((error: unknown) => {
          errors.push(error)
          stop.abort()
        })
    },
  })
  await comparing
  if (errors.length > 0) throw errors[0]
}

/** What counted before an attempt (the latest, if left out): the last one that did not fail, else the one before. */
export async function recordBefore(store: Store, sha256: string, attempt?: number): Promise<DocumentRecord | null> {
  const all = await store.attempts(sha256)
  const before = attempt === undefined ? all.slice(0, -1) : all.filter(({ id }) => id < attempt)
  const counted = before.findLast(({ status }) => status !== 'failed') ?? before.at(-1)
  return counted ? store.attemptRecord(counted.id) : null
}

export const comparedOf = (before: DocumentRecord, after: DocumentRecord): Compared => ({
  sha256: after.source.sha256,
  path: after.source.path,
  comparison: compareRecords(before, after),
})

async function runDry(options: ReprocessOptions, pool: Pool, told: Told): Promise<void> {
  const { store, select, filter, extraction, signal } = options
  const { counts, troubles } = told
  counts.total = (await store.tally(filter)).documents
  const chosen = select(filter)
  const read = async ({ row, source, remove }: Selected): Promise<void> => {
    counts.found += 1
    const record = source && (await pool.run(jobOf(source, extraction, signal)).finally(remove))
    if (record?.source.sha256 !== row.sha256) {
      counts.unreadable += 1
      counts.total -= 1
      return
    }
    countRecord(counts, troubles, record)
    const current = (await store.attempts(row.sha256)).find((attempt) => attempt.current)
    const before = current && (await store.attemptRecord(current.id))
    if (before) options.onCompared(comparedOf(before, record))
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
    await Promise.all(Array.from({ length: pool.workers * AHEAD }, take))
  } catch (error) {
    if (!signal.aborted) throw error
  }
}
