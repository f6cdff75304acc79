import { workerData } from 'node:worker_threads'
import { z } from 'zod'
import { endFamily } from './process-table.js'

/**
 * A thread of the child with one duty: when the parent has gone, end the child, also while its main thread is in an
 * endless loop and cannot hear that the channel closed.
 */

/** How soon a child notices; a look costs one system call. */
const LOOK_EVERY_MS = 1_000

const { parent } = z.object({ parent: z.int() }).parse(workerData)

setInterval(() => {
  if (process.ppid !== parent) void endFamily(process.pid)
}, LOOK_EVERY_MS)
