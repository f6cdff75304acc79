import { Option, type Command } from 'commander'
import { z } from 'zod'
import type { ExtractionOptions } from '../../ingest/extraction.js'
import type { Language } from '../../model/problem.js'
import { DEFAULT_LIMITS, RECOGNITIONS } from '../../model/source.js'
import { positive, whole } from '../kit.js'
import type { Say } from '../messages.js'

/** Options that say how documents are read, the same as of `extract` and `ingest`. */

export const extractionOptions = z.object({
  jobs: z.number().optional(),
  timeout: z.number().optional(),
  memoryMb: z.number().optional(),
  maxFileMb: z.number().optional(),
  maxUnpackedMb: z.number().optional(),
  maxPages: z.number().optional(),
  soffice: z.string().optional(),
  ocr: z.enum(RECOGNITIONS).optional(),
})

export function addExtractionOptions(command: Command, say: Say): Command {
  const { deadlineMs, memoryMb, fileMb, unpackedMb, pages } = DEFAULT_LIMITS
  const limit = (flags: string, sentence: string): Option => new Option(flags, sentence).argParser(positive(say))
  return command
    .addOption(new Option('--ocr <ENGINE>', say('ocr')).choices(RECOGNITIONS))
    .option('--soffice <PATH>', say('soffice'))
    .addOption(new Option('--jobs <N>', say('jobs')).argParser(whole(say)))
    .addOption(limit('--timeout <S>', say('timeout', { value: deadlineMs / 1_000 })))
    .addOption(limit('--memory-mb <MB>', say('memory', { value: memoryMb })))
    .addOption(limit('--max-file-mb <MB>', say('maxFile', { value: fileMb })))
    .addOption(limit('--max-unpacked-mb <MB>', say('maxUnpacked', { value: unpackedMb })))
    .addOption(new Option('--max-pages <N>', say('maxPages', { value: pages })).argParser(whole(say)))
}

export function extractionOf(given: z.infer<typeof extractionOptions>, language: Language): ExtractionOptions {
  const { timeout, memoryMb, maxFileMb, maxUnpackedMb, maxPages, soffice, ocr } = given
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
  }
}
