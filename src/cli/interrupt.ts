import { INTERRUPTS } from './exit.js'

export interface Interrupt {
  readonly signal: AbortSignal
  /** The exit status that the signal asks for; null if none came. */
  readonly status: number | null
  readonly release: () => void
}

const NAMES = ['SIGHUP', 'SIGINT', 'SIGTERM'] as const

/** Turns Ctrl-C and its like into an abort, so that children and unfinished files are cleared away; a second one ends at once. */
export function onInterrupt(): Interrupt {
  const abort = new AbortController()
  let status: number | null = null
  const listeners = NAMES.map((name) => {
    const listener = (): void => {
      status ??= INTERRUPTS[name]
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
