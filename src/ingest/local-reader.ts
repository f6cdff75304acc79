import { availableParallelism } from 'node:os'
import { Pool } from '../../workers/pool.js'
import type { Consumer, Job, JobEnd, Queue } from '../queue/queue.js'
import type { Store } from '../store/store.js'
import { kindOf, type ExtractionOptions } from './extraction.js'
import { runJob, type Work } from './job.js'
import type { Originals } from './originals.js'

export interface ReadingHere {
  readonly store: Store
  readonly queue: Queue
  readonly originals: Originals
  readonly extraction: ExtractionOptions
  /** See `Work`. */
  readonly batch?: number
  /** Documents read at the same time; one for each core if omitted. */
  readonly jobs?: number
  /** The module that the pool's children run. */
  readonly entry?: URL
  /** Fires when what is in work is to be given back. */
  readonly signal: AbortSignal
  readonly onRecord: Work['onRecord']
  /** Told of each job of another version or other options that needs none of this run's: that is there already. */
  readonly onDropped?: () => void
  /** Told of what keeps store or queue from working. The signal should fire then. */
  readonly onError: (error: unknown) => void
  /** Told when no job is in work, and none is there just now. */
  readonly onIdle?: () => void
}

/** Documents given to the pool for each of its children: one is read while the last one is stored. */
const PREFETCH = 2

/** How many documents are read at the same time. */
export const workersFor = (jobs: number | undefined): number => jobs ?? availableParallelism()

/** Reads the queue's documents in this process and its children, until it is closed. */
export class LocalReader {
  readonly #options: ReadingHere
  readonly #pool: Pool
  readonly #consumer: Consumer

  constructor(options: ReadingHere) {
    const { queue, extraction, jobs, entry, signal, onError, onIdle } = options
    this.#options = options
    this.#pool = new Pool({
      workers: workersFor(jobs),
      ...(extraction.limits && { limits: extraction.limits }),
      ...(entry && { entry }),
    })
    this.#consumer = queue.consume(async (job, giveBack) => this.#run(job, giveBack), {
      concurrency: this.#pool.workers * PREFETCH,
      onError,
      ...(onIdle && { onIdle }),
    })
    const giveBack = (): void => {
      this.#consumer.close(0).catch(onError)
    }
    if (signal.aborted) giveBack()
    signal.addEventListener('abort', giveBack)
  }

  /** Documents in work. */
  get active(): number {
    return this.#consumer.active
  }

  /** Gives back what is in work, and ends all processes. */
  async close(): Promise<void> {
    await this.#consumer.close(0)
    await this.#pool.close()
  }

  async #run(job: Job, giveBack: AbortSignal): Promise<JobEnd> {
    const { store, originals, extraction, batch, onRecord, onError } = this.#options
    const { version, options } = kindOf(extraction)
    if (job.key.version !== version || job.key.options !== options) return this.#asAskedNow(job)
    const work: Work = {
      ...{ store, originals, pool: this.#pool, extraction, onRecord, onFault: onError },
      ...(batch !== undefined && { batch }),
      // Whatever keeps the data folder from working ends the run: the next one goes on from there.
      isHealthy: () => Promise.resolve(false),
      patienceMs: 0,
    }
    return runJob(work, job, giveBack)
  }

  /** Asked for by a run of another version or with other options, which never came to it: the same document, as asked now. */
  async #asAskedNow({ key, batch, source }: Job): Promise<JobEnd> {
    const { queue, extraction, batch: own = batch, onDropped, onError } = this.#options
    try {
      const [outcome] = await queue.enqueue([
        { key: { ...kindOf(extraction), sha256: key.sha256 }, priority: 'digital', batch: own, source },
      ])
      if (outcome !== 'added') onDropped?.()
      return { end: 'done' }
    } catch (error) {
      onError(error)
      return { end: 'undone', waitMs: 0 }
    }
  }
}
