import { workerData } from 'node:worker_threads'
import { endFamily } from './process-table.js'

/**
 * A thread of the child with one duty: when the parent has gone, end the child, also while its main thread is in an
 * endless loop and cannot hear that the channel closed.
 */

/** How soon a child notices; a look costs one system call. */
const LOOK_EVERY_MS = 1_000

// Parsed by hand: a child starts with this thread, and should not wait for a library.
const given: unknown = workerData
const parent = typeof given === 'object' && given !== null && 'parent' in given ? given.parent : null
if (typeof parent !== 'number') throw new Error('the watchdog is not told its parent')

setInterval(() => {
  if (process.ppid !== parent) void endFamily(process.pid)
}, LOOK_EVERY_MS)
