import { promisify } from 'node:util'
import { deflateRaw, inflateRaw } from 'node:zlib'
import { documentRecord, type DocumentRecord } from '../src/model/record.js'
import { DEFAULT_LIMITS, withoutUndefined, type Limits } from '../src/model/options.js'
import { inOrder, type Held } from './in-order.js'
import { assertInput, isGroup, nameOf, prepare, type Input } from './input.js'
import {
  parseAllOptions,
  parseExtractOptions,
  parseExtractorOptions,
  parseItemOptions,
  type ItemOptions,
} from './options.js'
import { Pool, type ContentPart, type Progress, type ReadingOptions } from './pool.js'

/** Options of one document. */
export interface ExtractOptions extends ReadingOptions {
  /** Ends the work; the promise rejects with the signal's reason, as everywhere on the platform. */
  readonly signal?: AbortSignal
  /** Told how far the document is; runs in the caller's own process. */
  readonly onProgress?: (progress: Progress) => void
  /** File name that the record shall bear; by default that of the path (of several files, the first), or `document`. */
  readonly name?: string
  /** Path that the record shall bear; by default the name. */
  readonly path?: string
}

/** Options of many documents at once. */
export type ExtractAllOptions = ReadingOptions & Pick<ExtractOptions, 'signal'>

/** Options of all documents of an extractor. */
export interface ExtractorOptions extends ReadingOptions {
  /** Documents in work at the same time, each in a process of its own; by default one for each core. */
  readonly workers?: number
}

/** One of many inputs with options of its own. */
export interface InputWithOptions extends Omit<ExtractOptions, 'signal'> {
  readonly input: Input
}

/** Runs extractions in a pool of child processes that are started when needed and used again. */
export interface Extractor extends AsyncDisposable {
  /**
   * The record of one document. A document that cannot be read, takes too long or crashes its process gives a record
   * that is `failed` and says why and what to do.
   * @throws TypeError for what is no input or no option; the signal's reason once it is aborted; PoolClosedError.
   */
  extract(input: Input, options?: ExtractOptions): Promise<DocumentRecord>
  /**
   * The records of many documents, in the order of the inputs, worked on in parallel. Inputs are taken as they are
   * needed, and what waits for its turn is bounded, so both sides may be endless.
   */
  extractAll(
    inputs: Iterable<Input | InputWithOptions> | AsyncIterable<Input | InputWithOptions>,
    options?: ExtractAllOptions,
  ): AsyncGenerator<DocumentRecord, void, undefined>
  /** Ends all processes; what is still in work rejects. Leaves no handle. May be called twice. */
  close(): Promise<void>
}

/** Inputs taken ahead for each worker, so that none waits for its next document. */
const AHEAD = 2

/** How many records may wait for an earlier one: packed they take some 15 kB each, so at most 30 MB. */
const WAITING = 2_000

const deflate = promisify(deflateRaw)
const inflate = promisify(inflateRaw)

async function pack(record: DocumentRecord): Promise<Held<DocumentRecord>> {
  const packed = await deflate(JSON.stringify(record), { level: 1 })
  return async () => documentRecord.parse(JSON.parse((await inflate(packed)).toString()))
}

/** An asynchronous iterable of inputs would itself pass for a stream; only plain objects with `input` carry options. */
function withOptions(item: Input | InputWithOptions): InputWithOptions {
  return item instanceof Object && 'input' in item ? item : { input: item }
}

export class PoolExtractor implements Extractor {
  readonly #pool: Pool
  /** All documents are read with these, unless one says otherwise. */
  readonly #options: ReadingOptions

  constructor(options: ExtractorOptions = {}, entry?: URL) {
    const { workers, ...reading } = parseExtractorOptions(options)
    this.#options = withoutUndefined<ReadingOptions>(reading)
    const { limits = {} } = this.#options
    this.#pool = new Pool({ limits, ...(workers && { workers }), ...(entry && { entry }) })
  }

  async extract(input: Input, options: ExtractOptions = {}): Promise<DocumentRecord> {
    const { signal, ...parsed } = parseExtractOptions(options)
    return this.#extract(input, parsed, signal)
  }

  async #extract(input: Input, options: ItemOptions, signal: AbortSignal | undefined): Promise<DocumentRecord> {
    assertInput(input)
    const { onProgress, name = nameOf(input), path = name, ...own } = options
    signal?.throwIfAborted()
    const reading: ReadingOptions = { ...this.#options, ...withoutUndefined<ReadingOptions>(own) }
    const limits: Limits = { ...DEFAULT_LIMITS, ...this.#options.limits, ...own.limits }
    const common = { ...reading, name, path, limits }
    const parts: ContentPart[] = []
    for (const file of isGroup(input) ? input : [input]) {
      const partName = isGroup(input) ? nameOf(file) : name
      const prepared = await prepare(file, limits.fileMb, signal ?? null)
      if ('content' in prepared) {
        parts.push({ name: partName, content: prepared.content })
        continue
      }
      const [{ recordOfFailure }, { unread }] = await Promise.all([import('./failure.js'), import('./identify.js')])
      return recordOfFailure(
        { ...common, parts: [{ name: partName, file: null, bytes: prepared.bytes }] },
        // A stream that broke off, or was let go of, is not known by what came of it.
        { ...prepared, identity: unread(prepared.bytes.byteLength), elapsedMs: 0 },
      )
    }
    return this.#pool.run({
      ...common,
      content: parts,
      ...(signal && { signal }),
      ...(onProgress && { onProgress }),
    })
  }

  async *extractAll(
    inputs: Iterable<Input | InputWithOptions> | AsyncIterable<Input | InputWithOptions>,
    options: ExtractAllOptions = {},
  ): AsyncGenerator<DocumentRecord, void, undefined> {
    const { signal, ...common } = parseAllOptions(options)
    // Whoever stops taking records stops the work on those that would have followed.
    const stop = new AbortController()
    const forward = (): void => {
      stop.abort(signal?.reason)
    }
    if (signal?.aborted) forward()
    signal?.addEventListener('abort', forward, { once: true })
    try {
      yield* inOrder(inputs, {
        work: async (item) => {
          const { input, ...own } = withOptions(item)
          return this.#extract(input, { ...common, ...parseItemOptions(own) }, stop.signal)
        },
        atWork: this.#pool.workers * AHEAD,
        waiting: WAITING,
        pack,
        signal: stop.signal,
      })
    } finally {
      signal?.removeEventListener('abort', forward)
      stop.abort()
    }
  }

  async close(): Promise<void> {
    await this.#pool.close()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close()
  }
}
