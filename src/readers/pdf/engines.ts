import type { PdfEngineChoice } from '../../model/source.js'
import type { PdfEngine } from './engine.js'
import { relayed } from './relay.js'

/** pdf.js, loaded only when a file is opened with it. */
const pdfjs: PdfEngine = {
  open: async (bytes, signal) => (await import('./pdfjs/engine.js')).pdfjsEngine.open(bytes, signal),
}

/** PDFium, loaded likewise. */
const pdfium: PdfEngine = {
  open: async (bytes, signal) => (await import('./pdfium/engine.js')).pdfiumEngine.open(bytes, signal),
}

/**
 * The engine that reads PDF files. `pdfium` leaves to pdf.js only what PDFium knows and does not tell (layers,
 * annotations); `auto` also what it cannot open or decode, and what makes no sense as it reads it.
 */
export function engineFor(choice: PdfEngineChoice): PdfEngine {
  switch (choice) {
    case 'pdfjs':
      return pdfjs
    case 'pdfium':
      return relayed(pdfium, pdfjs, 'untold')
    case 'auto':
      return relayed(pdfium, pdfjs, 'failed')
  }
}
