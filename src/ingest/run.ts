import type { QueueCounts } from '../queue/queue.js'
import type { BatchEnd } from '../store/store.js'
import { Change } from '../timing.js'
import { countRecord, countScan, noCounts, type Counts, type Scans, type Trouble, type Unreadable } from './counts.js'
import { jobExtractionOf, kindOf, maxBytesOf, type ExtractionOptions } from './extraction.js'
import { followBatch, isEmpty, type Standstill } from './follow.js'
import { LocalReader, workersFor } from './local-reader.js'
import { takeInChanged, type TakingIn } from './take-in.js'
import { originalsOf, type Workspace } from './workspace.js'

/** How a run reads, whatever it reads. */
export interface RunOptions {
  /** The paths or the selection as given, for the batch. */
  readonly arguments: readonly string[]
  readonly extraction: ExtractionOptions
  readonly signal: AbortSignal
  /** On a data folder: documents read at the same time; one for each core if omitted. */
  readonly jobs?: number
  /** On a data folder: the module that the pool's children run. */
  readonly entry?: URL
  /** Attempts count however they come out, if they do not fail. */
  readonly always?: boolean
  /** In a fleet: ends when all is handed over, without waiting for the workers. */
  readonly detach?: boolean
  /** In a fleet: told once of each standstill. */
  readonly onStandstill?: (standstill: Standstill) => void
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
  /** At work for it. */
  readonly workers: number
  /** Seconds and number of the scans read so far. */
  readonly scans: Readonly<Scans>
  readonly queueCounts: () => Promise<QueueCounts>
  /** Its number in the store; null until it has begun. */
  readonly batch: () => number | null
  /** Resolves when all is done or the signal has fired; rejects with what stops the run. Nothing is left running. */
  readonly end: Promise<void>
}

/** More unreadable files are counted, not named. */
const MAX_NAMED = 50

/** The steps of one kind of run. */
export interface Task {
  readonly kind: 'ingest' | 'reprocess'
  /** For the store's row of the run. */
  readonly numbersOf: (counts: Counts) => BatchEnd['counts']
  /** Before anything is begun. */
  readonly prepare?: () => Promise<void>
  /** Enqueues what is to be read. */
  readonly handOver: (handing: Handing) => Promise<void>
  /** See `Watch`. */
  readonly needsFolder: (root: string) => boolean
  /** Told of each document that is done; with the attempt where others may have saved more. */
  readonly onDone?: (sha256: string, attempt?: number) => Promise<void>
}

/** The run as handing over sees it: what it asks, and what it reports. */
export interface Handing extends TakingIn {
  readonly signal: AbortSignal
  readonly counts: Counts
  readonly change: Change
  readonly onUnreadable: (what: Unreadable) => void
  readonly onLeftOut: (extension: string) => void
}

interface Progress {
  readonly counts: Counts
  readonly troubles: Map<string, Trouble>
  readonly scans: Scans
  readonly unreadable: Unreadable[]
  readonly leftOut: Map<string, number>
  batch: number | null
}

/**
 * Begins a run: hands documents over to the queue, and follows what becomes of them. On a data folder this process reads them;
 * in a fleet its workers do, and an interrupt leaves them what was handed over. What store and queue hold at any moment is
 * enough to go on from there.
 */
export function beginRun(workspace: Workspace, options: RunOptions, task: Task): Run {
  const progress: Progress = {
    ...{ counts: noCounts(), troubles: new Map(), scans: { seconds: 0, count: 0 } },
    ...{ unreadable: [], leftOut: new Map(), batch: null },
  }
  let workers = workspace.own ? workersFor(options.jobs) : 1
  return {
    ...progress,
    get workers() {
      return workers
    },
    queueCounts: async () => {
      const queued = await workspace.queue.counts()
      // On a fleet the time left follows from the workers that are busy.
      if (!workspace.own) workers = Math.max(1, queued.active)
      return queued
    },
    batch: () => progress.batch,
    end: run(workspace, options, task, progress),
  }
}

async function run(workspace: Workspace, options: RunOptions, task: Task, progress: Progress): Promise<void> {
  const { store, own } = workspace
  const { signal } = options
  await task.prepare?.()
  const batch = await store.beginBatch({
    ...{ kind: task.kind, arguments: options.arguments, ...kindOf(options.extraction) },
    ...(options.always === true && { always: true }),
  })
  progress.batch = batch
  let state: BatchEnd['state'] = 'stopped'
  try {
    await (own ? readHere : readElsewhere)(workspace, options, task, { ...progress, batch })
    state = signal.aborted ? 'interrupted' : 'done'
  } catch (error) {
    if (!signal.aborted) throw error
    state = 'interrupted'
  } finally {
    // Where nothing can be written any more, the batch stays `running`, as that of a killed run.
    const numbers = task.numbersOf(progress.counts)
    const counts = !own && options.detach ? handedOver(numbers) : numbers
    await store.endBatch(batch, { state, counts }).catch(() => undefined)
  }
}

/** A run that does not wait for the workers cannot count their results. */
function handedOver(numbers: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  const own = Object.entries(numbers).filter(([name]) => !BY_WORKERS.includes(name))
  return { ...Object.fromEntries(own), handedOver: numbers.total ?? 0 }
}

const BY_WORKERS: readonly string[] = ['done', 'ok', 'flagged', 'failed', 'retried']

type Begun = Progress & { readonly batch: number }

/** Two things that go on side by side: what stops one stops the other. */
class SideBySide {
  readonly change = new Change()
  readonly signal: AbortSignal
  readonly #stop = new AbortController()
  readonly #errors: unknown[] = []

  constructor(signal: AbortSignal) {
    this.signal = AbortSignal.any([signal, this.#stop.signal])
    this.signal.addEventListener('abort', this.change.announce)
  }

  readonly fail = (error: unknown): void => {
    if (!this.signal.aborted) this.#errors.push(error)
    this.#stop.abort()
  }

  /** @throws the first error of any of them */
  async all(...doings: readonly Promise<void>[]): Promise<void> {
    await Promise.all(doings.map(async (doing) => doing.catch(this.fail).finally(this.change.announce)))
    if (this.#errors.length > 0) throw this.#errors[0]
  }
}

const handingOf = (
  { store, queue }: Workspace,
  { extraction }: RunOptions,
  { batch, counts, unreadable, leftOut }: Begun,
  { signal, change }: SideBySide,
): Omit<Handing, 'triedAgain'> => ({
  ...{ store, queue, batch, kind: kindOf(extraction), signal, counts, change },
  onUnreadable: (what) => {
    if (unreadable.length < MAX_NAMED) unreadable.push(what)
  },
  onLeftOut: (extension) => {
    leftOut.set(extension, (leftOut.get(extension) ?? 0) + 1)
  },
})

/** Hands over to the workers of a fleet, and follows what they make of it. */
async function readElsewhere(workspace: Workspace, options: RunOptions, task: Task, begun: Begun): Promise<void> {
  const both = new SideBySide(options.signal)
  const { store, queue } = workspace
  const handing: Handing = {
    ...handingOf(workspace, options, begun, both),
    jobExtraction: jobExtractionOf(options.extraction),
    // A worker of another host may have what the one before lacked.
    triedAgain: ['transient', 'environment'],
  }
  const { batch, counts, troubles } = begun
  const { signal, change } = both
  const follow = async (): Promise<void> =>
    followBatch({
      ...{ store, queue, batch, counts, troubles, signal, change },
      onDone: async ({ attempt: { key, id } }) => task.onDone?.(key.sha256, id),
      onStandstill: (standstill) => options.onStandstill?.(standstill),
    })
  await both.all(task.handOver(handing), ...(options.detach ? [] : [follow()]))
}

/** Reads in this process what is handed over, and what an earlier run left. */
async function readHere(workspace: Workspace, options: RunOptions, task: Task, begun: Begun): Promise<void> {
  const { store, queue } = workspace
  const { extraction, jobs, entry } = options
  const { batch, counts, troubles, scans } = begun
  const both = new SideBySide(options.signal)
  const { signal, change } = both
  const handing: Handing = { ...handingOf(workspace, options, begun, both), triedAgain: ['transient'] }
  const left = await queue.counts()
  counts.total = left.waiting + left.delayed + left.active
  const originals = originalsOf(workspace, {
    watch: {
      maxBytes: maxBytesOf(extraction),
      needsFolder: task.needsFolder,
      onChanged: async (changed) => {
        const added = await takeInChanged(handing, changed)
        counts.changed += added
        counts.total += added
      },
    },
  })
  const reader = new LocalReader({
    ...{ store, queue, originals, extraction, batch, signal, onError: both.fail, onIdle: change.announce },
    ...(jobs !== undefined && { jobs }),
    ...(entry && { entry }),
    onRecord: async (record, retried) => {
      if (retried) counts.retried += 1
      else countRecord(counts, troubles, record)
      countScan(scans, record)
      change.announce()
      if (!retried) await task.onDone?.(record.source.sha256)
    },
    onDropped: () => {
      counts.total -= 1
    },
  })
  try {
    await both.all(task.handOver(handing), untilIdle(queue, reader, handing))
  } finally {
    await reader.close()
  }
}

/** How soon (milliseconds) it is seen that all is done though nothing was announced. */
const LOOK_EVERY_MS = 500

/** Resolves when all is handed over and nothing is left to do, also no retry; or when the signal fires. */
async function untilIdle(
  queue: Workspace['queue'],
  reader: LocalReader,
  { counts, signal, change }: Handing,
): Promise<void> {
  while (!signal.aborted) {
    const changed = change.next(LOOK_EVERY_MS)
    if (counts.walked && reader.active === 0 && isEmpty(await queue.counts())) return
    await changed
  }
}
