import type { Box } from '../../../model/geometry.js'
import type { PdfiumDocument } from '../../../pdfium/index.js'
import { CLIPPING_MODES, INVISIBLE_MODES, onPaper, showsStroke, STROKE_ONLY_MODES, textColour } from '../em.js'
import { type PaintedPage, type PaintedPath, Untold } from '../engine.js'
import { intersect, isEmpty, type Matrix, multiply, scaleOf, transformBox, withOverrun } from '../matrix.js'
import { coversText, isPrintedOver } from '../covered.js'
import { frameOf, pageBox, type Paint, paintOf, type Scratch } from './geometry.js'
import { PathReader } from './paths.js'
import { type FoundPicture, isStencil, withMasks } from './pictures.js'
import type { TextRun } from './text-run.js'
import { TextReader } from './text.js'

/** FPDF_PAGEOBJ_… */
const TEXT = 1
const PATH = 2
const IMAGE = 3
const SHADING = 4
const FORM = 5

/** Forms nest; a file that nests them deeper than this wants to harm. */
const MAX_NESTED = 24
/** A page with more objects than this is no page of a report, and takes seconds. */
const MAX_OBJECTS = 500_000
/** Points: twice what PDF allows a page to measure. */
const LONGEST_SIDE = 28_800
/** Multiply and the like: painted, but what lies beneath shows through. */
const BLENDED = 0.99

/** The surroundings of a page object: the page itself, or the forms that it stands in. */
interface Surroundings {
  /** From the object's surroundings to points on the page. */
  readonly matrix: Matrix
  readonly clip: Box
  readonly opacity: number
  readonly depth: number
  /** Within a form that is a group, of which it is not told how it is blended. */
  readonly grouped: boolean
}

/** Walks the objects of one page and notes what they paint and where. */
export class PageReader {
  readonly #document: PdfiumDocument
  readonly #page: number
  readonly #scratch: Scratch
  readonly #paths: PathReader
  readonly #box: Box
  readonly #layers: boolean
  readonly #runs = new Map<number, TextRun>()
  readonly #painted: PaintedPath[] = []
  readonly #pictures: FoundPicture[] = []
  readonly #grouped = new Set<number>()
  #objects = 0
  #order = 0

  private constructor(document: PdfiumDocument, page: number, scratch: Scratch, box: Box, layers: boolean) {
    this.#layers = layers
    this.#document = document
    this.#page = page
    this.#scratch = scratch
    this.#paths = new PathReader(document.pdfium, scratch)
    this.#box = box
  }

  /**
   * Throws Untold where PDFium does not tell all that is needed.
   * @param layers whether something may belong to a layer, of which it is not told whether it is shown
   */
  static read(document: PdfiumDocument, page: number, scratch: Scratch, layers: boolean): PaintedPage {
    const { pdfium } = document
    const frame = frameOf(pdfium, page, scratch)
    if (Math.max(frame.width, frame.height) > LONGEST_SIDE) throw new Untold('a page of any use')
    const box = pageBox(frame)
    const reader = new PageReader(document, page, scratch, box, layers)
    const { FPDFPage_CountObjects, FPDFPage_GetObject } = pdfium.call
    reader.#walk(FPDFPage_CountObjects(page), (index) => FPDFPage_GetObject(page, index), {
      matrix: frame.base,
      clip: withOverrun(box),
      opacity: 1,
      depth: 0,
      grouped: false,
    })
    const text = new TextReader(pdfium, scratch, frame.base)
    const glyphs = text.glyphs(page, reader.#runs)
    const pictures = withMasks(document, page, reader.#pictures, glyphs)
    const painted: PaintedPage = {
      width: frame.width,
      height: frame.height,
      rotation: frame.rotation,
      glyphs,
      paths: reader.#painted,
      pictures,
      marks: text.marks,
      damage: null,
      engine: 'pdfium',
    }
    // PDFium leaves out a character that is printed twice at a place, although the first one may be covered by then.
    if (isPrintedOver(painted)) throw new Untold('what is printed over')
    if (coversText(painted, reader.#grouped)) throw new Untold('how groups are blended')
    return painted
  }

  #walk(count: number, objectAt: (index: number) => number, around: Surroundings): void {
    for (let index = 0; index < count; index += 1) {
      if ((this.#objects += 1) > MAX_OBJECTS) throw new Untold('pages of so many objects in time')
      const object = objectAt(index)
      if (object !== 0) this.#take(object, around)
    }
  }

  #take(object: number, around: Surroundings): void {
    const { call } = this.#document.pdfium
    const type = call.FPDFPageObj_GetType(object)
    const order = this.#order++
    if (around.grouped) this.#grouped.add(order)
    if (this.#layers && isLayered(this.#document, object, this.#scratch)) throw new Untold('which layers are shown')
    const clip = this.#paths.clip(object, around.matrix, around.clip, this.#box)
    if (isEmpty(clip) && type !== TEXT) return
    switch (type) {
      case TEXT:
        this.#runs.set(object, this.#run(object, around, clip, order))
        break
      case PATH:
        this.#path(object, around, clip, order)
        break
      case SHADING: {
        const subpath = { points: cornersOf(clip), closed: true, curved: false }
        const fill = { colour: null, opacity: this.#seenThrough(object, around) }
        this.#painted.push({ subpaths: [subpath], stroke: null, fill, clip, order })
        break
      }
      case IMAGE:
        this.#picture(object, around, clip, order)
        break
      case FORM:
        if (around.depth < MAX_NESTED) this.#form(object, around, clip)
        break
    }
  }

  #paint(read: (...args: readonly number[]) => number, object: number, around: Surroundings): Paint {
    const { colour, opacity } = paintOf(read, object, this.#scratch)
    return { colour, opacity: opacity * around.opacity }
  }

  /** How much of what an object paints hides what lies beneath. */
  #seenThrough(object: number, around: Surroundings): number {
    return this.#document.pdfium.call.FPDFPageObj_HasTransparency(object) ? BLENDED : around.opacity
  }

  #run(object: number, around: Surroundings, clip: Box, order: number): TextRun {
    const { call } = this.#document.pdfium
    const scratch = this.#scratch
    const mode = call.FPDFTextObj_GetTextRenderMode(object)
    const fill = this.#paint(call.FPDFPageObj_GetFillColor, object, around)
    const stroke = showsStroke(mode) ? this.#paint(call.FPDFPageObj_GetStrokeColor, object, around) : fill
    const { opacity } = STROKE_ONLY_MODES.includes(mode) ? stroke : fill
    if (CLIPPING_MODES.includes(mode)) throw new Untold('what text clips')
    // It is not told whether text is blended or masked, and how.
    if (fill.opacity === around.opacity && call.FPDFPageObj_HasTransparency(object))
      throw new Untold('how text is blended')
    const { colour, unsure } = textColour(mode, fill.colour, stroke.colour)
    call.FPDFPageObj_GetBounds(object, scratch.place(0), scratch.place(1), scratch.place(2), scratch.place(3))
    const bounds: Box = [scratch.float(0), scratch.float(1), scratch.float(2), scratch.float(3)]
    const shown = transformBox(around.matrix, bounds[0], bounds[1], bounds[2], bounds[3])
    return {
      order,
      colour: onPaper(colour, opacity),
      clip,
      bounds,
      shown,
      holes: this.#paths.clipHasHoles,
      unsure,
      surroundings: around.matrix,
      visible: !INVISIBLE_MODES.includes(mode) && opacity > 0,
    }
  }

  #path(object: number, around: Surroundings, clip: Box, order: number): void {
    const { call } = this.#document.pdfium
    const scratch = this.#scratch
    if (!call.FPDFPath_GetDrawMode(object, scratch.place(0), scratch.place(1))) return
    const [filled, stroked] = [scratch.whole(0) !== 0, scratch.whole(1) !== 0]
    if (!filled && !stroked) return
    call.FPDFPageObj_GetMatrix(object, scratch.at)
    const matrix = multiply(around.matrix, scratch.matrix())
    const subpaths = this.#paths.path(object, matrix)
    if (subpaths.length === 0) return
    const blend = call.FPDFPageObj_HasTransparency(object) ? BLENDED : 1
    const painted = (paint: Paint): Paint => ({ ...paint, opacity: paint.opacity * blend })
    let stroke: PaintedPath['stroke'] = null
    if (stroked) {
      const width = call.FPDFPageObj_GetStrokeWidth(object, scratch.at) ? scratch.float(0) : 1
      stroke = {
        width: width * scaleOf(matrix),
        ...painted(this.#paint(call.FPDFPageObj_GetStrokeColor, object, around)),
      }
    }
    const fill = filled ? painted(this.#paint(call.FPDFPageObj_GetFillColor, object, around)) : null
    this.#painted.push({ subpaths, stroke, fill, clip, order })
  }

  #picture(object: number, around: Surroundings, clip: Box, order: number): void {
    const { pdfium } = this.#document
    const { call } = pdfium
    const scratch = this.#scratch
    const { opacity } = this.#paint(call.FPDFPageObj_GetFillColor, object, around)
    call.FPDFPageObj_GetMatrix(object, scratch.at)
    const box = intersect(clip, transformBox(multiply(around.matrix, scratch.matrix()), 0, 0, 1, 1))
    if (isEmpty(box) || opacity === 0) return
    const opaque =
      opacity === 1 && !call.FPDFPageObj_HasTransparency(object) && !isStencil(pdfium, object, this.#page, scratch)
    this.#pictures.push({ box, opaque, order, object })
  }

  #form(object: number, around: Surroundings, clip: Box): void {
    const { call } = this.#document.pdfium
    const { opacity } = this.#paint(call.FPDFPageObj_GetFillColor, object, around)
    if (!call.FPDFPageObj_GetMatrix(object, this.#scratch.at)) return
    const matrix = multiply(around.matrix, this.#scratch.matrix())
    this.#walk(call.FPDFFormObj_CountObjects(object), (index) => call.FPDFFormObj_GetObject(object, index), {
      matrix,
      clip,
      opacity,
      depth: around.depth + 1,
      grouped: around.grouped || call.FPDFPageObj_HasTransparency(object) !== 0,
    })
  }
}

/** Bytes for the name of a mark in UTF-16: longer ones than /OC need not be known. */
const NAME_BYTES = 16
/** "OC" in UTF-16, as PDFium counts it: with the zero at its end. */
const LAYER = [0x4f, 0, 0x43, 0, 0, 0]

/** Does an object stand in marked content that belongs to a layer? */
function isLayered({ pdfium }: PdfiumDocument, object: number, scratch: Scratch): boolean {
  const { call, heap } = pdfium
  const count = call.FPDFPageObj_CountMarks(object)
  for (let index = 0; index < count; index += 1) {
    const mark = call.FPDFPageObj_GetMark(object, index)
    const name = scratch.place(4)
    if (!call.FPDFPageObjMark_GetName(mark, name, NAME_BYTES, scratch.place(0))) continue
    if (scratch.whole(0) !== LAYER.length) continue
    const bytes = heap().bytes
    if (LAYER.every((byte, place) => bytes[name + place] === byte)) return true
  }
  return false
}

const cornersOf = ([left, top, right, bottom]: Box): readonly number[] => [
  left,
  top,
  right,
  top,
  right,
  bottom,
  left,
  bottom,
]
