/** Exit statuses: nothing failed; wrong usage, nothing to read or nowhere to write; some document failed. */
export const EXIT = { fine: 0, usage: 1, failed: 2 } as const

/** Signals that end a run, with the status that a shell expects for each: 128 + its number. */
export const INTERRUPTS = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const
