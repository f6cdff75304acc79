import { basename } from 'node:path'
import type { Job } from '../../workers/pool.js'
import { optionsDigest } from '../extract.js'
import type { ExtractionKey } from '../model/extraction.js'
import type { Language } from '../model/problem.js'
import type { Limits, Recognition } from '../model/source.js'
import type { JobSource } from '../queue/queue.js'
import { VERSION } from '../version.js'

/** How the documents of one run are extracted. */
export interface ExtractionOptions {
  readonly limits?: Partial<Limits>
  /** Of the problems' sentences; it changes no result. */
  readonly language?: Language
  readonly ocr?: Recognition
  /** Path of LibreOffice's program. */
  readonly soffice?: string
}

/** What the extractions of this run are known by, without the content. */
export type ExtractionKind = Omit<ExtractionKey, 'sha256'>

export const kindOf = (options: ExtractionOptions): ExtractionKind => ({
  version: VERSION,
  options: optionsDigest(options),
})

/** The pool's job for a document that stands in files. */
export function jobOf({ name, path, files }: JobSource, options: ExtractionOptions, signal: AbortSignal): Job {
  const [file = ''] = files
  const content = files.length > 1 ? files.map((part) => ({ name: basename(part), content: { file: part } })) : { file }
  return { name, path, content, signal, ...options }
}
