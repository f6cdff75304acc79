import { setTimeout as wait } from 'node:timers/promises'
import type { RunningProgram } from './server.js'

/** The wait before the next start (milliseconds): doubled each time that a program ended young. */
const FIRST_WAIT_MS = 500
const LAST_WAIT_MS = 30_000
/** A program that ran for so long was sound. */
const SOUND_MS = 60_000

/** A program that is started again whenever it ends by itself. */
export interface KeptRunning {
  /** The process at present; it changes with each start. */
  readonly pid: () => number
  /** Ends it for good. */
  readonly end: (signal: NodeJS.Signals) => Promise<void>
}

/**
 * Starts a program and keeps one running.
 * @param died is told why one ended, before the next is started
 */
export function keepRunning(
  start: () => RunningProgram,
  died: (how: string) => void,
  firstWaitMs = FIRST_WAIT_MS,
): KeptRunning {
  const stop = new AbortController()
  let program = start()
  const isStopped = (): boolean => stop.signal.aborted
  const watch = async (): Promise<void> => {
    for (let waitMs = firstWaitMs; ;) {
      const began = performance.now()
      const how = await program.ended
      if (isStopped()) return
      died(how)
      if (performance.now() - began > SOUND_MS) waitMs = firstWaitMs
      await wait(waitMs, undefined, { signal: stop.signal }).catch(() => undefined)
      if (isStopped()) return
      waitMs = Math.min(2 * waitMs, LAST_WAIT_MS)
      program = start()
    }
  }
  const watching = watch()
  return {
    pid: () => program.pid,
    end: async (signal) => {
      stop.abort()
      await program.end(signal)
      await watching
    },
  }
}
