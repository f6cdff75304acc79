import { jobExtractionOf, kindOf, type ExtractionKind, type ExtractionOptions } from '../ingest/extraction.js'
import type { Originals } from '../ingest/originals.js'
import { originalsOf, type Workspace } from '../ingest/workspace.js'
import type { BullMq } from '../queue/bullmq/queues.js'
import type { JobExtraction } from '../queue/queue.js'

/** The parts behind the server: the fleet's, or the store and queue of one data folder. */
export interface Backend extends Pick<Workspace, 'store' | 'queue' | 'blobs'> {
  readonly originals: Originals
  /** The key of the extractions that are asked for here. */
  readonly kind: ExtractionKind
  /** The same options, for what is read here and stored nowhere. */
  readonly extraction: ExtractionOptions
  /** Options that jobs are to carry to workers elsewhere. */
  readonly jobExtraction?: JobExtraction
  /** The queues that /queues shows. */
  readonly boards?: readonly BullMq[]
}

/**
 * A workspace behind the server. In a fleet its workers extract what comes in, whichever they are.
 * @param temporary folder for originals that are fetched to draw their pages
 */
export const backendOf = (
  workspace: Pick<Workspace, 'store' | 'queue' | 'blobs' | 'own'>,
  extraction: ExtractionOptions,
  temporary?: string,
): Backend => ({
  ...{ store: workspace.store, queue: workspace.queue, blobs: workspace.blobs },
  ...{ originals: originalsOf(workspace, { temporary }), kind: kindOf(extraction), extraction },
  ...(!workspace.own && { jobExtraction: jobExtractionOf(extraction) }),
})
