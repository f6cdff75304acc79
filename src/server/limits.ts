import type { Queue } from '../queue/queue.js'
import { Refusal } from './errors/refusal.js'

/** How much is taken in at a time. */

/** Seconds after which one that was turned away may come again. */
const RETRY_BUSY_SECONDS = 5

/** A concurrency limit: lets some in and turns the others away at once, since who waits holds a connection and memory. */
export class Gate {
  #inside = 0

  constructor(private readonly max: number) {}

  /** @throws Refusal `busy` */
  enter(): () => void {
    if (this.#inside >= this.max) throw new Refusal('busy', {}, { retryAfter: RETRY_BUSY_SECONDS })
    this.#inside += 1
    let left = false
    return () => {
      if (left) return
      left = true
      this.#inside -= 1
    }
  }
}

/** Milliseconds between two counts of the queue: a thousand uploads a second need no thousand counts. */
const FRESH_MS = 500
/** Seconds after which it is worth asking again. */
const RETRY_FULL_SECONDS = 30

/** Whether the queue takes more. */
export class Room {
  #counted: { readonly at: number; readonly waiting: Promise<number> } | null = null

  constructor(
    private readonly queue: Pick<Queue, 'counts'>,
    private readonly max: number,
  ) {}

  /** @throws Refusal `queue-full` */
  async assert(): Promise<void> {
    const waiting = await this.#waiting()
    if (waiting >= this.max) throw new Refusal('queue-full', { waiting }, { retryAfter: RETRY_FULL_SECONDS })
  }

  async #waiting(): Promise<number> {
    const at = performance.now()
    if (!this.#counted || at - this.#counted.at > FRESH_MS) {
      const waiting = this.queue.counts().then((counts) => counts.waiting + counts.delayed)
      this.#counted = { at, waiting }
      waiting.catch(() => {
        this.#counted = null
      })
    }
    return this.#counted.waiting
  }
}
