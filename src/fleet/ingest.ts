import type { Blobs } from '../blobs/blobs.js'
import { inBatch } from '../ingest/batch.js'
import { Change } from '../ingest/change.js'
import { noCounts, numbersOf, type Counts, type Trouble, type Unreadable } from '../ingest/counts.js'
import { jobExtractionOf, kindOf, mostBytesOf, type ExtractionOptions } from '../ingest/extraction.js'
import { NAMED, type Run } from '../ingest/ingest.js'
import { takeIn } from '../ingest/intake.js'
import type { Manifest } from '../ingest/manifest.js'
import { uploadTo } from '../ingest/originals.js'
import type { Root } from '../ingest/roots.js'
import type { Queue } from '../queue/queue.js'
import type { Store } from '../store/store.js'
import { followBatch, type Standstill } from './batch-run.js'

export interface FleetIngestOptions {
  readonly store: Store
  readonly queue: Queue
  readonly blobs: Blobs
  readonly roots: readonly Root[]
  /** The arguments as given, for the batch. */
  readonly arguments: readonly string[]
  readonly group: boolean
  /** Follows links to files that lead out of the folders. */
  readonly followLinks: boolean
  readonly manifest: Manifest | null
  readonly extraction: ExtractionOptions
  /** Ends when all is handed over, without waiting for the workers. */
  readonly detach: boolean
  readonly signal: AbortSignal
  readonly onStandstill: (standstill: Standstill) => void
}

/** A run whose documents are extracted by workers elsewhere. */
export interface FleetRun extends Run {
  /** Null until it has begun. */
  readonly batch: () => number | null
}

/**
 * Hands documents over to the workers of a fleet: their originals into the storage, their names into the store, then their
 * jobs into the queue, so that a kill in between costs nothing but the same command again. Then follows what the workers make
 * of them. An interrupt leaves what was handed over to the workers.
 */
export function ingestFleet(options: FleetIngestOptions): FleetRun {
  const counts = noCounts()
  const troubles = new Map<string, Trouble>()
  const unreadable: Unreadable[] = []
  const leftOut = new Map<string, number>()
  let batch: number | null = null
  let active = 1
  const told: Told = {
    ...{ counts, troubles, unreadable, leftOut },
    onBatch: (id) => {
      batch = id
    },
  }
  return {
    ...{ counts, troubles, unreadable, leftOut, scans: { seconds: 0, count: 0 } },
    // As many as are at work: for the time left.
    get workers() {
      return Math.max(1, active)
    },
    queueCounts: async () => {
      const queued = await options.queue.counts()
      active = queued.active
      return queued
    },
    batch: () => batch,
    end: run(options, told),
  }
}

interface Told {
  readonly counts: Counts
  readonly troubles: Map<string, Trouble>
  readonly unreadable: Unreadable[]
  readonly leftOut: Map<string, number>
  readonly onBatch: (id: number) => void
}

async function run(options: FleetIngestOptions, told: Told): Promise<void> {
  const { store, signal } = options
  const batch = { kind: 'ingest', arguments: options.arguments, ...kindOf(options.extraction) } as const
  await inBatch({ store, batch, signal, counts: () => numbersOf(told.counts) }, async (id) => {
    told.onBatch(id)
    await both(options, told, id)
  })
}

/** Handing over and following go on side by side; what stops one stops the other. */
async function both(options: FleetIngestOptions, told: Told, batch: number): Promise<void> {
  const { store, queue, blobs, roots, group, followLinks, manifest, extraction, detach, onStandstill } = options
  const { counts, troubles } = told
  const change = new Change()
  const stop = new AbortController()
  const signal = AbortSignal.any([options.signal, stop.signal])
  signal.addEventListener('abort', change.announce)
  const errors: unknown[] = []
  const fail = (error: unknown): void => {
    if (!signal.aborted) errors.push(error)
    stop.abort()
  }
  const handed = takeIn({
    ...{ store, queue, batch, roots, group, followLinks, manifest, signal, counts, change, skip: new Set() },
    mostBytes: mostBytesOf(extraction),
    ...{ kind: kindOf(extraction), jobExtraction: jobExtractionOf(extraction), keep: uploadTo(blobs) },
    // A worker of another host may have what the one before lacked.
    triedAgain: ['transient', 'environment'],
    onUnreadable: (what) => {
      if (told.unreadable.length < NAMED) told.unreadable.push(what)
    },
    onLeftOut: (extension) => {
      told.leftOut.set(extension, (told.leftOut.get(extension) ?? 0) + 1)
    },
  })
    .catch(fail)
    .finally(change.announce)
  const followed = detach
    ? Promise.resolve()
    : followBatch({ store, queue, batch, counts, troubles, signal, change, onStandstill }).catch(fail)
  await Promise.all([handed, followed])
  if (errors.length > 0) throw errors[0]
}
