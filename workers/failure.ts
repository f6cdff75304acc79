import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { optionsDigest } from '../src/extract.js'
import { problem, type Details, type Language, type ProblemCode } from '../src/model/problem.js'
import type { DocumentRecord } from '../src/model/record.js'
import type { Limits } from '../src/model/source.js'
import { failedRecord } from '../src/report/index.js'
import { VERSION } from '../src/version.js'
import type { Identity } from './protocol.js'

/** The record of a document whose reading ended in the pool: refused by the child, stopped, or crashed. */

export interface Failure {
  readonly code: ProblemCode
  readonly details: Details
  readonly identity: Identity | null
  /** Milliseconds since the document was first taken up. */
  readonly elapsedMs: number
}

export interface FailedInput {
  readonly name: string
  readonly path: string
  readonly file: string | null
  readonly bytes: Uint8Array | null
  readonly limits: Limits
  readonly language: Language
}

/** Hashes what the child did not live to hash, without holding it; an unreadable file counts as empty. */
async function identify(input: FailedInput): Promise<Identity> {
  const hash = createHash('sha256')
  let bytes = 0
  try {
    const chunks = input.file === null ? [input.bytes ?? new Uint8Array()] : createReadStream(input.file)
    for await (const chunk of chunks) {
      if (!(chunk instanceof Uint8Array)) continue
      hash.update(chunk)
      bytes += chunk.byteLength
    }
  } catch {
    // What could be read of it is what it is known by.
  }
  return { sha256: hash.digest('hex'), bytes, format: 'unknown' }
}

export async function recordOfFailure(input: FailedInput, failure: Failure): Promise<DocumentRecord> {
  const identity = failure.identity ?? (await identify(input))
  const record = failedRecord(
    {
      source: { name: input.name, path: input.path, bytes: input.bytes ?? new Uint8Array() },
      sha256: identity.sha256,
      version: VERSION,
      options: optionsDigest({ limits: input.limits }),
      language: input.language,
      elapsedMs: () => Math.round(failure.elapsedMs),
    },
    problem(failure.code, failure.details),
  )
  return { ...record, source: { ...record.source, ...identity } }
}
