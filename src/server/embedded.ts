import { join } from 'node:path'
import { Pool } from '../../workers/pool.js'
import { FolderBlobs } from '../blobs/folder/folder.js'
import { Change } from '../ingest/change.js'
import { kindOf, type ExtractionOptions } from '../ingest/extraction.js'
import { work, WORKER } from '../ingest/work.js'
import type { Language } from '../model/problem.js'
import type { DocumentRecord } from '../model/record.js'
import { openStore } from '../store/open.js'
import type { Backend } from './backend.js'

/** The data folder of one machine behind the server: what comes in is extracted by this very process. */
export interface Embedded {
  readonly backend: Backend
  /** Works on the queue until the signal fires. @throws what store and queue do */
  readonly work: (signal: AbortSignal) => Promise<void>
  readonly close: () => Promise<void>
}

export interface EmbeddedOptions {
  /** The data folder; made where it is not there. */
  readonly data: string
  readonly extraction: ExtractionOptions
  readonly language: Language
  /** Documents read at the same time; one for each core if left out. */
  readonly jobs?: number
  /** Told of each document that was extracted. */
  readonly onRecord?: (record: DocumentRecord) => void
  /** The module that the pool's children run. */
  readonly entry?: URL
}

/** Where `nianbao ingest --keep-originals` keeps them too. */
const ORIGINALS = 'originals'

/** @throws StoreError; `ingest-running` while another process fills the folder */
export async function openEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const { extraction, language } = options
  const opened = await openStore(options.data, { language })
  try {
    opened.lockForIngest()
  } catch (error) {
    await opened.close()
    throw error
  }
  const { store, queue } = opened
  const originals = join(opened.folder, ORIGINALS)
  const blobs = new FolderBlobs(originals, { create: true })
  const change = new Change()
  const kind = kindOf(extraction)
  const backend: Backend = {
    ...{ store, queue, blobs, kind },
    sourceOf: ({ name, path, digests, names }) => ({
      ...{ name, path, digests, names },
      files: digests.map((digest) => blobs.placeOf(digest)),
    }),
    onAdded: change.announce,
  }
  return {
    backend,
    work: async (signal) => workForAll(options, backend, change, signal),
    close: async () => {
      await blobs.close()
      await opened.close()
    },
  }
}

async function workForAll(
  options: EmbeddedOptions,
  backend: Backend,
  change: Change,
  signal: AbortSignal,
): Promise<void> {
  const { extraction, jobs, entry, onRecord } = options
  const { store, queue, kind } = backend
  const pool = new Pool({
    ...(jobs !== undefined && { workers: jobs }),
    ...(extraction.limits && { limits: extraction.limits }),
    ...(entry && { entry }),
  })
  // What a killed server had in work, and what the machine lacked that may be there by now.
  await queue.takeBack(WORKER)
  await queue.retryEnvironment()
  const batch = await store.beginBatch({ kind: 'ingest', arguments: ['nianbao serve'], ...kind })
  const counts = { ok: 0, flagged: 0, failed: 0 }
  try {
    await work({
      ...{ store, queue, pool, batch, kind, extraction, signal, change, forAll: true },
      moreToCome: () => !signal.aborted,
      // Originals that were kept are in the data folder itself; without that the store says so.
      assertFolder: async () => Promise.resolve(),
      onChanged: () => undefined,
      onDropped: () => undefined,
      onDone: (record, retrying) => {
        if (!retrying) counts[record.status] += 1
        onRecord?.(record)
      },
    })
  } finally {
    await pool.close()
    await store.endBatch(batch, { state: 'done', counts }).catch(() => undefined)
  }
}
