/** Lets several wait until something has changed, or for so long. */
export class Change {
  #waiting = new Set<() => void>()

  readonly announce = (): void => {
    const waiting = [...this.#waiting]
    this.#waiting.clear()
    for (const wake of waiting) wake()
  }

  async next(mostMs?: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer =
        mostMs === undefined
          ? null
          : setTimeout(() => {
              this.#waiting.delete(wake)
              resolve()
            }, mostMs)
      const wake = (): void => {
        if (timer) clearTimeout(timer)
        resolve()
      }
      this.#waiting.add(wake)
    })
  }
}
