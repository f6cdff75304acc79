import type { Pdfium } from '../../../pdfium/index.js'

/** FPDF_ANNOT_FLAG_…: what is not shown on the page. */
const NOT_SHOWN = 0x02 | 0x20
/** FPDF_ANNOT_POPUP: shown by viewers beside the page. */
const POPUP = 16

/**
 * What of a page PDFium knows and does not tell; null where it tells all. The text of annotations (stamps, comments,
 * filled-in fields) is none of the page's.
 */
export function untold({ call }: Pdfium, page: number): string | null {
  const count = call.FPDFPage_GetAnnotCount(page)
  for (let index = 0; index < count; index += 1) {
    const annotation = call.FPDFPage_GetAnnot(page, index)
    if (annotation === 0) continue
    const shown = (call.FPDFAnnot_GetFlags(annotation) & NOT_SHOWN) === 0
    const paints =
      shown && call.FPDFAnnot_GetSubtype(annotation) !== POPUP && call.FPDFAnnot_GetObjectCount(annotation) > 0
    call.FPDFPage_CloseAnnot(annotation)
    if (paints) return 'what annotations show'
  }
  return null
}
