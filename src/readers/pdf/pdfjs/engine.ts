import { createRequire } from 'node:module'
import { dirname, sep } from 'node:path'
import { DocumentError } from '../../../model/problem.js'
import type { Box } from '../../../model/geometry.js'
import type { PageRotation } from '../../../model/page.js'
import { MissingPage, type PaintedPage, type PdfEngine, type PdfFile } from '../engine.js'
import type { Matrix } from '../matrix.js'
import { isObject, numeric } from './arguments.js'
import { type FontFacts, readFont } from './fonts.js'
import { Interpreter } from './interpreter.js'
import { loadPdfjs, type Pdfjs } from './library.js'

type PdfDocument = Awaited<ReturnType<Pdfjs['getDocument']>['promise']>
type PdfPage = Awaited<ReturnType<PdfDocument['getPage']>>

/** Where pdf.js keeps what it reads at run time; a folder with a trailing separator, as it demands. */
function packageFolder(name: string): string {
  const root = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'))
  return `${root}${sep}${name}/`
}

/** Turns of the event loop to wait for a font that pdf.js still owes after the operator list is complete. */
const FONT_TURNS = 50

export const pdfjsEngine: PdfEngine = {
  name: 'pdfjs',
  async open(bytes) {
    const pdfjs = await loadPdfjs()
    const open = (strict: boolean): ReturnType<Pdfjs['getDocument']> =>
      pdfjs.getDocument({
        // pdf.js takes the buffer over, so it gets its own.
        data: bytes.slice(),
        stopAtErrors: strict,
        verbosity: pdfjs.VerbosityLevel.ERRORS,
        isEvalSupported: false,
        // Without a face to load pdf.js would compile every outline, which nobody looks at here.
        disableFontFace: false,
        useSystemFonts: false,
        fontExtraProperties: true,
        useWorkerFetch: false,
        cMapUrl: packageFolder('cmaps'),
        cMapPacked: true,
        standardFontDataUrl: packageFolder('standard_fonts'),
        wasmUrl: packageFolder('wasm'),
        iccUrl: packageFolder('iccs'),
      })
    const task = open(false)
    try {
      return new PdfjsFile(pdfjs, await task.promise, () => task.destroy())
    } catch (error) {
      await task.destroy()
      throw openingError(error)
    }
  },
}

function openingError(error: unknown): DocumentError {
  const name = error instanceof Error ? error.name : ''
  if (name === 'PasswordException') return new DocumentError('encrypted', { format: 'PDF' }, { cause: error })
  return new DocumentError('damaged-file', { format: 'PDF', reason: reasonOf(error) }, { cause: error })
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

class PdfjsFile implements PdfFile {
  readonly #pdfjs: Pdfjs
  readonly #document: PdfDocument
  readonly #destroy: () => Promise<void>
  readonly #fonts = new Map<string, FontFacts>()
  readonly #operatorNames: ReadonlyMap<number, string>
  #layers: Promise<(layer: unknown) => boolean> | null = null

  constructor(pdfjs: Pdfjs, document: PdfDocument, destroy: () => Promise<void>) {
    this.#pdfjs = pdfjs
    this.#document = document
    this.#destroy = destroy
    this.#operatorNames = new Map(Object.entries(pdfjs.OPS).map(([name, code]) => [code, name]))
  }

  get pageCount(): number {
    return this.#document.numPages
  }

  async page(number: number): Promise<PaintedPage> {
    let page: PdfPage
    try {
      page = await this.#document.getPage(number)
    } catch (error) {
      throw new MissingPage(number, { cause: error })
    }
    try {
      return await this.#paint(page)
    } finally {
      page.cleanup()
    }
  }

  async #paint(page: PdfPage): Promise<PaintedPage> {
    const list = await page.getOperatorList({ annotationMode: this.#pdfjs.AnnotationMode.ENABLE })
    const codes: readonly number[] = list.fnArray
    const argumentLists: readonly unknown[] = list.argsArray
    await this.#loadFonts(page, codes, argumentLists)
    const viewport = page.getViewport({ scale: 1 })
    const base = matrixOfViewport(viewport.transform)
    const clip: Box = [0, 0, viewport.width, viewport.height]
    const isShown = await this.#layerVisibility()
    const interpreter = new Interpreter(
      { operatorName: (code) => this.#operatorNames.get(code), font: (id) => this.#fonts.get(id), isShown },
      base,
      clip,
    )
    return {
      width: viewport.width,
      height: viewport.height,
      rotation: rotationOf(viewport.rotation),
      ...interpreter.run(codes, argumentLists),
      damage: null,
    }
  }

  /** Fonts travel apart from the operator list; a damaged one may never arrive, and is then left unknown. */
  async #loadFonts(page: PdfPage, codes: readonly number[], argumentLists: readonly unknown[]): Promise<void> {
    const name = (code: number): string | undefined => this.#operatorNames.get(code)
    for (const id of fontIds(codes, argumentLists, name)) {
      if (this.#fonts.has(id)) continue
      for (let turn = 0; turn < FONT_TURNS && !page.commonObjs.has(id); turn += 1) {
        await new Promise((resolve) => setImmediate(resolve))
      }
      if (page.commonObjs.has(id)) this.#fonts.set(id, readFont(page.commonObjs.get(id), name))
    }
  }

  #layerVisibility(): Promise<(layer: unknown) => boolean> {
    this.#layers ??= this.#document.getOptionalContentConfig({ intent: 'display' }).then(
      (config) => (layer) => !isObject(layer) || config.isVisible(layer),
      () => () => true,
    )
    return this.#layers
  }

  close(): Promise<void> {
    return this.#destroy()
  }
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
