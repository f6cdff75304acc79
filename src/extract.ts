import { createHash } from 'node:crypto'
import { matchForms } from './forms/index.js'
import { DocumentError, problem, type Language } from './model/problem.js'
import type { DocumentRecord } from './model/record.js'
import {
  DEFAULT_INK,
  DEFAULT_LIMITS,
  DEFAULT_PDF_ENGINE,
  DEFAULT_RECOGNITION,
  type Limits,
  type PdfEngineChoice,
  type Recognition,
  type Source,
} from './model/source.js'
import { identify } from './readers/identity.js'
import { read } from './readers/index.js'
import { assemble, failedRecord, type Provenance } from './report/index.js'
import { VERSION } from './version.js'
import { FURTHER_FORMS_TEXT } from './vocabulary/forms.js'

export interface ExtractOptions {
  readonly limits?: Partial<Limits>
  /** Language of the problems' sentences; it changes no result. */
  readonly language?: Language
  readonly signal?: AbortSignal
  /** Path of LibreOffice's program; it is looked for if left out. */
  readonly soffice?: string | null
  /** What reads pictures of pages: `ppocr` (default), `tesseract`, or `off`. */
  readonly ocr?: Recognition
  /** What decodes PDF: `auto` (default), `pdfium` or `pdfjs`. */
  readonly pdfEngine?: PdfEngineChoice
  /** Whether values of PDF pages are held against the page as it is rendered (default), or taken from its text alone. */
  readonly ink?: boolean
  /** An existing folder that each step of reading a picture writes what it made of it to; it changes no result. */
  readonly debugImages?: string | null
}

/** The options that can change a result. */
export interface DecisiveOptions {
  readonly limits: Pick<Limits, 'pages' | 'fileMb' | 'unpackedMb'>
  readonly ocr: Recognition
  readonly pdfEngine: PdfEngineChoice
  readonly ink: boolean
}

/** Those of some options, always in the same order; what is left out is what it is by default. */
export function decisiveOptions(options: Pick<ExtractOptions, keyof DecisiveOptions>): DecisiveOptions {
  const { pages, fileMb, unpackedMb } = { ...DEFAULT_LIMITS, ...options.limits }
  const { ocr = DEFAULT_RECOGNITION, pdfEngine = DEFAULT_PDF_ENGINE, ink = DEFAULT_INK } = options
  return { limits: { pages, fileMb, unpackedMb }, ocr, pdfEngine, ink }
}

/** A digest of the options that can change a result: with the bytes' SHA-256 and the version it names an extraction. */
export function optionsDigest(options: ExtractOptions): string {
  const { limits, ...others } = decisiveOptions(options)
  const forms = FURTHER_FORMS_TEXT === null ? {} : { forms: FURTHER_FORMS_TEXT }
  const known = JSON.stringify({ ...limits, ...others, ...forms })
  return createHash('sha256').update(known).digest('hex').slice(0, 16)
}

/**
 * The pipeline: bytes → blocks → values and checks → record. A document that cannot be read gives a record that is
 * `failed` and says why; nothing is thrown for it. Memory and endless loops are bounded by the caller (workers/).
 */
export async function extractSource(source: Source, options: ExtractOptions = {}): Promise<DocumentRecord> {
  const started = performance.now()
  const limits: Limits = { ...DEFAULT_LIMITS, ...options.limits }
  const provenance: Provenance = {
    source,
    ...identify(source),
    version: VERSION,
    options: optionsDigest(options),
    language: options.language ?? 'en',
    elapsedMs: () => Math.round(performance.now() - started),
  }
  try {
    const reading = await read(source, {
      limits,
      signal: options.signal ?? null,
      soffice: options.soffice ?? null,
      ocr: options.ocr ?? DEFAULT_RECOGNITION,
      pdfEngine: options.pdfEngine ?? DEFAULT_PDF_ENGINE,
      ink: options.ink ?? DEFAULT_INK,
      debugImages: options.debugImages ?? null,
    })
    return assemble(reading, matchForms(reading.blocks), provenance)
  } catch (error) {
    if (error instanceof DocumentError) return failedRecord(provenance, error.problem)
    const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
    return failedRecord(provenance, problem('internal-error', { reason }))
  }
}
