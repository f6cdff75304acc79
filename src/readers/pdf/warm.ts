import { loadPdfium } from '../../pdfium/index.js'

/** Begins to load what PDF files are read with, ahead of the first of them; what fails then fails again when it is needed. */
export function warmPdf(): void {
  void loadPdfium().catch(() => undefined)
  void Promise.all([import('./index.js'), import('./pdfium/engine.js')]).catch(() => undefined)
}
