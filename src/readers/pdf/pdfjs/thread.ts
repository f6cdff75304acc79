import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads'
import { isObject, messageOf } from './arguments.js'
import { loadPdfjs, type Pdfjs } from './library.js'

type PdfWorker = ReturnType<Pdfjs['PDFWorker']['create']>

/**
 * Heap that pdf.js may take for one document, in megabytes: its data structures, not the pictures and fonts, which lie
 * outside of the heap. Reports take less than 100; a file whose patterns contain themselves takes all there is.
 */
export const HEAP_MB = 320

/** Message kind of pdf.js 5.6 by which a stream ends with an error. */
const STREAM_ERROR = 5

/** Runs pdf.js's own worker on the port it is given. Written out because a thread cannot load TypeScript. */
const THREAD_SOURCE = `
const { workerData } = require('node:worker_threads')
import(workerData.script).then(({ WorkerMessageHandler }) => WorkerMessageHandler.initializeFromPort(workerData.port))
`

/** The thread broke down; `memory` where it ran out of it. */
export class ThreadError extends Error {
  readonly memory: boolean

  constructor(cause: unknown) {
    super(messageOf(cause), { cause })
    this.name = 'ThreadError'
    this.memory = isObject(cause) && cause.code === 'ERR_WORKER_OUT_OF_MEMORY'
  }
}

/**
 * pdf.js's decoder in a thread of its own, so that a file that sends it into an endless loop, or makes it take all
 * memory, can be given up: in one thread neither a timer nor an abort signal would ever get its turn.
 */
export class DecoderThread {
  readonly #thread: Worker
  readonly #port: MessagePort
  readonly worker: PdfWorker
  #broken: ThreadError | null = null
  #streamError: unknown = null
  readonly #onBreak = new Set<(error: ThreadError) => void>()

  private constructor(pdfjs: Pdfjs) {
    const { port1, port2 } = new MessageChannel()
    const script = createRequire(import.meta.url).resolve('pdfjs-dist/legacy/build/pdf.worker.mjs')
    this.#thread = new Worker(THREAD_SOURCE, {
      eval: true,
      workerData: { script: pathToFileURL(script).href, port: port2 },
      transferList: [port2],
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
      // Whatever pdf.js or its WebAssembly prints is nobody's business.
      stdout: true,
      stderr: true,
    })
    this.#port = port1
    this.#thread.on('error', (error) => {
      this.#break(error)
    })
    this.#thread.on('exit', (code) => {
      this.#break(new Error(`thread ended with ${code}`))
    })
    this.worker = pdfjs.PDFWorker.create({ port: this.#guardedPort(), verbosity: pdfjs.VerbosityLevel.ERRORS })
    this.#port.start()
  }

  static async start(): Promise<DecoderThread> {
    return new DecoderThread(await loadPdfjs())
  }

  get broken(): boolean {
    return this.#broken !== null
  }

  /**
   * Why the decoder stopped short of the end of a page since this was last asked; null where it did not. pdf.js hands
   * out what it has of the operator list then, and keeps the reason to itself.
   */
  takeStreamError(): string | null {
    const error = this.#streamError
    this.#streamError = null
    return error === null ? null : messageOf(error)
  }

  /** The task's result, or ThreadError as soon as the thread breaks. */
  guard<T>(task: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      if (this.#broken) reject(this.#broken)
      this.#onBreak.add(reject)
      task.then(resolve, reject).finally(() => this.#onBreak.delete(reject))
    })
  }

  /** Lets the process end although the thread is still there. */
  rest(): void {
    this.#thread.unref()
    this.#port.unref()
  }

  wake(): void {
    this.#thread.ref()
    this.#port.ref()
  }

  /** Ends the thread at once, whatever it is doing; whoever waits for it gets `reason`. */
  async end(reason: string): Promise<void> {
    this.#break(new Error(reason))
    this.worker.destroy()
    this.#port.close()
    await this.#thread.terminate()
  }

  #break(cause: unknown): void {
    this.#broken ??= new ThreadError(cause)
    for (const reject of this.#onBreak) reject(this.#broken)
    this.#onBreak.clear()
  }

  /** A port for pdf.js whose listeners cannot bring the process down: they throw on answers they did not expect. */
  #guardedPort(): PdfjsPort {
    const port = this.#port
    return {
      postMessage: (message, transfer) => {
        port.postMessage(message, transfer ?? [])
      },
      addEventListener: (_type, listener, options) => {
        const guarded = (data: unknown): void => {
          if (isObject(data) && data.stream === STREAM_ERROR) this.#streamError = data.reason
          try {
            listener({ data })
          } catch (error) {
            this.#break(error)
          }
        }
        port.on('message', guarded)
        options?.signal?.addEventListener('abort', () => port.off('message', guarded))
      },
    }
  }
}

/** The part of a browser's message port that pdf.js uses. */
interface PdfjsPort {
  postMessage(message: unknown, transfer?: ArrayBuffer[]): void
  addEventListener(
    type: 'message',
    listener: (event: { readonly data: unknown }) => void,
    options?: { readonly signal?: AbortSignal },
  ): void
}

let idle: DecoderThread | null = null

/** The thread that rests, or a new one. */
export async function borrowThread(): Promise<DecoderThread> {
  const thread = idle
  idle = null
  if (!thread || thread.broken) return DecoderThread.start()
  thread.wake()
  return thread
}

/** Keeps one sound thread at rest for the next document, and ends any other. */
export async function returnThread(thread: DecoderThread): Promise<void> {
  if (thread.broken || idle) return thread.end('not needed')
  thread.rest()
  idle = thread
}
