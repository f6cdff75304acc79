import { basename } from 'node:path'
import type { Job } from '../../workers/pool.js'
import { optionsDigest } from '../extract.js'
import type { ExtractionKey } from '../model/extraction.js'
import type { Language } from '../model/problem.js'
import { DEFAULT_LIMITS, DEFAULT_PDF_ENGINE, DEFAULT_RECOGNITION } from '../model/source.js'
import type { Limits, PdfEngineChoice, Recognition } from '../model/source.js'
import type { JobExtraction, JobSource } from '../queue/queue.js'
import { VERSION } from '../version.js'

/** How the documents of one run are extracted. */
export interface ExtractionOptions {
  readonly limits?: Partial<Limits>
  /** Of the problems' sentences; it changes no result. */
  readonly language?: Language
  readonly ocr?: Recognition
  readonly pdfEngine?: PdfEngineChoice
  /** Path of LibreOffice's program. */
  readonly soffice?: string
}

/** What the extractions of this run are known by, without the content. */
export type ExtractionKind = Omit<ExtractionKey, 'sha256'>

export const kindOf = (options: ExtractionOptions): ExtractionKind => ({
  version: VERSION,
  options: optionsDigest(options),
})

/** The same options for a job that a worker elsewhere runs. */
export function jobExtractionOf(options: ExtractionOptions): JobExtraction {
  const { pages, fileMb, unpackedMb } = { ...DEFAULT_LIMITS, ...options.limits }
  const { ocr = DEFAULT_RECOGNITION, pdfEngine = DEFAULT_PDF_ENGINE } = options
  return { limits: { pages, fileMb, unpackedMb }, ocr, pdfEngine }
}

/** The pool's job for a document that stands in files. */
export function jobOf({ name, path, files }: JobSource, options: ExtractionOptions, signal: AbortSignal): Job {
  const [file = ''] = files
  const content = files.length > 1 ? files.map((part) => ({ name: basename(part), content: { file: part } })) : { file }
  return { name, path, content, signal, ...options }
}
