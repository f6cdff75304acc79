import { BlobError } from '../blobs/errors.js'
import { lackedSomething } from '../queue/queue.js'
import { numbersOf } from './counts.js'
import { maxBytesOf } from './extraction.js'
import { handOver } from './hand-over.js'
import { copyTo, leave, uploadTo } from './keep.js'
import type { FindingOptions } from './roots.js'
import { purgeRemoved } from './purge.js'
import { beginRun, type Run, type RunOptions } from './run.js'
import type { Workspace } from './workspace.js'

export interface IngestOptions extends RunOptions, Omit<FindingOptions, 'skip'> {
  /** Copies originals into the data folder; a fleet has them all the same. */
  readonly keepOriginals: boolean
}

/**
 * Takes in the documents below the roots and has everything extracted that never was; each is stored as it is done. A data
 * folder has to be locked by the caller: its documents are read here, also what an earlier run left.
 */
export function ingest(workspace: Workspace, options: IngestOptions): Run {
  const { own, blobs, queue } = workspace
  const { roots, group, followLinks, manifest, extraction } = options
  return beginRun(workspace, options, {
    kind: 'ingest',
    numbersOf,
    handOver: async (handing) => {
      // Originals that cannot be taken away keep nothing from being taken in: the next run, or a worker, tries again.
      await purgeRemoved(workspace).catch((error: unknown) => {
        if (!(error instanceof BlobError)) throw error
      })
      // One run at a time works on the folder.
      if (own && options.keepOriginals) await own.blobs.tidy(0)
      await handOver({
        ...handing,
        ...{ roots, group, followLinks, manifest },
        maxBytes: maxBytesOf(extraction),
        skip: new Set(own ? [own.folder] : []),
        keep: own ? (options.keepOriginals ? copyTo(own.blobs) : leave) : uploadTo(blobs),
      })
    },
    // A program that was missing may be installed by now.
    ...(own && {
      prepare: async () => {
        await queue.retryFailed(lackedSomething)
      },
    }),
    needsFolder: (root) => roots.some(({ folder }) => folder === root),
  })
}
