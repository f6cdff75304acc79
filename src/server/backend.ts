import type { Blobs } from '../blobs/blobs.js'
import type { ExtractionKind } from '../ingest/extraction.js'
import type { BullMq } from '../queue/bullmq/queues.js'
import type { JobExtraction, JobSource, Queue } from '../queue/queue.js'
import type { Store } from '../store/store.js'

/** What the server is the face of: the fleet, or the store and queue of one data folder. */
export interface Backend {
  readonly store: Store
  readonly queue: Queue
  readonly blobs: Blobs
  /** What the extractions asked for here are known by. */
  readonly kind: ExtractionKind
  /** Where those who extract find a content that is in the blobs. */
  readonly sourceOf: (content: Content) => JobSource
  /** Told when jobs were added, so that nobody in this process has to look for them. */
  readonly onAdded?: () => void
  /** Options that jobs are to carry to workers elsewhere. */
  readonly extraction?: JobExtraction
  /** What is shown under /queues. */
  readonly boards?: readonly BullMq[]
}

/** A document that the blobs hold: one file, or a group's pictures in page order. */
export interface Content {
  readonly sha256: string
  /** File name without folders. */
  readonly name: string
  /** As it shall stand in the record. */
  readonly path: string
  /** SHA-256 of each file. */
  readonly digests: readonly string[]
  /** File name of each, without folders. */
  readonly names: readonly string[]
}
