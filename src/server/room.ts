import type { Queue } from '../queue/queue.js'
import { Refusal } from './errors/refusal.js'

/** The queue is counted at most so often, in milliseconds: a thousand uploads a second need no thousand counts. */
const FRESH_MS = 500
/** Seconds after which it is worth asking again. */
const RETRY_SECONDS = 30

/** Whether the queue takes more. */
export class Room {
  #counted: { readonly at: number; readonly waiting: Promise<number> } | null = null

  constructor(
    private readonly queue: Pick<Queue, 'counts'>,
    private readonly most: number,
  ) {}

  /** @throws Refusal `queue-full` */
  async assert(): Promise<void> {
    const waiting = await this.#waiting()
    if (waiting >= this.most) throw new Refusal('queue-full', { waiting }, { retryAfter: RETRY_SECONDS })
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
