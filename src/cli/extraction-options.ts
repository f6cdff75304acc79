import { z } from 'zod'
import type { ExtractionOptions } from '../ingest/extraction.js'
import type { Language } from '../model/problem.js'
import { PDF_ENGINES, RECOGNITIONS } from '../model/source.js'

/** What `addExtractionOptions` adds, as commander gives it. */
export const extractionOptions = z.object({
  jobs: z.number().optional(),
  timeout: z.number().optional(),
  memoryMb: z.number().optional(),
  maxFileMb: z.number().optional(),
  maxUnpackedMb: z.number().optional(),
  maxPages: z.number().optional(),
  soffice: z.string().optional(),
  ocr: z.enum(RECOGNITIONS).optional(),
  pdfEngine: z.enum(PDF_ENGINES).optional(),
  ink: z.boolean().optional(),
})

/** What the pool needs of them. */
export function extractionOf(given: z.infer<typeof extractionOptions>, language: Language): ExtractionOptions {
  const { timeout, memoryMb, maxFileMb, maxUnpackedMb, maxPages, soffice, ocr, pdfEngine, ink } = given
  return {
    language,
    limits: {
      ...(timeout !== undefined && { deadlineMs: timeout * 1_000 }),
      ...(memoryMb !== undefined && { memoryMb }),
      ...(maxFileMb !== undefined && { fileMb: maxFileMb }),
      ...(maxUnpackedMb !== undefined && { unpackedMb: maxUnpackedMb }),
      ...(maxPages !== undefined && { pages: maxPages }),
    },
    ...(soffice !== undefined && { soffice }),
    ...(ocr && { ocr }),
    ...(pdfEngine && { pdfEngine }),
    ...(ink !== undefined && { ink }),
  }
}
