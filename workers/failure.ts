import { optionsDigest, type ExtractOptions } from '../src/extract.js'
import { problem, type ProblemDetails, type ProblemCode } from '../src/model/problem.js'
import type { DocumentRecord } from '../src/model/record.js'
import { failedRecord } from '../src/report/index.js'
import { VERSION } from '../src/version.js'
import { identifyParts } from './identify.js'
import type { Identity, PartMessage } from './protocol.js'

/** The record of a document whose reading ended in the pool: refused by the child, stopped, or crashed. */

export interface Failure {
  readonly code: ProblemCode
  readonly details: ProblemDetails
  readonly identity: Identity | null
  /** Milliseconds since the document was first taken up. */
  readonly elapsedMs: number
}

/** A document, and the options that it was to be read with. */
export interface FailedInput extends ExtractOptions {
  readonly name: string
  readonly path: string
  /** Read for the document's identity where the failure has none. */
  readonly parts: readonly PartMessage[]
}

export async function recordOfFailure(input: FailedInput, failure: Failure): Promise<DocumentRecord> {
  const identity = failure.identity ?? (await identifyParts(input.parts))
  const record = failedRecord(
    {
      source: { name: input.name, path: input.path, bytes: input.parts[0]?.bytes ?? new Uint8Array() },
      sha256: identity.sha256,
      version: VERSION,
      options: optionsDigest(input),
      language: input.language ?? 'en',
      elapsedMs: () => Math.round(failure.elapsedMs),
    },
    problem(failure.code, failure.details),
  )
  return { ...record, source: { ...record.source, ...identity } }
}
