import { hostname } from 'node:os'
import { setTimeout as wait } from 'node:timers/promises'
import { Pool } from '../../../workers/pool.js'
import type { Blobs } from '../../blobs/blobs.js'
import type { ExtractionOptions } from '../../ingest/extraction.js'
import { Consumer, type JobEnd, type Taken } from '../../queue/bullmq/consumer.js'
import type { QueueKind } from '../../queue/bullmq/names.js'
import type { Store } from '../../store/store.js'
import type { DocumentMetrics } from '../metrics/index.js'
import { runJob, type Work } from './job.js'
import { broken, type Footing } from './soundness.js'

/** One of the queues that a worker takes jobs from. */
export interface Lane {
  readonly kind: QueueKind
  /** Documents read at the same time. */
  readonly concurrency: number
  /** Of each process that reads one; the extraction's own limit if left out. */
  readonly memoryMb?: number
}

export interface FleetWorkerOptions {
  readonly redisUrl: string
  /** Of the extractor: whose jobs it takes. */
  readonly version: string
  readonly prefix?: string
  readonly lanes: readonly Lane[]
  readonly queue: { readonly check: () => Promise<void> }
  readonly store: Store
  readonly blobs: Blobs
  readonly extraction: ExtractionOptions
  /** For temporary files; made by `workingFolder`. */
  readonly folder: string
  readonly metrics: DocumentMetrics
  readonly log: WorkerLog
  readonly lockMs?: number
  readonly stalledCheckMs?: number
  /** The module that the pools' children run. */
  readonly entry?: URL
}

/** What a worker tells of its doings: fields first, as structured logs have it. */
export interface WorkerLog {
  readonly info: (fields: object, message: string) => void
  readonly warn: (fields: object, message: string) => void
}

/** While what it stands on is broken, it looks again so soon (milliseconds), and then less and less often. */
const LOOK_AGAIN_MS = 1_000
const LONGEST_LOOK_MS = 15_000

/** Reads the documents of a fleet's queues: as many of these as there are hosts, and none knows of another. */
export class FleetWorker {
  readonly #options: FleetWorkerOptions
  readonly #lanes: readonly { readonly consumer: Consumer; readonly pool: Pool }[]
  #draining = false
  /** Takes no jobs for now: what it stands on is broken. */
  #standing = false

  constructor(options: FleetWorkerOptions) {
    this.#options = options
    this.#lanes = options.lanes.map((lane) => this.#laneOf(lane))
  }

  start(): void {
    for (const { consumer } of this.#lanes) consumer.start()
  }

  /** Documents in work, or in line for a process. */
  get active(): number {
    return this.#lanes.reduce((total, { consumer }) => total + consumer.active, 0)
  }

  get draining(): boolean {
    return this.#draining
  }

  /** What it stands on that is broken; empty where it is ready for work. */
  async broken(): Promise<ReadonlyMap<Footing, string>> {
    return broken(this.#options)
  }

  /**
   * Takes no more jobs, lets those in work end for so long (milliseconds), gives the others back undone, and ends all
   * processes. False where some could not be given back: their locks run out.
   */
  async drain(ms: number): Promise<boolean> {
    this.#draining = true
    const closed = await Promise.all(this.#lanes.map(async ({ consumer }) => consumer.close(ms)))
    await Promise.all(this.#lanes.map(async ({ pool }) => pool.close()))
    return closed.every((fine) => fine)
  }

  #laneOf({ kind, concurrency, memoryMb }: Lane): { readonly consumer: Consumer; readonly pool: Pool } {
    const { redisUrl: url, version, prefix, extraction, lockMs, stalledCheckMs, entry, log } = this.#options
    const limits = { ...extraction.limits, ...(memoryMb !== undefined && { memoryMb }) }
    const pool = new Pool({ workers: concurrency, limits, ...(entry && { entry }) })
    const work = this.#workOf(kind, pool, { ...extraction, limits })
    const consumer = new Consumer({
      ...{ url, version, kind, name: `${hostname()}/${process.pid}`, concurrency: inLine(kind, concurrency) },
      ...(prefix !== undefined && { prefix }),
      ...(lockMs !== undefined && { lockMs }),
      ...(stalledCheckMs !== undefined && { stalledCheckMs }),
      run: async (job, signal) => this.#run(kind, work, job, signal),
      onError: (error) => {
        log.warn({ queue: kind, error: error.message }, 'queue')
      },
    })
    return { consumer, pool }
  }

  #workOf(kind: QueueKind, pool: Pool, extraction: ExtractionOptions): Work {
    const { store, blobs, folder, metrics, log } = this.#options
    return {
      ...{ store, blobs, pool, extraction, folder },
      isSound: async () => (await this.broken()).size === 0,
      onStage: (stage, ms) => {
        metrics.stage(stage, kind, ms)
      },
      onRecord: (record) => {
        metrics.document(record)
      },
      onFault: (error, sound) => {
        log.warn({ queue: kind, sound, error: error instanceof Error ? error.message : String(error) }, 'fault')
        if (!sound) this.#stand()
      },
    }
  }

  async #run(kind: QueueKind, work: Work, job: Taken, signal: AbortSignal): Promise<JobEnd> {
    const { metrics, log } = this.#options
    const began = performance.now()
    metrics.stage('wait', kind, job.waitedMs)
    const end = await runJob(work, job, signal)
    metrics.job(kind, end)
    const failure = end.end === 'failed' ? { code: end.failure.code, class: end.failure.class } : {}
    const { sha256 } = job.key
    log.info(
      {
        queue: kind,
        sha256,
        path: job.source.path,
        end: end.end,
        ...failure,
        ms: Math.round(performance.now() - began),
      },
      'job',
    )
    return end
  }

  /** Takes no jobs until all that it stands on is well again: else it would take them only to give them back. */
  #stand(): void {
    if (this.#standing) return
    this.#standing = true
    this.#untilSound()
      .catch((error: unknown) => {
        this.#options.log.warn({ error: String(error) }, 'standing still')
      })
      .finally(() => {
        this.#standing = false
      })
  }

  async #untilSound(): Promise<void> {
    const { log } = this.#options
    for (const { consumer } of this.#lanes) await consumer.pause()
    for (let pause = LOOK_AGAIN_MS; !this.#draining; pause = Math.min(pause * 2, LONGEST_LOOK_MS)) {
      await wait(pause, undefined, { ref: false })
      const found = await this.broken()
      if (found.size === 0) break
      log.warn({ broken: Object.fromEntries(found) }, 'standing still')
    }
    if (!this.#draining) for (const { consumer } of this.#lanes) await consumer.resume()
  }
}

/** A digital report is fetched or stored while another one is read; scans take minutes, and are left to who is free. */
const inLine = (kind: QueueKind, concurrency: number): number =>
  kind === 'scans' ? concurrency : concurrency + Math.ceil(concurrency / 2)
