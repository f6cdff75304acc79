import type { ReadingOptions } from '../../workers/pool.js'
import { decisiveOptions, optionsDigest } from '../extract.js'
import type { ExtractionKey } from '../model/extraction.js'
import { DEFAULT_LIMITS } from '../model/source.js'
import { MAX_REFUSED_BYTES } from '../readers/identity.js'
import type { JobExtraction } from '../queue/queue.js'
import { VERSION } from '../version.js'

const BYTES_PER_MB = 1024 * 1024

/** How the documents of one run are extracted. */
export type ExtractionOptions = Omit<ReadingOptions, 'debugImages'>

/** The key of this run's extractions, without the content's fingerprint. */
export type ExtractionKind = Omit<ExtractionKey, 'sha256'>

export const kindOf = (options: ExtractionOptions): ExtractionKind => ({
  version: VERSION,
  options: optionsDigest(options),
})

/** A document with more bytes is not read for its fingerprint: it would be refused. */
export const maxBytesOf = ({ limits }: ExtractionOptions): number =>
  Math.max((limits?.fileMb ?? DEFAULT_LIMITS.fileMb) * BYTES_PER_MB, MAX_REFUSED_BYTES)

/** The same options for a job that a worker elsewhere runs. */
export const jobExtractionOf = (options: ExtractionOptions): JobExtraction => decisiveOptions(options)
