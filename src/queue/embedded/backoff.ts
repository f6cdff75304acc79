/** The first wait before a retry; each further one is twice as long, up to the longest. */
const FIRST_MS = 2_000
const LONGEST_MS = 300_000

/**
 * Milliseconds until the next attempt: exponential backoff with equal jitter (half of it sure, half by chance), so that
 * jobs that failed together do not come back together.
 * @param attempt the one that failed, from 1
 * @param random gives numbers from 0 up to 1
 */
export function backoffMs(attempt: number, random: () => number): number {
  const full = Math.min(FIRST_MS * 2 ** (attempt - 1), LONGEST_MS)
  return Math.round(full / 2 + (full / 2) * random())
}
