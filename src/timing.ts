/** Waiting: for a change, for an answer, before another try. */

/** Lets several callers wait for a change, or until their time is over. */
export class Change {
  readonly #waiting = new Set<() => void>()

  readonly announce = (): void => {
    const waiting = [...this.#waiting]
    this.#waiting.clear()
    for (const wake of waiting) wake()
  }

  /** Resolves at the next announcement, or after `maxMs`. */
  async next(maxMs?: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const wake = (): void => {
        clearTimeout(timer)
        this.#waiting.delete(wake)
        resolve()
      }
      const timer = maxMs === undefined ? undefined : setTimeout(wake, maxMs)
      this.#waiting.add(wake)
    })
  }
}

/** @throws Error with the code ETIMEDOUT where no answer comes in time (milliseconds) */
export async function inTime<T>(asked: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(Object.assign(new Error(`no answer within ${ms / 1_000} s`), { code: 'ETIMEDOUT' }))
    }, ms)
  })
  return Promise.race([asked, late]).finally(() => {
    clearTimeout(timer)
  })
}

export interface Backoff {
  readonly firstMs: number
  readonly maxMs: number
}

/**
 * Milliseconds before a retry: exponential backoff with equal jitter (half of it sure, half by chance), so that what failed
 * together does not come back together.
 * @param retry the number of the retry, from 1
 * @param random gives numbers from 0 up to 1
 */
export const backoffMs = (retry: number, { firstMs, maxMs }: Backoff, random: () => number = Math.random): number =>
  Math.round(Math.min(firstMs * 2 ** (retry - 1), maxMs) * (0.5 + random() / 2))
