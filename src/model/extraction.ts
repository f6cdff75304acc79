import { CATALOGUE } from './catalogue.js'
import { isProblemCode, type ProblemClass, type ProblemCode, type ProblemDetails } from './problem.js'
import type { DocumentRecord } from './record.js'

/** Identifies an extraction, wherever it runs: the same key means the same result. */
export interface ExtractionKey {
  /** The digest of the content, as in `DocumentRecord.source.sha256`. */
  readonly sha256: string
  /** Version of the extractor. */
  readonly version: string
  /** Digest of the options that can change a result. */
  readonly options: string
}

/** Why a document failed: the first error among its problems. */
export interface Failure {
  readonly code: ProblemCode
  readonly class: ProblemClass
  /** The sentence with its remedy, as the record has it. */
  readonly message: string
  /** The parts of the sentence; left out where they are unknown. */
  readonly details?: ProblemDetails
}

/** The failure of a record that is `failed`; null of any other. */
export function failureOf(record: Pick<DocumentRecord, 'status' | 'problems'>): Failure | null {
  if (record.status !== 'failed') return null
  const found = record.problems.find(({ severity }) => severity === 'error')
  const code = found && isProblemCode(found.code) ? found.code : 'internal-error'
  const details = found?.code === code ? found.details : undefined
  return { code, class: CATALOGUE[code].class, message: found?.message ?? '', ...(details && { details }) }
}
