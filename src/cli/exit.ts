/** Exit statuses: nothing failed; wrong usage, nothing to read or nowhere to write; some document failed. */
export const EXIT = { fine: 0, usage: 1, failed: 2 } as const

/** Signals that end a run, with the status that a shell expects for each: 128 + its number. */
const SIGNALS = [
  ['SIGHUP', 129],
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const

export interface Interrupt {
  readonly signal: AbortSignal
  /** The exit status that the signal asks for; null if none came. */
  readonly status: number | null
  readonly release: () => void
}

/** Turns Ctrl-C and its like into an abort, so that children and unfinished files are removed; a second one ends at once. */
export function onInterrupt(): Interrupt {
  const abort = new AbortController()
  let status: number | null = null
  const listeners = SIGNALS.map(([name, itsStatus]) => {
    const listener = (): void => {
      status ??= itsStatus
      abort.abort()
    }
    process.once(name, listener)
    return { name, listener }
  })
  return {
    signal: abort.signal,
    get status() {
      return status
    },
    release: () => {
      for (const { name, listener } of listeners) process.removeListener(name, listener)
    },
  }
}

/**
 * Runs work that writes to a file and that a signal may interrupt; gives its exit status, or that of the signal.
 * @param unwritten gives the exit status where the file cannot be written
 */
export async function interruptible(
  work: (signal: AbortSignal) => Promise<number>,
  unwritten: (reason: string) => number,
): Promise<number> {
  const interrupt = onInterrupt()
  try {
    return await work(interrupt.signal)
  } catch (error) {
    if (interrupt.status !== null) return interrupt.status
    if (!isFileError(error)) throw error
    return unwritten(error.code)
  } finally {
    interrupt.release()
  }
}

/** An error of the file system: ENOSPC, EACCES, … */
export const isFileError = (error: unknown): error is NodeJS.ErrnoException & { code: string } =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && /^E[A-Z]+$/.test(error.code)
