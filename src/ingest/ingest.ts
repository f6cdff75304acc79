import { stat } from 'node:fs/promises'
import { Pool } from '../../workers/pool.js'
import { onDisk } from '../file-names.js'
import type { Queue, QueueCounts } from '../queue/queue.js'
import type { Store } from '../store/store.js'
import { inBatch } from './batch.js'
import { Change } from './change.js'
import {
  countRecord,
  countScan,
  jobCounting,
  noCounts,
  numbersOf,
  type Counts,
  type Scans,
  type Trouble,
  type Unreadable,
} from './counts.js'
import { kindOf, mostBytesOf, type ExtractionOptions } from './extraction.js'
import { assertThere, takeIn } from './intake.js'
import type { Manifest } from './manifest.js'
import { copyTo, leave, originalsOf } from './originals.js'
import type { Root } from './roots.js'
import { work, WORKER } from './work.js'

export interface IngestOptions {
  /** Locked for this run by the caller: no other may work on it at the same time. */
  readonly store: Store
  readonly queue: Queue
  /** The data folder, absolute: no document is looked for in it. */
  readonly folder: string
  readonly roots: readonly Root[]
  /** The arguments as given, for the batch. */
  readonly arguments: readonly string[]
  readonly group: boolean
  /** Follows links to files that lead out of the folders. */
  readonly followLinks: boolean
  readonly manifest: Manifest | null
  readonly keepOriginals: boolean
  /** Documents read at the same time; one for each core if left out. */
  readonly jobs?: number
  readonly extraction: ExtractionOptions
  readonly signal: AbortSignal
  /** The module that the pool's children run. */
  readonly entry?: URL
}

/** How a run stands, for whoever shows it. */
export interface Run {
  readonly counts: Counts
  /** Documents with a problem, by its code. */
  readonly troubles: ReadonlyMap<string, Trouble>
  /** The first of what could not be read; `counts.unreadable` has their number. */
  readonly unreadable: readonly Unreadable[]
  /** Files left out by their extension. */
  readonly leftOut: ReadonlyMap<string, number>
  readonly workers: number
  /** Seconds and number of the scans read so far. */
  readonly scans: Readonly<Scans>
  readonly queueCounts: () => Promise<QueueCounts>
  /** Resolves when all is done or the signal has fired; rejects with what stops the run. Nothing is left running. */
  readonly end: Promise<void>
}

/** More unreadable files are counted, not named. */
export const NAMED = 50

/**
 * Begins a run: takes in the documents below the roots and extracts what was never extracted, also what an earlier run
 * left; stores each as it is done. What store and queue hold at any moment is enough to go on from there.
 */
export function ingest(options: IngestOptions): Run {
  const { queue } = options
  const counts = noCounts()
  const troubles = new Map<string, Trouble>()
  const unreadable: Unreadable[] = []
  const leftOut = new Map<string, number>()
  const pool = new Pool({
    ...(options.jobs && { workers: options.jobs }),
    ...(options.extraction.limits && { limits: options.extraction.limits }),
    ...(options.entry && { entry: options.entry }),
  })
  const scans: Scans = { seconds: 0, count: 0 }
  const told: Told = {
    counts,
    troubles,
    scans,
    onUnreadable: (what) => {
      if (unreadable.length < NAMED) unreadable.push(what)
    },
    onLeftOut: (extension) => {
      leftOut.set(extension, (leftOut.get(extension) ?? 0) + 1)
    },
  }
  const queueCounts = async (): Promise<QueueCounts> => queue.counts()
  return {
    counts,
    troubles,
    unreadable,
    leftOut,
    scans,
    workers: pool.workers,
    queueCounts,
    end: run(options, pool, told).finally(async () => pool.close()),
  }
}

interface Told {
  readonly counts: Counts
  readonly troubles: Map<string, Trouble>
  readonly scans: Scans
  readonly onUnreadable: (what: Unreadable) => void
  readonly onLeftOut: (extension: string) => void
}

async function run(options: IngestOptions, pool: Pool, told: Told): Promise<void> {
  const { store, queue, signal } = options
  const batch = { kind: 'ingest', arguments: options.arguments, ...kindOf(options.extraction) } as const
  await inBatch({ store, batch, signal, counts: () => numbersOf(told.counts) }, async (id) => {
    // What a killed run had in work, and what a machine lacked that may be there by now.
    await queue.takeBack(WORKER)
    await queue.retryEnvironment()
    const { waiting, delayed, active } = await queue.counts()
    told.counts.total = waiting + delayed + active
    await both(options, pool, told, id)
  })
}

/** Finding and extracting go on side by side; what stops one stops the other. */
async function both(options: IngestOptions, pool: Pool, told: Told, batch: number): Promise<void> {
  const { store, queue, roots, group, followLinks, manifest, extraction } = options
  const { counts, troubles } = told
  const change = new Change()
  const stop = new AbortController()
  const signal = AbortSignal.any([options.signal, stop.signal])
  const kind = kindOf(extraction)
  const errors: unknown[] = []
  const fail = (error: unknown): void => {
    if (!signal.aborted) errors.push(error)
    stop.abort()
  }
  let finding = true
  const originals = options.keepOriginals ? originalsOf(options.folder) : null
  // One run at a time works on the folder.
  await originals?.tidy(0)
  const found = takeIn({
    ...{ store, queue, batch, kind, roots, group, followLinks, manifest, signal, counts, change },
    mostBytes: mostBytesOf(extraction),
    ...{ onUnreadable: told.onUnreadable, onLeftOut: told.onLeftOut },
    skip: new Set([options.folder]),
    keep: originals ? copyTo(originals) : leave,
    triedAgain: ['transient'],
  })
    .catch(fail)
    .finally(() => {
      finding = false
      change.announce()
    })
  const worked = work({
    ...{ store, queue, pool, batch, kind, extraction, signal, change },
    moreToCome: () => finding,
    assertFolder: async (file) => assertFolderOf(file, roots),
    ...jobCounting(counts),
    onDone: (record, retrying) => {
      if (retrying) counts.retried += 1
      else countRecord(counts, troubles, record)
      countScan(told.scans, record)
    },
  }).catch(fail)
  await Promise.all([found, worked])
  if (errors.length > 0) throw errors[0]
}

async function assertFolderOf(file: string, roots: readonly Root[]): Promise<void> {
  if (await stat(onDisk(file)).catch(() => null)) return
  for (const root of roots) if (root.has(file)) await assertThere(root.folder)
}
