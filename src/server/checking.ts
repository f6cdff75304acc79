import { basename } from 'node:path'
import { PoolExtractor, type Extractor } from '../../workers/extractor.js'
import { effectiveOf } from '../effective/effective-of.js'
import type { EffectiveDocument } from '../effective/effective.js'
import type { ExtractionOptions } from '../ingest/extraction.js'
import type { Language } from '../model/sentences.js'
import type { Received } from './uploads/receive.js'

/** Drafts that are read at the same time. */
const WORKERS = 2

/** Reads drafts for a check, in a pool of their own. What is read stays in memory, and is given to nobody but who asked. */
export class Checking {
  #extractor: Extractor | null = null

  constructor(private readonly options: ExtractionOptions) {}

  /** @throws the signal's reason; PoolClosedError while the server ends */
  async read(
    { file, name }: Pick<Received, 'file' | 'name'>,
    language: Language,
    signal: AbortSignal,
  ): Promise<EffectiveDocument> {
    this.#extractor ??= new PoolExtractor({ ...this.options, workers: WORKERS })
    const own = basename(name)
    const record = await this.#extractor.extract(file, { name: own, path: own, language, signal })
    return effectiveOf(record, [], { language })
  }

  async close(): Promise<void> {
    await this.#extractor?.close()
  }
}
