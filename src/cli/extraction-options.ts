import { z } from 'zod'
import type { ExtractionOptions } from '../ingest/extraction.js'
import type { Language } from '../model/problem.js'
import { OPTION_SCHEMAS, withoutUndefined, type Limits, type ReadingOptions } from '../model/options.js'

/** What `addExtractionOptions` adds, as commander gives it. */
export const extractionOptions = z.object({
  jobs: z.number().optional(),
  timeout: z.number().optional(),
  memoryMb: z.number().optional(),
  maxFileMb: z.number().optional(),
  maxUnpackedMb: z.number().optional(),
  maxPages: z.number().optional(),
  soffice: OPTION_SCHEMAS.soffice,
  ocr: OPTION_SCHEMAS.ocr,
  pdfEngine: OPTION_SCHEMAS.pdfEngine,
  ink: OPTION_SCHEMAS.ink,
  verify: OPTION_SCHEMAS.verify,
})

/** What the pool needs of them. */
export function extractionOf(given: z.infer<typeof extractionOptions>, language: Language): ExtractionOptions {
  const { timeout, memoryMb, maxFileMb, maxUnpackedMb, maxPages, soffice, ocr, pdfEngine, ink, verify } = given
  const deadlineMs = timeout === undefined ? undefined : timeout * 1_000
  const limits = { deadlineMs, memoryMb, fileMb: maxFileMb, unpackedMb: maxUnpackedMb, pages: maxPages }
  return {
    language,
    limits: withoutUndefined<Limits>(limits),
    ...withoutUndefined<ReadingOptions>({ soffice, ocr, pdfEngine, ink, verify }),
  }
}
