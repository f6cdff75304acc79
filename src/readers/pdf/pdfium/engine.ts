import { DocumentError } from '../../../model/problem.js'
import { openPdfium, PdfiumError, type PdfiumDocument, WRONG_PASSWORD } from '../../../pdfium/index.js'
import { MissingPage, type PaintedPage, type PdfEngine, type PdfFile, Untold } from '../engine.js'
import { untoldOfFile } from './entries.js'
import { PageReader } from './page.js'

/** PDFium in this process: quick, and silent about what it had to guess. */
export const pdfiumEngine: PdfEngine = {
  async open(bytes, signal) {
    signal?.throwIfAborted()
    const what = untoldOfFile(bytes)
    if (what !== null) throw new Untold(what)
    try {
      return new PdfiumFile(await openPdfium(bytes))
    } catch (error) {
      throw openingError(error)
    }
  },
}

class PdfiumFile implements PdfFile {
  readonly #document: PdfiumDocument

  constructor(document: PdfiumDocument) {
    this.#document = document
  }

  get pageCount(): number {
    return this.#document.pageCount
  }

  page(number: number): Promise<PaintedPage> {
    return new Promise((resolve, reject) => {
      try {
        resolve(this.#document.withPage(number, (page) => PageReader.read(this.#document, page)))
      } catch (error) {
        reject(error instanceof PdfiumError ? new MissingPage(number, { cause: error }) : asError(error))
      }
    })
  }

  async again(): Promise<null> {
    return Promise.resolve(null)
  }

  async close(): Promise<void> {
    this.#document.close()
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
