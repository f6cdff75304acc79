import { annotationMarks } from './annotations.js'
import { createRequire } from 'node:module'
import { dirname, sep } from 'node:path'
import { DocumentError } from '../../../model/problem.js'
import type { Box } from '../../../model/geometry.js'
import type { PageRotation } from '../../../model/page.js'
import { MissingPage, type PaintedPage, type PdfEngine, type PdfFile } from '../engine.js'
import type { Matrix } from '../matrix.js'
import { isObject, messageOf, numeric } from './arguments.js'
import { type FontFacts, readFont } from './fonts.js'
import { Interpreter } from './interpreter.js'
import { type Layers, layersOf } from './layers.js'
import { loadPdfjs, type Pdfjs } from './library.js'
import { withMasks } from './masks.js'
import { borrowThread, type DecoderThread, HEAP_MB, returnThread, ThreadError } from './thread.js'

type PdfDocument = Awaited<ReturnType<Pdfjs['getDocument']>['promise']>
type PdfPage = Awaited<ReturnType<PdfDocument['getPage']>>

/** Where pdf.js keeps what it reads at run time; a folder with a trailing separator, as it demands. */
function packageFolder(name: string): string {
  const root = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'))
  return `${root}${sep}${name}/`
}

/** Turns of the event loop to wait for a font that pdf.js still owes after the operator list is complete. */
const FONT_TURNS = 50

/** Stands in for a browser's document: takes the font faces that pdf.js declares, and forgets them. */
const STYLE_SINK = {
  createElement: () => ({ sheet: { cssRules: [], insertRule: () => 0 }, remove: () => undefined }),
  documentElement: { getElementsByTagName: () => [{ append: () => undefined }] },
}
/** Milliseconds for one page; a whole report takes less than one second. */
const PAGE_DEADLINE_MS = 12_000
/** Times that a document may break its thread before it is given up. */
const MAX_BREAKS = 2

export const pdfjsEngine: PdfEngine = {
  async open(bytes, signal) {
    const file = new PdfjsFile(await loadPdfjs(), bytes, signal)
    await file.open()
    return file
  },
}

type Strictness = 'strict' | 'lenient'

/** A document as one thread holds it. */
interface Session {
  readonly thread: DecoderThread
  readonly document: PdfDocument
  readonly fonts: Map<string, FontFacts>
  readonly layers: Layers
  destroy(): Promise<void>
}

class PdfjsFile implements PdfFile {
  readonly #pdfjs: Pdfjs
  readonly #bytes: Uint8Array
  readonly #signal: AbortSignal | null
  readonly #operatorNames: ReadonlyMap<number, string>
  readonly #operatorName = (code: number): string | undefined => this.#operatorNames.get(code)
  /** One that stops at errors, and one that skips what it cannot decode; the second only if need be. */
  readonly #sessions = new Map<Strictness, Session>()
  #breaks = 0
  #pageCount = 0

  constructor(pdfjs: Pdfjs, bytes: Uint8Array, signal: AbortSignal | null) {
    this.#pdfjs = pdfjs
    this.#bytes = bytes
    this.#signal = signal
    this.#operatorNames = new Map(Object.entries(pdfjs.OPS).map(([name, code]) => [code, name]))
  }

  get pageCount(): number {
    return this.#pageCount
  }

  async open(): Promise<void> {
    this.#pageCount = (await this.#session('strict')).document.numPages
  }

  /** pdf.js passes over errors in silence unless told to stop; a page that it stops at is read again with its gaps. */
  async page(number: number): Promise<PaintedPage> {
    try {
      return await this.#attempt(number, 'strict')
    } catch (error) {
      if (error instanceof ThreadError || error instanceof DocumentError) throw error
      return { ...(await this.#attempt(number, 'lenient')), damage: messageOf(error) }
    }
  }

  async again(): Promise<null> {
    return Promise.resolve(null)
  }

  async close(): Promise<void> {
    for (const [strictness, session] of this.#sessions) {
      this.#sessions.delete(strictness)
      await session.destroy()
    }
  }

  async #attempt(number: number, strictness: Strictness): Promise<PaintedPage> {
    const session = await this.#session(strictness)
    try {
      return await this.#bounded(session.thread, async () => {
        const page = await pageOf(session.document, number)
        try {
          return await this.#paint(page, session, strictness === 'strict')
        } finally {
          page.cleanup()
        }
      })
    } catch (error) {
      if (session.thread.broken) await this.#lose(error)
      throw error
    }
  }

  /** Gives the broken session up; the next page begins a new one, unless the document has broken too many. */
  async #lose(error: unknown): Promise<void> {
    await this.close()
    this.#breaks += 1
    if (this.#breaks > MAX_BREAKS) throw openingError(error)
  }

  async #session(strictness: Strictness): Promise<Session> {
    const open = this.#sessions.get(strictness)
    if (open) return open
    const thread = await borrowThread()
    const task = this.#pdfjs.getDocument({
      // The buffer goes over to the thread, so it gets one of its own; a Buffer's slice would share it.
      data: new Uint8Array(this.#bytes),
      worker: thread.worker,
      stopAtErrors: strictness === 'strict',
      verbosity: this.#pdfjs.VerbosityLevel.ERRORS,
      isEvalSupported: false,
      // With faces disabled, or where they fail, pdf.js compiles every outline, which nobody looks at here.
      disableFontFace: false,
      ownerDocument: STYLE_SINK,
      useSystemFonts: false,
      fontExtraProperties: true,
      useWorkerFetch: false,
      cMapUrl: packageFolder('cmaps'),
      cMapPacked: true,
      standardFontDataUrl: packageFolder('standard_fonts'),
      wasmUrl: packageFolder('wasm'),
      iccUrl: packageFolder('iccs'),
    })
    const destroy = async (): Promise<void> => {
      if (!thread.broken) await task.destroy()
      await returnThread(thread)
    }
    try {
      const [document, layers] = await this.#bounded(thread, async () => {
        const opened = await task.promise
        return [opened, await layersOf(opened, this.#bytes)] as const
      })
      const session = { thread, document, fonts: new Map<string, FontFacts>(), layers, destroy }
      this.#sessions.set(strictness, session)
      return session
    } catch (error) {
      await destroy()
      throw openingError(error)
    }
  }

  /** Ends the thread if the task takes too long or is not wanted any more; nothing less stops pdf.js. */
  async #bounded<T>(thread: DecoderThread, task: () => Promise<T>): Promise<T> {
    const abort = (): void => void thread.end('aborted')
    const timer = setTimeout(
      () => void thread.end(`it took longer than ${PAGE_DEADLINE_MS / 1000} s`),
      PAGE_DEADLINE_MS,
    )
    this.#signal?.addEventListener('abort', abort)
    try {
      return await thread.guard(task())
    } finally {
      clearTimeout(timer)
      this.#signal?.removeEventListener('abort', abort)
    }
  }

  async #paint(page: PdfPage, session: Session, strict: boolean): Promise<PaintedPage> {
    session.thread.takeStreamError()
    const list = await page.getOperatorList({ annotationMode: this.#pdfjs.AnnotationMode.ENABLE })
    const cut = session.thread.takeStreamError()
    if (cut !== null && strict) throw new Error(cut)
    const codes: readonly number[] = list.fnArray
    const argumentLists: readonly unknown[] = list.argsArray
    const unloaded = await this.#loadFonts(page, session.fonts, codes, argumentLists)
    if (unloaded > 0 && strict) throw new Error(`${unloaded} font(s) cannot be loaded`)
    const viewport = page.getViewport({ scale: 1 })
    const base = matrixOfViewport(viewport.transform)
    const clip: Box = [0, 0, viewport.width, viewport.height]
    const interpreter = new Interpreter(
      { operatorName: this.#operatorName, font: (id) => session.fonts.get(id), layers: session.layers },
      base,
      clip,
    )
    const painted = interpreter.run(codes, argumentLists)
    const annotations: readonly unknown[] = await page.getAnnotations({ intent: 'display' })
    return {
      width: viewport.width,
      height: viewport.height,
      rotation: rotationOf(viewport.rotation),
      glyphs: painted.glyphs,
      paths: painted.paths,
      pictures: await withMasks(painted, page),
      marks: annotationMarks(annotations, base, painted.glyphs),
      damage: cut,
      engine: 'pdfjs',
    }
  }

  /**
   * Fonts travel apart from the operator list; a damaged one arrives as the error's message, or never, and is then left
   * unknown. Gives the number of those.
   */
  async #loadFonts(
    page: PdfPage,
    fonts: Map<string, FontFacts>,
    codes: readonly number[],
    argumentLists: readonly unknown[],
  ): Promise<number> {
    let unloaded = 0
    for (const id of fontIds(codes, argumentLists, this.#operatorName)) {
      if (fonts.has(id)) continue
      for (let turn = 0; turn < FONT_TURNS && !page.commonObjs.has(id); turn += 1) {
        await new Promise((resolve) => setImmediate(resolve))
      }
      const font: unknown = page.commonObjs.has(id) ? page.commonObjs.get(id) : undefined
      if (isObject(font)) fonts.set(id, readFont(font, this.#operatorName))
      else unloaded += 1
    }
    return unloaded
  }
}

async function pageOf(document: PdfDocument, number: number): Promise<PdfPage> {
  try {
    return await document.getPage(number)
  } catch (error) {
    throw new MissingPage(number, { cause: error })
  }
}

function openingError(error: unknown): DocumentError {
  if (error instanceof ThreadError && error.memory) {
    return new DocumentError('memory-limit', { megabytes: HEAP_MB }, { cause: error })
  }
  if (isObject(error) && error.name === 'PasswordException') {
    return new DocumentError('encrypted', { format: 'PDF' }, { cause: error })
  }
  return new DocumentError('damaged-file', { format: 'PDF', reason: messageOf(error) }, { cause: error })
}

function fontIds(
  codes: readonly number[],
  argumentLists: readonly unknown[],
  name: (code: number) => string | undefined,
): ReadonlySet<string> {
  const ids = new Set<string>()
  codes.forEach((code, index) => {
    const list = argumentLists[index]
    if (!Array.isArray(list)) return
    if (name(code) === 'setFont' && typeof list[0] === 'string') ids.add(list[0])
    if (name(code) !== 'setGState' || !Array.isArray(list[0])) return
    for (const entry of list[0] as readonly unknown[]) {
      const [key, value] = Array.isArray(entry) ? (entry as readonly unknown[]) : []
      if (key === 'Font' && Array.isArray(value) && typeof value[0] === 'string') ids.add(value[0])
    }
  })
  return ids
}

function matrixOfViewport(transform: readonly unknown[]): Matrix {
  const [a, b, c, d, e, f] = transform
  return [numeric(a), numeric(b), numeric(c), numeric(d), numeric(e), numeric(f)]
}

function rotationOf(degrees: number): PageRotation {
  return degrees === 90 || degrees === 180 || degrees === 270 ? degrees : 0
}
