export { openPdfium, PdfiumError, WRONG_PASSWORD, type PdfiumDocument } from './document.js'
export type { Calls, Pdfium } from './library.js'
