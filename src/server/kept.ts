/** Answers that cost much are shared by all who ask at the same time, and kept for a while. */

/** An answer is kept for this many times its own duration, so that counting takes a small share of the server's time. */
const TIMES = 10
/** Milliseconds; whoever waits longer for news thinks that they are lost. */
const LONGEST_MS = 300_000
/** Answers that are kept: filters that people look at side by side. */
const MAX = 16

export interface Dated<T> {
  readonly value: T
  /** When it was begun: ISO 8601, UTC. */
  readonly asOf: string
}

interface Entry<T> {
  readonly result: Promise<Dated<T>>
  until: number
}

export class Kept<T> {
  readonly #entries = new Map<string, Entry<T>>()

  constructor(private readonly now: () => number = () => performance.now()) {}

  /** Gives the answer that is kept under a key, or makes it. What fails is not kept. */
  async get(key: string, make: () => Promise<T>): Promise<Dated<T>> {
    const started = this.now()
    const known = this.#entries.get(key)
    if (known && known.until > started) return known.result
    const asOf = new Date().toISOString()
    const entry: Entry<T> = { result: make().then((value) => ({ value, asOf })), until: Infinity }
    this.#entries.delete(key)
    this.#entries.set(key, entry)
    this.#trim()
    try {
      const result = await entry.result
      entry.until = this.now() + Math.min(LONGEST_MS, TIMES * (this.now() - started))
      return result
    } catch (error) {
      if (this.#entries.get(key) === entry) this.#entries.delete(key)
      throw error
    }
  }

  #trim(): void {
    for (const key of this.#entries.keys()) {
      if (this.#entries.size <= MAX) return
      this.#entries.delete(key)
    }
  }
}
