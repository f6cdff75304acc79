import { takeApart } from '../pdfium/streams.js'
import { isObject } from './arguments.js'
import type { Pdfjs } from './library.js'

type PdfDocument = Awaited<ReturnType<Pdfjs['getDocument']>['promise']>

/** Which layers (optional content) of a document a reader sees. */
export interface Layers {
  isShown(layer: unknown): boolean
  /** Whether that hangs on how large the page is shown, or on who looks at it: viewers differ. */
  readonly differ: boolean
}

export async function layersOf(document: PdfDocument, bytes: Uint8Array): Promise<Layers> {
  const differ = doViewersDiffer(bytes)
  try {
    const config = await document.getOptionalContentConfig({ intent: 'display' })
    return { differ, isShown: (layer) => !isObject(layer) || config.isVisible(layer) !== false }
  } catch {
    // Layers that cannot be read are shown.
    return { differ, isShown: () => true }
  }
}

/** A file may show its layers by these, beside whether they are looked at or printed. */
const CATEGORIES = /\/Category\s*\[[^\]]*\/(?:Zoom|Language|User)\b/

function doViewersDiffer(bytes: Uint8Array): boolean {
  const text = takeApart(bytes)?.text ?? ''
  return text.includes('/OCProperties') && CATEGORIES.test(text)
}
