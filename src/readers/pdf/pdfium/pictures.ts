import type { Pdfium, PdfiumDocument } from '../../../pdfium/index.js'
import type { PaintedGlyph, PaintedPicture } from '../engine.js'
import { contains } from '../matrix.js'
import type { Scratch } from './geometry.js'

/** A picture with the address of its page object. */
export interface FoundPicture extends PaintedPicture {
  readonly object: number
}

/** FPDF_IMAGEOBJ_METADATA: width, height, two resolutions, then these. */
const BITS_PER_PIXEL = 4
const COLOUR_SPACE = 5
/** FPDF_COLORSPACE_UNKNOWN: a stencil has no colours of its own. */
const NO_COLOUR_SPACE = 0
/** FPDFBitmap_BGRA: with what is seen through it. */
const WITH_ALPHA = 4
const BYTES_PER_PIXEL = 4
/** Offset of the alpha channel, and its value where nothing is seen through. */
const ALPHA = 3
const OPAQUE = 255
/** Pixels along the edges that are not looked at. */
const EDGE = 2

/** A mask of one bit through which the current colour is painted: what lies beneath is seen beside it. */
export function isStencil({ call }: Pdfium, object: number, page: number, scratch: Scratch): boolean {
  if (!call.FPDFImageObj_GetImageMetadata(object, page, scratch.at)) return false
  return scratch.whole(BITS_PER_PIXEL) === 1 && scratch.whole(COLOUR_SPACE) === NO_COLOUR_SPACE
}

/**
 * The pictures of a page, those with a mask (a seal, a watermark) known as such. Only what lies over text is looked at:
 * whether that text is seen is all that hangs on it.
 */
export function withMasks(
  document: PdfiumDocument,
  page: number,
  pictures: readonly FoundPicture[],
  glyphs: readonly PaintedGlyph[],
): readonly PaintedPicture[] {
  return pictures.map(({ object, ...picture }) => {
    const covers = glyphs.some(
      ({ box, order, visible }) =>
        visible && order < picture.order && contains(picture.box, (box[0] + box[2]) / 2, (box[1] + box[3]) / 2),
    )
    return picture.opaque && covers && hasMask(document, page, object) ? { ...picture, opaque: false } : picture
  })
}

/** Drawn by itself, is there anything that the picture leaves open? Its edges may be, for want of whole pixels. */
function hasMask({ pdfium, handle }: PdfiumDocument, page: number, object: number): boolean {
  const { call, heap } = pdfium
  const bitmap = call.FPDFImageObj_GetRenderedBitmap(handle, page, object)
  if (bitmap === 0) return false
  try {
    if (call.FPDFBitmap_GetFormat(bitmap) !== WITH_ALPHA) return false
    const [width, height] = [call.FPDFBitmap_GetWidth(bitmap), call.FPDFBitmap_GetHeight(bitmap)]
    const [start, stride] = [call.FPDFBitmap_GetBuffer(bitmap), call.FPDFBitmap_GetStride(bitmap)]
    const { bytes } = heap()
    for (let y = EDGE; y < height - EDGE; y += 1)
      for (let x = EDGE; x < width - EDGE; x += 1) {
        if (bytes[start + y * stride + x * BYTES_PER_PIXEL + ALPHA] !== OPAQUE) return true
      }
    return false
  } finally {
    call.FPDFBitmap_Destroy(bitmap)
  }
}
