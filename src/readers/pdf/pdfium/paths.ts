import type { Pdfium } from '../../../pdfium/index.js'
import type { Box } from '../../../model/geometry.js'
import type { Subpath } from '../engine.js'
import { extentOf, intersect, type Matrix, openAtEdges } from '../matrix.js'
import type { Scratch } from './geometry.js'

/** FPDF_SEGMENT_… */
const LINE = 0
const BEZIER = 1
const MOVE = 2
/** A Bézier curve is three segments: two control points and its end. */
const POINTS_OF_BEZIER = 3

/** Reads paths and clips out of PDFium. */
export class PathReader {
  readonly #pdfium: Pdfium
  readonly #scratch: Scratch
  /** Whether a clip of the object that was asked for last may leave holes in the box that is given for it. */
  clipHasHoles = false

  constructor(pdfium: Pdfium, scratch: Scratch) {
    this.#pdfium = pdfium
    this.#scratch = scratch
  }

  /** The subpaths of a path object, after the matrix. */
  path(object: number, matrix: Matrix): readonly Subpath[] {
    const { FPDFPath_CountSegments, FPDFPath_GetPathSegment } = this.#pdfium.call
    return this.#subpaths(FPDFPath_CountSegments(object), (index) => FPDFPath_GetPathSegment(object, index), matrix)
  }

  /**
   * Cuts a box to the clips of a page object.
   * @param matrix from the object's surroundings (page or form) to points on the page
   */
  clip(object: number, matrix: Matrix, box: Box, page: Box): Box {
    const { FPDFPageObj_GetClipPath, FPDFClipPath_CountPaths } = this.#pdfium.call
    const clip = FPDFPageObj_GetClipPath(object)
    const count = clip === 0 ? 0 : FPDFClipPath_CountPaths(clip)
    this.clipHasHoles = false
    let left = box
    for (let path = 0; path < count; path += 1) {
      left = intersect(left, openAtEdges(this.#extentOfClip(clip, path, matrix), page))
    }
    return left
  }

  #extentOfClip(clip: number, path: number, matrix: Matrix): Box {
    const { FPDFClipPath_CountPathSegments, FPDFClipPath_GetPathSegment } = this.#pdfium.call
    const subpaths = this.#subpaths(
      FPDFClipPath_CountPathSegments(clip, path),
      (index) => FPDFClipPath_GetPathSegment(clip, path, index),
      matrix,
    )
    if (subpaths.length > 1) this.clipHasHoles = true
    return extentOf(subpaths.flatMap(({ points }) => points))
  }

  #subpaths(count: number, segment: (index: number) => number, [a, b, c, d, e, f]: Matrix): readonly Subpath[] {
    const { call } = this.#pdfium
    const scratch = this.#scratch
    const subpaths: Subpath[] = []
    let points: number[] = []
    let curved = false
    let ofCurve = 0
    const finish = (closed: boolean): void => {
      if (points.length >= 4) subpaths.push({ points: closed ? withoutReturn(points) : points, closed, curved })
      points = []
      curved = false
      ofCurve = 0
    }
    for (let index = 0; index < count; index += 1) {
      const at = segment(index)
      if (at === 0) continue
      const type = call.FPDFPathSegment_GetType(at)
      if (type === MOVE) finish(false)
      const isControl = type === BEZIER && (ofCurve = (ofCurve % POINTS_OF_BEZIER) + 1) < POINTS_OF_BEZIER
      if (type === BEZIER) curved = true
      if ((type === MOVE || type === LINE || type === BEZIER) && !isControl) {
        call.FPDFPathSegment_GetPoint(at, scratch.place(0), scratch.place(1))
        const [x, y] = [scratch.float(0), scratch.float(1)]
        points.push(a * x + c * y + e, b * x + d * y + f)
      }
      if (call.FPDFPathSegment_GetClose(at)) {
        const [startX, startY] = points
        finish(true)
        // A segment after a close without a move starts where the closed subpath started.
        if (startX !== undefined && startY !== undefined) points = [startX, startY]
      }
    }
    finish(false)
    return subpaths
  }
}

/** PDFium closes a rectangle by a line back to its start, which the closing stands for. */
function withoutReturn(points: number[]): number[] {
  const last = points.length - 2
  return last >= 4 && points[0] === points[last] && points[1] === points[last + 1] ? points.slice(0, last) : points
}
