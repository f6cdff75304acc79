export { drawBox, drawPage, type DrawnPage } from './draw.js'
export { openPdfium, openWith, PdfiumError, WRONG_PASSWORD, type PdfiumDocument } from './document.js'
export { loadPdfium, type Pdfium } from './library.js'
