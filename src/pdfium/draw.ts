import type { Box } from '../model/geometry.js'
import type { PdfiumDocument } from './document.js'

const PAINT_ANNOTATIONS = 0x01
const REVERSE_BYTE_ORDER = 0x10
/** How PDFium lays out pixels (FPDFBitmap_…), with their bytes. Of a grey pixel there is nothing to reverse: PDFium traps. */
const PIXELS = {
  grey: { format: 1, bytes: 1, order: 0 },
  rgb: { format: 2, bytes: 3, order: REVERSE_BYTE_ORDER },
} as const
const WHITE = 0xff

/** A page's pixels, row by row. */
export interface DrawnPage {
  readonly width: number
  readonly height: number
  readonly bytes: Uint8Array
}

export interface Drawing {
  readonly dpi: number
  readonly pixels: keyof typeof PIXELS
  /** Whether stamps, notes and the fields of forms are drawn. */
  readonly annotations: boolean
  /** The part that is drawn, in points, origin top left of the page as its /Rotate shows it; the rest stays white. */
  readonly area?: Box
}

/**
 * Draws a loaded page as viewers show it, /Rotate applied. Colours come as red, green, blue. Throws an Error where PDFium has no memory for it.
 */
export function drawPage(
  document: PdfiumDocument,
  page: number,
  { dpi, pixels, annotations, area }: Drawing,
): DrawnPage {
  const { call } = document.pdfium
  const { order } = PIXELS[pixels]
  const width = Math.max(1, Math.round((call.FPDF_GetPageWidthF(page) * dpi) / 72))
  const height = Math.max(1, Math.round((call.FPDF_GetPageHeightF(page) * dpi) / 72))
  const flags = order | (annotations ? PAINT_ANNOTATIONS : 0)
  return onPaper(document, { width, height, pixels }, (bitmap) => {
    if (area) drawScaled(document, page, bitmap, { scale: dpi / 72, from: [0, 0], clip: pixelsIn(area, dpi), flags })
    else call.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, flags)
    if (annotations)
      drawFields(document, page, (form) => {
        call.FPDF_FFLDraw(form, bitmap, page, 0, 0, width, height, 0, flags)
      })
  })
}

interface Sheet {
  /** Pixels. */
  readonly width: number
  readonly height: number
  readonly pixels: Drawing['pixels']
}

/** A white bitmap after `draw`. Its memory is taken here, since PDFium clears its own first and lays out rows with gaps. */
function onPaper(
  { pdfium: { call, heap } }: PdfiumDocument,
  { width, height, pixels }: Sheet,
  draw: (bitmap: number) => void,
): DrawnPage {
  const { format, bytes } = PIXELS[pixels]
  const size = width * height * bytes
  const start = call.malloc(size)
  if (start === 0) throw new Error('PDFium has no memory for the page')
  try {
    heap().bytes.fill(WHITE, start, start + size)
    const bitmap = call.FPDFBitmap_CreateEx(width, height, format, start, width * bytes)
    if (bitmap === 0) throw new Error('PDFium has no memory for the page')
    try {
      draw(bitmap)
    } finally {
      call.FPDFBitmap_Destroy(bitmap)
    }
    return { width, height, bytes: heap().bytes.slice(start, start + size) }
  } finally {
    call.free(start)
  }
}

const pixelsIn = (box: Box, dpi: number): Box => {
  const [left, top, right, bottom] = box
  const scale = dpi / 72
  return [Math.floor(left * scale), Math.floor(top * scale), Math.ceil(right * scale), Math.ceil(bottom * scale)]
}

/**
 * Draws a part of a loaded page in grey, without annotations. Throws an Error where PDFium has no memory for it.
 * @param box in points, origin top left of the page as its /Rotate shows it
 * @param scale pixels a point
 */
export function drawBox(document: PdfiumDocument, page: number, box: Box, scale: number): DrawnPage {
  const [left, top, right, bottom] = box
  const width = Math.max(1, Math.ceil((right - left) * scale))
  const height = Math.max(1, Math.ceil((bottom - top) * scale))
  return onPaper(document, { width, height, pixels: 'grey' }, (bitmap) => {
    drawScaled(document, page, bitmap, { scale, from: [left, top], clip: [0, 0, width, height], flags: 0 })
  })
}

interface Scaling {
  /** Pixels a point. */
  readonly scale: number
  /** The point of the page (points) that becomes the bitmap's first pixel. */
  readonly from: readonly [x: number, y: number]
  /** The part of the bitmap (pixels) that is drawn on. */
  readonly clip: Box
  readonly flags: number
}

/** Floats for a matrix (six) and a clip (four). */
const MATRIX_FLOATS = 6
const CLIP_FLOATS = 4

function drawScaled(
  { pdfium: { call, heap } }: PdfiumDocument,
  page: number,
  bitmap: number,
  { scale, from: [x, y], clip, flags }: Scaling,
): void {
  const bytes = Float32Array.BYTES_PER_ELEMENT
  const frame = call.malloc((MATRIX_FLOATS + CLIP_FLOATS) * bytes)
  if (frame === 0) throw new Error('PDFium has no memory for a part of the page')
  heap().float32.set([scale, 0, 0, scale, -x * scale, -y * scale, ...clip], frame / bytes)
  call.FPDF_RenderPageBitmapWithMatrix(bitmap, page, frame, frame + MATRIX_FLOATS * bytes, flags)
  call.free(frame)
}

/** Fields of forms are annotations that only PDFium's module for forms paints. */
function drawFields(document: PdfiumDocument, page: number, draw: (form: number) => void): void {
  const { call } = document.pdfium
  if (call.FPDFPage_GetAnnotCount(page) === 0) return
  const form = document.form()
  if (form === 0) return
  call.FORM_OnAfterLoadPage(page, form)
  draw(form)
  call.FORM_OnBeforeClosePage(page, form)
}
