import { DocumentError } from '../../../model/problem.js'
import { openPdfium, PdfiumError, type PdfiumDocument, WRONG_PASSWORD } from '../../../pdfium/index.js'
import { MissingPage, type PaintedPage, type PdfEngine, type PdfFile, Untold } from '../engine.js'
import { inkOf } from '../ink/picture.js'
import { Scratch } from './geometry.js'
import { PageReader } from './page.js'
import { type UntoldOfFile, untoldOfFile, untoldOfPage } from './untold.js'

/** PDFium in this process: quick, and silent about what it had to guess. */
export const pdfiumEngine: PdfEngine = {
  async open(bytes, signal, last = false) {
    signal?.throwIfAborted()
    const untold = untoldOfFile(bytes)
    if (untold.what !== null && !last) throw new Untold(untold.what)
    try {
      const document = await openPdfium(bytes)
      // PDFium shows nothing of a page that does not say that it is one; other viewers do.
      if (untold.pages !== null && untold.pages < Math.min(document.pageCount, MAX_COUNTED) && !last) {
        document.close()
        throw new Untold('which objects are pages')
      }
      return new PdfiumFile(document, untold, last)
    } catch (error) {
      throw error instanceof Untold ? error : openingError(error)
    }
  },
}

/** A file may claim any number of pages. */
const MAX_COUNTED = 1_000

class PdfiumFile implements PdfFile {
  readonly #document: PdfiumDocument
  readonly #untold: UntoldOfFile
  readonly #last: boolean
  readonly #scratch: Scratch

  /** @param last whether pages are given although something of them is not told */
  constructor(document: PdfiumDocument, untold: UntoldOfFile, last: boolean) {
    this.#document = document
    this.#untold = untold
    this.#last = last
    this.#scratch = new Scratch(document.pdfium)
  }

  get pageCount(): number {
    return this.#document.pageCount
  }

  page(number: number, wantsInk?: (painted: PaintedPage) => boolean): Promise<PaintedPage> {
    return new Promise((resolve, reject) => {
      try {
        resolve(this.#document.withPage(number, (page) => this.#read(page, wantsInk)))
      } catch (error) {
        reject(error instanceof PdfiumError ? new MissingPage(number, { cause: error }) : asError(error))
      }
    })
  }

  #read(page: number, wantsInk?: (painted: PaintedPage) => boolean): PaintedPage {
    const untold = this.#untold.what ?? untoldOfPage(this.#document.pdfium, page)
    if (untold !== null && !this.#last) throw new Untold(untold)
    const read = PageReader.read(this.#document, page, this.#scratch, this.#untold.layers && !this.#last)
    // The annotations of a page that is read here are signs of notes, or not shown at all.
    const painted = wantsInk?.(read) ? { ...read, ink: inkOf(this.#document, page, read, false) } : read
    return untold === null ? painted : { ...painted, damage: new Untold(untold).message }
  }

  async again(): Promise<null> {
    return Promise.resolve(null)
  }

  async close(): Promise<void> {
    this.#document.close(() => {
      this.#scratch.free()
    })
    return Promise.resolve()
  }
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)))

function openingError(error: unknown): Error {
  if (error instanceof PdfiumError && error.number === WRONG_PASSWORD)
    return new DocumentError('encrypted', { format: 'PDF' }, { cause: error })
  const reason = asError(error).message
  return new DocumentError('damaged-file', { format: 'PDF', reason }, { cause: error })
}
