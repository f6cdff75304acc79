import type { FastifyBaseLogger } from 'fastify'
import { setTimeout } from 'node:timers/promises'
import { refreshFindings } from '../refresh/index.js'
import type { Store } from '../store/store.js'

/** Nobody waits longer for findings that are being computed, in milliseconds; then the answer says how many documents wait. */
const PATIENCE_MS = 5_000

/** Brings findings up to date before they are read, and goes on in the background where that takes long. */
export class Freshness {
  readonly #stop = new AbortController()
  #running: Promise<void> | null = null

  constructor(
    private readonly store: Store,
    private readonly log: FastifyBaseLogger,
  ) {}

  /** Waits until all is up to date, but not for ever; gives how many documents still wait. @throws what the store does */
  async waiting(): Promise<number> {
    this.#running ??= refreshFindings(this.store, { signal: this.#stop.signal })
      .catch((error: unknown) => {
        if (!this.#stop.signal.aborted) this.log.error({ err: error }, 'findings could not be computed')
      })
      .finally(() => {
        this.#running = null
      })
    const late = new AbortController()
    const patience = setTimeout(PATIENCE_MS, undefined, { signal: late.signal }).catch(() => undefined)
    await Promise.race([this.#running, patience])
    late.abort()
    return this.store.countWaiting()
  }

  async close(): Promise<void> {
    this.#stop.abort()
    await this.#running
  }
}
