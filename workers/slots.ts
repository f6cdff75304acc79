/** A counting semaphore bounds the documents in work; the others wait in the order in which they came. */
export class Slots {
  #free: number
  readonly #waiting: ((taken: boolean) => void)[] = []

  constructor(count: number) {
    this.#free = count
  }

  /**
   * Waits for a slot, before all others if `first`. False, with no slot taken, if `signal` fires before one is free or
   * all are sent away.
   */
  async take(first: boolean, signal: AbortSignal | null): Promise<boolean> {
    if (signal?.aborted) return false
    if (this.#free > 0) {
      this.#free -= 1
      return true
    }
    return new Promise((resolve) => {
      const leave = (): void => {
        const place = this.#waiting.indexOf(settle)
        if (place >= 0) this.#waiting.splice(place, 1)
        resolve(false)
      }
      const settle = (taken: boolean): void => {
        signal?.removeEventListener('abort', leave)
        resolve(taken)
      }
      if (first) this.#waiting.unshift(settle)
      else this.#waiting.push(settle)
      signal?.addEventListener('abort', leave, { once: true })
    })
  }

  /** Gives a slot back: the next in line has it. */
  give(): void {
    const next = this.#waiting.shift()
    if (next) next(true)
    else this.#free += 1
  }

  /** Sends all away that wait. */
  dismiss(): void {
    for (const settle of this.#waiting.splice(0)) settle(false)
  }
}
