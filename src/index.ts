/// <reference lib="esnext.disposable" preserve="true" />
import { PoolExtractor, type ExtractOptions, type Extractor, type ExtractorOptions } from '../workers/extractor.js'
import type { Input } from '../workers/input.js'
import type { DocumentRecord } from './model/record.js'

/**
 * The library's face. It writes nothing to the console, never ends the process, installs no signal handler and reads no
 * environment variable but `NIANBAO_FORMS`, which names further forms (CONTRIBUTING.md). A bad document gives a record that is
 * `failed`; only misuse throws, and an abort.
 */

export type {
  ExtractAllOptions,
  ExtractOptions,
  Extractor,
  ExtractorOptions,
  InputWithOptions,
} from '../workers/extractor.js'
export type { Input, InputFile } from '../workers/input.js'
export { PoolClosedError, type Progress } from '../workers/pool.js'
export { CATALOGUE } from './model/catalogue.js'
export {
  LANGUAGES,
  PROBLEM_CODES,
  type Language,
  type ProblemClass,
  type ProblemCode,
  type Severity,
} from './model/problem.js'
export type {
  CheckRecord,
  DocumentRecord,
  FormYear,
  ReportRecord,
  SectionRecord,
  StatutoryTable,
  TableRecord,
  ValueFlag,
  ValueRecord,
  ValueState,
} from './model/record.js'
export { DEFAULT_LIMITS, type Format, type Limits } from './model/source.js'
export { VERSION } from './version.js'

/**
 * An extractor for many documents: its processes are started when needed and used again. Close it when done.
 * @throws TypeError for what is no option.
 */
export function createExtractor(options: ExtractorOptions = {}): Extractor {
  return new PoolExtractor(options)
}

/**
 * The record of one document, read in a process of its own that ends with it. For more than one use `createExtractor`:
 * starting a process takes some tenths of a second.
 * @throws TypeError for what is no input or no option; the signal's reason once it is aborted. Nothing for the document.
 */
export async function extract(input: Input, options: ExtractOptions = {}): Promise<DocumentRecord> {
  const extractor = new PoolExtractor({ workers: 1 })
  try {
    return await extractor.extract(input, options)
  } finally {
    await extractor.close()
  }
}
