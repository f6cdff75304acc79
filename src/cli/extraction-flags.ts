import { Option, type Command } from 'commander'
import { DEFAULT_LIMITS, PDF_ENGINES, RECOGNITIONS, VERIFICATIONS } from '../model/source.js'
import { positive, whole } from './kit.js'
import type { Say } from './messages.js'

/** Adds the options that say how documents are read, the same for all commands that read any. */
export function addExtractionOptions(command: Command, say: Say): Command {
  const { deadlineMs, memoryMb, fileMb, unpackedMb, pages } = DEFAULT_LIMITS
  const limit = (flags: string, sentence: string): Option => new Option(flags, sentence).argParser(positive(say))
  return command
    .addOption(new Option('--ocr <ENGINE>', say('ocr')).choices(RECOGNITIONS))
    .addOption(new Option('--pdf-engine <ENGINE>', say('pdfEngine')).choices(PDF_ENGINES))
    .option('--no-ink', say('noInk'))
    .addOption(new Option('--verify <HOW>', say('verify')).choices(VERIFICATIONS))
    .option('--soffice <PATH>', say('soffice'))
    .addOption(new Option('--jobs <N>', say('jobs')).argParser(whole(say)))
    .addOption(limit('--timeout <S>', say('timeout', { value: deadlineMs / 1_000 })))
    .addOption(limit('--memory-mb <MB>', say('memory', { value: memoryMb })))
    .addOption(limit('--max-file-mb <MB>', say('maxFile', { value: fileMb })))
    .addOption(limit('--max-unpacked-mb <MB>', say('maxUnpacked', { value: unpackedMb })))
    .addOption(new Option('--max-pages <N>', say('maxPages', { value: pages })).argParser(whole(say)))
}
