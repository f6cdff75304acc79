import type { Pdfium } from '../../../pdfium/index.js'
import type { Box } from '../../../model/geometry.js'
import type { PageRotation } from '../../../model/page.js'
import type { Colour } from '../engine.js'
import type { Matrix } from '../matrix.js'

/** Bytes of one float and one double in PDFium's memory. */
const FLOAT = 4
const DOUBLE = 8
/** Bytes for what one call writes: the longest is a matrix of six floats, with room. */
const SCRATCH_BYTES = 128

const ROTATIONS: readonly PageRotation[] = [0, 90, 180, 270]

/** A small piece of PDFium's memory for its answers; it lives as long as a page is read. */
export class Scratch {
  readonly #pdfium: Pdfium
  /** Its address. */
  readonly at: number

  constructor(pdfium: Pdfium) {
    this.#pdfium = pdfium
    this.at = pdfium.call.malloc(SCRATCH_BYTES)
    if (this.at === 0) throw new Error('PDFium has no memory left')
  }

  free(): void {
    this.#pdfium.call.free(this.at)
  }

  /** Addresses of places for one float or whole number each. */
  place(index: number): number {
    return this.at + index * FLOAT
  }

  placeOfDouble(index: number): number {
    return this.at + index * DOUBLE
  }

  float(index: number): number {
    return this.#pdfium.heap().float32[this.at / FLOAT + index] ?? 0
  }

  whole(index: number): number {
    return this.#pdfium.heap().int32[this.at / FLOAT + index] ?? 0
  }

  double(index: number): number {
    return this.#pdfium.heap().float64[this.at / DOUBLE + index] ?? 0
  }

  matrix(): Matrix {
    const { float32 } = this.#pdfium.heap()
    const at = this.at / FLOAT
    return [
      float32[at] ?? 1,
      float32[at + 1] ?? 0,
      float32[at + 2] ?? 0,
      float32[at + 3] ?? 1,
      float32[at + 4] ?? 0,
      float32[at + 5] ?? 0,
    ]
  }
}

/** PDFium's facts of the page itself. */
export interface PageFrame {
  readonly width: number
  readonly height: number
  readonly rotation: PageRotation
  /** From the page's user space to points, top left origin, as /Rotate shows it. */
  readonly base: Matrix
}

export function frameOf({ call }: Pdfium, page: number, scratch: Scratch): PageFrame {
  const rotation = ROTATIONS[call.FPDFPage_GetRotation(page)] ?? 0
  call.FPDF_GetPageBoundingBox(page, scratch.at)
  // FS_RECTF: left, top, right, bottom; y grows upwards.
  const [left, top, right, bottom] = [scratch.float(0), scratch.float(1), scratch.float(2), scratch.float(3)]
  return { ...sized(left, top, right, bottom, rotation), rotation }
}

function sized(
  left: number,
  top: number,
  right: number,
  bottom: number,
  rotation: PageRotation,
): Omit<PageFrame, 'rotation'> {
  const [across, down] = [right - left, top - bottom]
  switch (rotation) {
    case 0:
      return { width: across, height: down, base: [1, 0, 0, -1, -left, top] }
    case 90:
      return { width: down, height: across, base: [0, 1, 1, 0, -bottom, -left] }
    case 180:
      return { width: across, height: down, base: [-1, 0, 0, 1, right, -bottom] }
    case 270:
      return { width: down, height: across, base: [0, -1, -1, 0, top, right] }
  }
}

/** A colour and its opacity in 0..1, as PDFium tells them of a page object. */
export interface Paint {
  readonly colour: Colour
  readonly opacity: number
}

const BLACK: Paint = { colour: [0, 0, 0], opacity: 1 }

/** @param read FPDFPageObj_GetFillColor or FPDFPageObj_GetStrokeColor */
export function paintOf(read: (...args: readonly number[]) => number, object: number, scratch: Scratch): Paint {
  if (!read(object, scratch.place(0), scratch.place(1), scratch.place(2), scratch.place(3))) return BLACK
  return { colour: [scratch.whole(0), scratch.whole(1), scratch.whole(2)], opacity: scratch.whole(3) / 255 }
}

/** The page's box in points. */
export const pageBox = ({ width, height }: Pick<PageFrame, 'width' | 'height'>): Box => [0, 0, width, height]
