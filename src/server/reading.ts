import { once } from 'node:events'
import { kindOf, maxBytesOf, type ExtractionOptions } from '../ingest/extraction.js'
import { LocalReader } from '../ingest/local-reader.js'
import { takeInChanged } from '../ingest/take-in.js'
import { originalsOf, type Workspace } from '../ingest/workspace.js'
import type { DocumentRecord } from '../model/record.js'
import { lackedSomething } from '../queue/queue.js'

export interface ReadingOptions {
  readonly extraction: ExtractionOptions
  /** Documents read at the same time; one for each core if omitted. */
  readonly jobs?: number
  /** Told of each document that was extracted. */
  readonly onRecord?: (record: DocumentRecord) => void
  /** The module that the pool's children run. */
  readonly entry?: URL
}

/**
 * Reads in this process what comes into a data folder, until the signal fires. The folder has to be locked by the caller.
 * @throws what store and queue do
 */
export async function readQueue(workspace: Workspace, options: ReadingOptions, signal: AbortSignal): Promise<void> {
  const { store, queue } = workspace
  const { extraction, jobs, entry, onRecord } = options
  const kind = kindOf(extraction)
  // A program that was missing may be installed by now.
  await queue.retryFailed(lackedSomething)
  const batch = await store.beginBatch({ kind: 'ingest', arguments: ['nianbao serve'], ...kind })
  const counts = { ok: 0, flagged: 0, failed: 0 }
  const stop = new AbortController()
  const errors: unknown[] = []
  const either = AbortSignal.any([signal, stop.signal])
  const reader = new LocalReader({
    ...{ store, queue, extraction, signal: either },
    originals: originalsOf(workspace, {
      watch: {
        maxBytes: maxBytesOf(extraction),
        needsFolder: () => false,
        onChanged: async (changed) => {
          await takeInChanged({ store, queue, batch, kind, triedAgain: [] }, changed)
        },
      },
    }),
    ...(jobs !== undefined && { jobs }),
    ...(entry && { entry }),
    onRecord: (record, retried) => {
      if (!retried) counts[record.status] += 1
      onRecord?.(record)
    },
    onError: (error) => {
      errors.push(error)
      stop.abort()
    },
  })
  try {
    if (!either.aborted) await once(either, 'abort')
  } finally {
    await reader.close()
    await store.endBatch(batch, { state: 'done', counts }).catch(() => undefined)
  }
  if (errors.length > 0) throw errors[0]
}
