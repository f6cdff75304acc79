import { availableParallelism } from 'node:os'
import type { Language } from '../src/model/problem.js'
import type { DocumentRecord } from '../src/model/record.js'
import {
  DEFAULT_LIMITS,
  DEFAULT_INK,
  DEFAULT_VERIFICATION,
  DEFAULT_PDF_ENGINE,
  DEFAULT_RECOGNITION,
  type Limits,
  type PdfEngineChoice,
  type Recognition,
  DEFAULT_ACCEPTED,
  type Accepted,
  type Verification,
} from '../src/model/source.js'
import { isFit } from './attempt.js'
import { ChildHandle, type Result } from './child-handle.js'
import type { Drawing, JobMessage, PartMessage } from './protocol.js'
import { Slots } from './slots.js'
import { builtEntry } from './start.js'

/**
 * The one isolation, whoever asks: child processes that run the pipeline on one document at a time, each bounded in time
 * and memory. A document that hangs, swells or crashes takes its own child with it and nothing else.
 */

/** A child is replaced after this number of documents: whatever an engine leaks stays bounded. V8 takes some hundred to be quick. */
export const DOCUMENTS_PER_CHILD = 1_000

/** Megabytes of resident memory above which an idle child is replaced rather than used again. */
const RECYCLE_MB = 450

export interface PoolOptions {
  /** Children at work at the same time; by default one for each core. */
  readonly workers?: number
  readonly limits?: Partial<Limits>
  readonly documentsPerChild?: number
  readonly recycleMb?: number
  /** The module that a child runs: one that calls `serve`. */
  readonly entry?: URL
}

/** Where a document stands; `queued` comes first, `finished` last, `retried` after its child crashed. */
export interface Progress {
  readonly stage: 'queued' | 'started' | 'retried' | 'finished'
}

/** Bytes, or the file that holds them: the child reads it then, so that it is never copied. */
export type Content = Uint8Array | { readonly file: string }

/** One of several pictures that are one document. */
export interface ContentPart {
  /** File name without folders. */
  readonly name: string
  readonly content: Content
}

/** How documents are read; of what is left out, the default holds, or what was said for all of them. */
export interface ReadingOptions {
  /** Upper bounds. */
  readonly limits?: Partial<Limits>
  /** Language of the problems' sentences; English if left out. It changes no result. */
  readonly language?: Language
  /** Path of LibreOffice's program, for .doc and RTF; by default it is looked for where it usually is. */
  readonly soffice?: string
  /** The recogniser for pictures of pages: `ppocr` (default), `tesseract`, or `off`. */
  readonly ocr?: Recognition
  /** The decoder of PDF: `auto` (default: PDFium, and pdf.js where it cannot), `pdfium` or `pdfjs`. */
  readonly pdfEngine?: PdfEngineChoice
  /** Whether values of PDF pages are held against the page as it is rendered (default), or taken from its text alone. */
  readonly ink?: boolean
  /** `render`: values of Word documents and web pages are held against their pages as LibreOffice prints them. */
  readonly verify?: Verification
  /** `annual-report`: a document without statutory tables fails, whatever other tables it holds. */
  readonly accept?: Accepted
  /** An existing folder that each step of reading a picture writes what it made of it to, as PNG; nowhere by default. */
  readonly debugImages?: string
}

export interface Job extends ReadingOptions {
  /** File name without folders. */
  readonly name: string
  /** As it shall stand in the record. */
  readonly path: string
  /** The document itself; or pictures of its pages, in page order. */
  readonly content: Content | readonly ContentPart[]
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: Progress) => void
}

/** Runs documents in child processes; started lazily, used again, ended by `close`. */
export class Pool {
  readonly workers: number
  readonly #limits: Limits
  readonly #documentsPerChild: number
  readonly #recycleMb: number
  readonly #entry: URL
  readonly #slots: Slots
  readonly #children = new Set<ChildHandle>()
  readonly #idle: ChildHandle[] = []
  #ids = 0
  #closed = false

  constructor(options: PoolOptions = {}) {
    this.workers = options.workers ?? availableParallelism()
    this.#limits = { ...DEFAULT_LIMITS, ...options.limits }
    this.#documentsPerChild = options.documentsPerChild ?? DOCUMENTS_PER_CHILD
    this.#recycleMb = options.recycleMb ?? RECYCLE_MB
    this.#entry = options.entry ?? builtEntry()
    this.#slots = new Slots(this.workers)
  }

  /**
   * Gives the document's record, `failed` ones too: an exceeded deadline or memory limit and a crash are typed problems.
   * Rejects only with the signal's reason, once `job.signal` is aborted, and with PoolClosedError.
   */
  async run(job: Job): Promise<DocumentRecord> {
    const limits = { ...this.#limits, ...job.limits }
    job.onProgress?.({ stage: 'queued' })
    const result = await this.#tried(job, limits, null)
    const record = await this.#recordOf(job, limits, result)
    job.onProgress?.({ stage: 'finished' })
    return record
  }

  /**
   * Gives a picture of a page of a document, as WebP; null where it cannot be drawn, or its file holds something else by now.
   * Rejects like `run`.
   */
  async draw(job: Pick<Job, 'name' | 'path' | 'content' | 'limits'>, drawing: Drawing): Promise<Uint8Array | null> {
    const { outcome } = await this.#tried(job, { ...this.#limits, ...job.limits }, drawing)
    return outcome.kind === 'picture' ? outcome.picture : null
  }

  /** Ends all children at once; documents still in work reject. Resolves when no process and no handle is left. */
  async close(): Promise<void> {
    this.#closed = true
    this.#slots.dismiss()
    await Promise.all([...this.#children].map(async (child) => child.end()))
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close()
  }

  async #tried(job: Job, limits: Limits, drawing: Drawing | null): Promise<Result> {
    const message = this.#message(job, limits, drawing)
    const first = await this.#attempt(job, limits, message, false)
    return isTransient(first) ? this.#attempt(job, limits, message, true) : first
  }

  /** `again`: after a crash or for want of processor time, first in the queue, in a child that has done nothing before and does nothing after. */
  async #attempt(job: Job, limits: Limits, message: JobMessage, again: boolean): Promise<Result> {
    const signal = job.signal ?? null
    const taken = await this.#slots.take(again, signal)
    try {
      this.#refuse(signal)
      const child = this.#childFor(limits, again)
      const errors: unknown[] = []
      const result = await child.run({ ...message, id: ++this.#ids }, signal, () => {
        try {
          job.onProgress?.({ stage: again ? 'retried' : 'started' })
        } catch (error) {
          errors.push(error) // The caller's own: it is theirs to see, once the child is free.
        }
      })
      this.#release(child, result, again)
      this.#refuse(signal)
      if (errors.length > 0) throw errors[0]
      return result
    } finally {
      if (taken) this.#slots.give()
    }
  }

  #refuse(signal: AbortSignal | null): void {
    if (this.#closed) throw new PoolClosedError()
    signal?.throwIfAborted()
  }

  #message(job: Job, limits: Limits, drawing: Drawing | null = null): JobMessage {
    const { name, path, content } = job
    const language = job.language ?? 'en'
    const parts = (isGroup(content) ? content : [{ name, content }]).map((part) => ({
      name: part.name,
      ...held(part.content),
    }))
    const { soffice = null, ocr = DEFAULT_RECOGNITION, pdfEngine = DEFAULT_PDF_ENGINE } = job
    const { ink = DEFAULT_INK, verify = DEFAULT_VERIFICATION, accept = DEFAULT_ACCEPTED, debugImages = null } = job
    const options = { limits, language, soffice, ocr, pdfEngine, ink, verify, accept, debugImages, drawing }
    return { kind: 'job', id: 0, name, path, parts, ...options }
  }

  #childFor(limits: Limits, fresh: boolean): ChildHandle {
    while (this.#idle.length > 0) {
      const child = this.#idle.pop()
      if (!child?.alive) continue
      if (!fresh && child.heapMb >= limits.memoryMb) return child
      if (this.#children.size < this.workers) {
        this.#idle.unshift(child)
        break
      }
      void child.end()
    }
    const child = new ChildHandle(this.#entry, limits.memoryMb)
    this.#children.add(child)
    void child.exited.then(() => this.#children.delete(child))
    return child
  }

  #release(child: ChildHandle, { outcome }: Result, last: boolean): void {
    const worn = child.documents >= this.#documentsPerChild || child.residentMb > this.#recycleMb
    if (isFit(outcome) && !worn && !last && child.alive) this.#idle.push(child)
    else void child.end()
  }

  async #recordOf(job: Job, limits: Limits, result: Result): Promise<DocumentRecord> {
    const { outcome, identity, elapsedMs } = result
    if (outcome.kind === 'record') return outcome.record
    const failure = { identity, elapsedMs }
    // Loaded only now: most runs never need it.
    const { recordOfFailure } = await import('./failure.js')
    const message = this.#message(job, limits)
    switch (outcome.kind) {
      case 'refused':
      case 'exceeded':
        return recordOfFailure(message, { ...failure, code: outcome.code, details: outcome.details })
      case 'starved':
        return recordOfFailure(message, { ...failure, code: 'timeout', details: outcome.details })
      case 'crashed':
        return recordOfFailure(message, { ...failure, code: 'crashed-extractor', details: { reason: outcome.reason } })
      case 'picture':
        throw new Error('a picture was made of a document that was to be read')
      case 'aborted':
        throw job.signal?.reason
    }
  }
}

/** A child that crashed, or got no processor time, may do better alone. */
const isTransient = ({ outcome }: Result): boolean => outcome.kind === 'crashed' || outcome.kind === 'starved'

const isGroup = (content: Job['content']): content is readonly ContentPart[] => Array.isArray(content)

const held = (content: Content): Pick<PartMessage, 'file' | 'bytes'> =>
  content instanceof Uint8Array ? { bytes: content, file: null } : { bytes: null, file: content.file }

/** The pool was closed before or while the document was worked on. */
export class PoolClosedError extends Error {
  constructor() {
    super('The extractor is closed.')
    this.name = 'PoolClosedError'
  }
}
