import { setTimeout as wait } from 'node:timers/promises'

/** How soon something is tried again: at once, then ever later. */
const FIRST_PAUSE_MS = 20
const LAST_PAUSE_MS = 1_000

/**
 * Tries again what failed for a reason that passes.
 * @param patienceMs milliseconds after which no further try is begun
 * @throws what the last try threw
 */
export async function patiently<T>(
  run: () => Promise<T>,
  passes: (error: unknown) => boolean,
  patienceMs: number,
): Promise<T> {
  const until = performance.now() + patienceMs
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, LAST_PAUSE_MS))
    try {
      return await run()
    } catch (error) {
      // Scattered, so that those who stood in each other's way do not meet again, nor a whole fleet at a server that comes back.
      const scattered = pause * (0.5 + Math.random())
      if (!passes(error) || performance.now() + scattered > until) throw error
      await wait(scattered)
    }
}
