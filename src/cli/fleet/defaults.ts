/** Of the commands around a fleet; apart from them, so that help needs none of what they load. */

/** Documents in work when a worker is to end get so long: most reports, and most scans, end within. */
export const DRAIN_SECONDS = 60

/** Jobs of a lost worker lie about for this, and half of it, at most. */
export const LOCK_SECONDS = 60

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const
