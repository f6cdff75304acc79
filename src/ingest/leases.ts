import type { Lease, Queue } from '../queue/queue.js'

/** A lease lasts so long unless renewed: a machine that sleeps or stalls longer loses the job to whoever is there. */
export const LEASE_MS = 60_000

/** Renewed well before it ends. */
const RENEW_EVERY_MS = LEASE_MS / 3

/** The leases that this process holds: renewed for as long as they are held. */
export class Leases {
  readonly #held = new Map<string, Lease>()
  readonly #timer: NodeJS.Timeout

  /** `failed`: told of an error of the queue while renewing. */
  constructor(
    readonly queue: Pick<Queue, 'renew' | 'release'>,
    failed: (error: unknown) => void,
  ) {
    this.#timer = setInterval(() => {
      this.#renew().catch(failed)
    }, RENEW_EVERY_MS)
    this.#timer.unref()
  }

  hold(lease: Lease): void {
    this.#held.set(lease.id, lease)
  }

  letGo(lease: Lease): void {
    this.#held.delete(lease.id)
  }

  /** Gives back all that are still held, undone. What cannot be given back is taken back by the next run. */
  async close(): Promise<void> {
    clearInterval(this.#timer)
    for (const lease of this.#held.values()) await this.queue.release(lease).catch(() => undefined)
    this.#held.clear()
  }

  async #renew(): Promise<void> {
    // A lease that was lost is worked on nevertheless: the result counts, once.
    for (const lease of [...this.#held.values()]) await this.queue.renew(lease, LEASE_MS)
  }
}
