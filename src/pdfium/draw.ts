import type { Box } from '../model/geometry.js'
import type { PdfiumDocument } from './document.js'

const PAINT_ANNOTATIONS = 0x01
const REVERSE_BYTE_ORDER = 0x10
/** How PDFium lays out pixels (FPDFBitmap_…), with their bytes. Of a grey pixel there is nothing to reverse: PDFium traps. */
const PIXELS = {
  grey: { format: 1, bytes: 1, order: 0 },
  rgb: { format: 2, bytes: 3, order: REVERSE_BYTE_ORDER },
} as const
const WHITE = 0xffffffff

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
  const { format, bytes, order } = PIXELS[pixels]
  const width = Math.max(1, Math.round((call.FPDF_GetPageWidthF(page) * dpi) / 72))
  const height = Math.max(1, Math.round((call.FPDF_GetPageHeightF(page) * dpi) / 72))
  const bitmap = call.FPDFBitmap_CreateEx(width, height, format, 0, 0)
  if (bitmap === 0) throw new Error('PDFium has no memory for the page')
  try {
    const flags = order | (annotations ? PAINT_ANNOTATIONS : 0)
    call.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, WHITE)
    if (area) drawScaled(document, page, bitmap, { scale: dpi / 72, from: [0, 0], clip: pixelsIn(area, dpi), flags })
    else call.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, flags)
    if (annotations)
      drawFields(document, page, (form) => {
        call.FPDF_FFLDraw(form, bitmap, page, 0, 0, width, height, 0, flags)
      })
    return { width, height, bytes: pixelsOf(document, bitmap, width * bytes, height) }
  } finally {
    call.FPDFBitmap_Destroy(bitmap)
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
  const { call } = document.pdfium
  const [left, top, right, bottom] = box
  const width = Math.max(1, Math.ceil((right - left) * scale))
  const height = Math.max(1, Math.ceil((bottom - top) * scale))
  const bitmap = call.FPDFBitmap_CreateEx(width, height, PIXELS.grey.format, 0, 0)
  if (bitmap === 0) throw new Error('PDFium has no memory for a part of the page')
  try {
    call.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, WHITE)
    drawScaled(document, page, bitmap, { scale, from: [left, top], clip: [0, 0, width, height], flags: 0 })
    return { width, height, bytes: pixelsOf(document, bitmap, width, height) }
  } finally {
    call.FPDFBitmap_Destroy(bitmap)
  }
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

/** A copy of a bitmap's rows, `row` bytes each. */
function pixelsOf({ pdfium: { call, heap } }: PdfiumDocument, bitmap: number, row: number, height: number): Uint8Array {
  const [start, stride] = [call.FPDFBitmap_GetBuffer(bitmap), call.FPDFBitmap_GetStride(bitmap)]
  const copy = new Uint8Array(row * height)
  const memory = heap().bytes
  for (let y = 0; y < height; y += 1) copy.set(memory.subarray(start + y * stride, start + y * stride + row), y * row)
  return copy
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
