import { setTimeout as wait } from 'node:timers/promises'
import { Pool } from '../../../workers/pool.js'
import type { Blobs } from '../../blobs/blobs.js'
import type { ExtractionOptions } from '../../ingest/extraction.js'
import { runJob, type Work } from '../../ingest/job.js'
import { FleetOriginals } from '../../ingest/originals.js'
import type { QueueKind } from '../../queue/bullmq/names.js'
import type { BullQueue } from '../../queue/bullmq/queue.js'
import type { Consumer, Job, JobEnd } from '../../queue/queue.js'
import type { Store } from '../../store/store.js'
import type { DocumentMetrics } from '../metrics/index.js'
import { brokenOf, type Dependency } from './health.js'

/** One of the queues that a worker takes jobs from. */
export interface Lane {
  readonly kind: QueueKind
  /** Documents read at the same time. */
  readonly concurrency: number
  /** Memory limit of each process that reads one; if omitted, the extraction's own limit. */
  readonly memoryMb?: number
}

export interface FleetWorkerOptions {
  readonly lanes: readonly Lane[]
  readonly queue: Pick<BullQueue, 'check' | 'consume'>
  readonly store: Store
  readonly blobs: Blobs
  readonly extraction: ExtractionOptions
  /** For temporary files; see `makeOwnFolder`. */
  readonly folder: string
  readonly metrics: DocumentMetrics
  readonly log: WorkerLog
  readonly lockMs?: number
  readonly stalledCheckMs?: number
  /** The module that the pools' children run. */
  readonly entry?: URL
}

/** The log of a worker: fields first, as in structured logs. */
export interface WorkerLog {
  readonly info: (fields: object, message: string) => void
  readonly warn: (fields: object, message: string) => void
}

/** While a dependency is broken, a worker checks its health again so soon (milliseconds), and then less and less often. */
const CHECK_AGAIN_MS = 1_000
const MAX_CHECK_AGAIN_MS = 15_000

/** Milliseconds for which a result is kept while the store does not answer. */
const SAVE_PATIENCE_MS = 120_000

/** Reads the documents of a fleet's queues: as many of these as there are hosts, and none knows of another. */
export class FleetWorker {
  readonly #options: FleetWorkerOptions
  #lanes: readonly { readonly consumer: Consumer; readonly pool: Pool }[] = []
  #draining = false
  /** Takes no jobs for now: a dependency is broken. */
  #stalled = false

  constructor(options: FleetWorkerOptions) {
    this.#options = options
  }

  start(): void {
    this.#lanes = this.#options.lanes.map((lane) => this.#laneOf(lane))
  }

  /** Documents in work, or in line for a process. */
  get active(): number {
    return this.#lanes.reduce((total, { consumer }) => total + consumer.active, 0)
  }

  get draining(): boolean {
    return this.#draining
  }

  /** Dependencies that are broken, and why; empty where it is ready for work. */
  async broken(): Promise<ReadonlyMap<Dependency, string>> {
    return brokenOf(this.#options)
  }

  /**
   * Takes no more jobs, gives running ones these milliseconds to end, gives the others back undone, and ends all
   * processes. False where some could not be given back: their locks run out.
   */
  async drain(ms: number): Promise<boolean> {
    this.#draining = true
    const closed = await Promise.all(this.#lanes.map(async ({ consumer }) => consumer.close(ms)))
    await Promise.all(this.#lanes.map(async ({ pool }) => pool.close()))
    return closed.every((fine) => fine)
  }

  #laneOf({ kind, concurrency, memoryMb }: Lane): { readonly consumer: Consumer; readonly pool: Pool } {
    const { queue, extraction, lockMs, stalledCheckMs, entry, log } = this.#options
    const limits = { ...extraction.limits, ...(memoryMb !== undefined && { memoryMb }) }
    const pool = new Pool({ workers: concurrency, limits, ...(entry && { entry }) })
    const work = this.#workOf(kind, pool, { ...extraction, limits })
    const consumer = queue.consume(async (job, signal) => this.#run(kind, work, job, signal), {
      ...{ kinds: [kind], concurrency: withPrefetch(kind, concurrency) },
      ...(lockMs !== undefined && { lockMs }),
      ...(stalledCheckMs !== undefined && { stalledCheckMs }),
      onError: (error) => {
        log.warn({ queue: kind, error: messageOf(error) }, 'queue')
      },
    })
    return { consumer, pool }
  }

  #workOf(kind: QueueKind, pool: Pool, extraction: ExtractionOptions): Work {
    const { store, blobs, folder, metrics, log } = this.#options
    return {
      ...{ store, pool, extraction, patienceMs: SAVE_PATIENCE_MS },
      originals: new FleetOriginals(store, blobs, folder),
      isHealthy: async () => (await this.broken()).size === 0,
      onStage: (stage, ms) => {
        metrics.stage(stage, kind, ms)
      },
      onRecord: (record) => {
        metrics.document(record)
      },
      onFault: (error, healthy) => {
        log.warn({ queue: kind, sound: healthy, error: messageOf(error) }, 'fault')
        if (!healthy) this.#stall()
      },
    }
  }

  async #run(kind: QueueKind, work: Work, job: Job, signal: AbortSignal): Promise<JobEnd> {
    const { metrics, log } = this.#options
    const began = performance.now()
    metrics.stage('wait', kind, job.waitedMs)
    const end = await runJob(work, job, signal)
    metrics.job(kind, end)
    const failure = end.end === 'failed' ? { code: end.failure.code, class: end.failure.class } : {}
    const { key, source } = job
    const ms = Math.round(performance.now() - began)
    log.info({ queue: kind, sha256: key.sha256, path: source.path, end: end.end, ...failure, ms }, 'job')
    return end
  }

  /** Takes no jobs until all dependencies are well again: else it would take them only to give them back. */
  #stall(): void {
    if (this.#stalled) return
    this.#stalled = true
    this.#untilHealthy()
      .catch((error: unknown) => {
        this.#options.log.warn({ error: String(error) }, 'standing still')
      })
      .finally(() => {
        this.#stalled = false
      })
  }

  async #untilHealthy(): Promise<void> {
    const { log } = this.#options
    for (const { consumer } of this.#lanes) await consumer.pause()
    for (let pause = CHECK_AGAIN_MS; !this.#draining; pause = Math.min(pause * 2, MAX_CHECK_AGAIN_MS)) {
      await wait(pause, undefined, { ref: false })
      const found = await this.broken()
      if (found.size === 0) break
      log.warn({ broken: Object.fromEntries(found) }, 'standing still')
    }
    if (!this.#draining) for (const { consumer } of this.#lanes) await consumer.resume()
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** A digital report is fetched or stored while another one is read; scans take minutes, and are left to who is free. */
const withPrefetch = (kind: QueueKind, concurrency: number): number =>
  kind === 'scans' ? concurrency : concurrency + Math.ceil(concurrency / 2)
