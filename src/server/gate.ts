import { Refusal } from './errors/refusal.js'

/** Seconds after which one that was turned away may come again. */
const RETRY_SECONDS = 5

/** Lets so many in at the same time and turns the others away at once: who waits holds a connection and memory. */
export class Gate {
  #inside = 0

  constructor(private readonly most: number) {}

  /** @throws Refusal `busy` */
  enter(): () => void {
    if (this.#inside >= this.most) throw new Refusal('busy', {}, { retryAfter: RETRY_SECONDS })
    this.#inside += 1
    let left = false
    return () => {
      if (left) return
      left = true
      this.#inside -= 1
    }
  }
}
