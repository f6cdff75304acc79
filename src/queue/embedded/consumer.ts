import { setTimeout as wait } from 'node:timers/promises'
import type { Change } from '../../timing.js'
import type { ConsumeOptions, Consumer, Handler, Job, JobEnd } from '../queue.js'
import type { Jobs } from './jobs.js'
import type { Identified } from './rows.js'

export interface EmbeddedConsumerOptions extends ConsumeOptions {
  /** Announced when jobs may be there that were not before. */
  readonly change: Change
}

/** How soon (milliseconds) an empty queue is looked at again though nothing was announced: a retry may be due. */
const LOOK_EVERY_MS = 500

/** Works on the queue in the store's file, in this very process. */
export class EmbeddedConsumer implements Consumer {
  readonly #jobs: Jobs
  readonly #handler: Handler
  readonly #options: EmbeddedConsumerOptions
  readonly #giveBack = new AbortController()
  readonly #running = new Set<Promise<void>>()
  readonly #loop: Promise<void>
  #paused = false
  #closing = false

  constructor(jobs: Jobs, handler: Handler, options: EmbeddedConsumerOptions) {
    this.#jobs = jobs
    this.#handler = handler
    this.#options = options
    this.#loop = this.#consume()
  }

  get active(): number {
    return this.#running.size
  }

  pause(): Promise<void> {
    this.#paused = true
    return Promise.resolve()
  }

  resume(): Promise<void> {
    this.#paused = false
    this.#options.change.announce()
    return Promise.resolve()
  }

  async close(drainMs: number): Promise<boolean> {
    this.#closing = true
    this.#options.change.announce()
    const ended = this.#loop.then(async () => Promise.all(this.#running))
    if (drainMs > 0) await Promise.race([ended, wait(drainMs, undefined, { ref: false })])
    this.#giveBack.abort()
    await ended
    return true
  }

  async #consume(): Promise<void> {
    const { concurrency, onError, onIdle, change } = this.#options
    let isTakenBack = false
    while (!this.#closing) {
      // Waited for from here on: what changes while the queue is looked at counts.
      const changed = change.next(LOOK_EVERY_MS)
      try {
        if (!isTakenBack) await this.#jobs.takeBack()
        isTakenBack = true
        const free = this.#paused ? 0 : concurrency - this.#running.size
        const jobs = free > 0 ? await this.#jobs.claim(free) : []
        for (const job of jobs) this.#begin(job)
        if (jobs.length > 0) continue
        if (this.#running.size === 0) onIdle?.()
      } catch (error) {
        onError(error)
      }
      await changed
    }
  }

  #begin(job: Identified<Job>): void {
    const { onError, change } = this.#options
    const run = this.#run(job)
      .catch(onError)
      .finally(() => {
        this.#running.delete(run)
        change.announce()
      })
    this.#running.add(run)
  }

  async #run(taken: Identified<Job>): Promise<void> {
    const end = await this.#handler(taken.job, this.#giveBack.signal).catch((error: unknown): JobEnd => ({
      end: 'failed',
      failure: { code: 'internal-error', class: 'transient', message: String(error) },
    }))
    await this.#jobs.end(taken, end)
  }
}
