import type { Blobs } from '../../blobs/blobs.js'
import { purgeRemoved } from '../../ingest/purge.js'
import type { Store } from '../../store/store.js'
import type { WorkerLog } from './worker.js'

/** Milliseconds between two searches for removed documents; thirty days are no matter of hours. */
const EVERY_MS = 6 * 60 * 60 * 1_000

/**
 * Forgets documents that were removed long ago, at once and then every few hours. What keeps it from that is logged, and no
 * reason to end: the next time comes. Gives how to end it.
 */
export function startPurging(place: { readonly store: Store; readonly blobs: Blobs; readonly log: WorkerLog }): {
  /** The first look. */
  readonly first: Promise<void>
  readonly end: () => void
} {
  const { log } = place
  const look = async (): Promise<void> => {
    try {
      const documents = await purgeRemoved(place)
      if (documents > 0) log.info({ documents }, 'purged')
    } catch (error) {
      log.warn({ error: error instanceof Error ? error.message : String(error) }, 'purge')
    }
  }
  const first = look()
  const timer = setInterval(() => void look(), EVERY_MS)
  timer.unref()
  return {
    first,
    end: () => {
      clearInterval(timer)
    },
  }
}
