import { unionBox, type Box } from '../../../model/geometry.js'
import type { PaintedGlyph, PaintedPath, PaintedPicture, Subpath } from '../engine.js'
import {
  extentOf,
  intersect,
  isEmpty,
  type Matrix,
  multiply,
  openAtEdges,
  scaleOf,
  transformBox,
  withOverrun,
} from '../matrix.js'
import { isObject, matrixOf, numbers, numeric } from './arguments.js'
import { initialState, type State } from './state.js'

/** Graphics states that a broken file may open without closing; further ones are not remembered. */
const MAX_DEPTH = 4_000

/** Multiply and the like: painted, but what lies beneath shows through. */
const BLENDED = 0.99

/** Remembers what is painted, with the graphics state that decides where, how and whether it is seen. */
export class Canvas {
  readonly glyphs: PaintedGlyph[] = []
  readonly paths: PaintedPath[] = []
  readonly pictures: PaintedPicture[] = []
  /** By which id pdf.js keeps a picture's pixels, which tell whether it has a mask. */
  readonly sources = new Map<PaintedPicture, string>()
  state: State
  readonly #base: Matrix
  readonly #page: Box
  #stack: State[] = []
  #pendingClip = false
  /** Whether each open marked content is shown, and whether the content before it was disputed. */
  readonly #layers: { readonly shown: boolean; readonly disputed: boolean }[] = []
  #hidden = 0
  /** Depth of transparency groups that only serve as a mask: they paint nothing themselves. */
  #maskDepth = 0
  #order = 0

  /**
   * @param base from the page's user space to points, top left origin, as /Rotate shows it
   * @param page the page's box in those points
   */
  constructor(base: Matrix, page: Box) {
    this.#base = base
    this.#page = page
    this.state = initialState(base, withOverrun(page))
  }

  /** False within hidden layers and masks. */
  get shown(): boolean {
    return this.#hidden === 0 && this.#maskDepth === 0
  }

  nextOrder(): number {
    return this.#order++
  }

  save(): void {
    if (this.#stack.length < MAX_DEPTH) this.#stack.push({ ...this.state })
  }

  restore(): void {
    const state = this.#stack.pop()
    if (state) this.state = state
    this.#pendingClip = false
  }

  /** The next path clips, once it has been painted. */
  clipNext(): void {
    this.#pendingClip = true
  }

  /** @param disputed whether viewers do not agree on whether it is shown */
  beginLayer(shown: boolean, disputed = false): void {
    this.#layers.push({ shown, disputed: this.state.disputed })
    this.state.disputed ||= disputed
    if (!shown) this.#hidden += 1
  }

  endLayer(): void {
    const layer = this.#layers.pop()
    if (!layer) return
    this.state.disputed = layer.disputed
    if (!layer.shown) this.#hidden -= 1
  }

  /** Clips to a box in the current user space. */
  #clipTo(box: ArrayLike<number> | null): void {
    if (box?.length !== 4) return
    const { ctm } = this.state
    this.#clip(transformBox(ctm, numeric(box[0]), numeric(box[1]), numeric(box[2]), numeric(box[3])))
  }

  /** Paints a path and, if that was asked for, clips to it. */
  paintPath(subpaths: readonly Subpath[], filled: boolean, stroked: boolean): void {
    if (filled || stroked) this.#addPath(subpaths, filled, stroked)
    if (this.#pendingClip) {
      this.#pendingClip = false
      this.#clip(extent(subpaths))
      this.state.clipHasHoles ||= subpaths.length > 1
    }
  }

  #clip(box: Box): void {
    this.state.clip = intersect(this.state.clip, openAtEdges(box, this.#page))
  }

  /** Clips to the characters of a text object; within their boxes it is not told which parts are left. */
  clipToText(boxes: readonly Box[]): void {
    const box = unionBox(boxes)
    if (!box) return
    this.#clip(box)
    this.state.clipHasHoles = true
  }

  /** Paints all that the clip leaves. */
  paintAll(): void {
    this.#addPath([boxPath(this.state.clip)], true, false)
  }

  #addPath(subpaths: readonly Subpath[], filled: boolean, stroked: boolean): void {
    const state = this.state
    if (!this.shown || subpaths.length === 0 || isEmpty(state.clip)) return
    const opaque = state.normalBlend && !state.seenThrough ? 1 : BLENDED
    this.paths.push({
      subpaths,
      stroke: stroked
        ? {
            width: state.lineWidth * scaleOf(state.ctm),
            colour: state.stroke,
            opacity: state.strokeOpacity * opaque,
          }
        : null,
      fill: filled ? { colour: state.fill, opacity: state.fillOpacity * opaque } : null,
      clip: state.clip,
      order: this.#order++,
    })
  }

  beginForm(matrix: unknown, box: unknown): void {
    this.save()
    const inner = matrixOf(matrix)
    if (inner) this.state.ctm = multiply(this.state.ctm, inner)
    this.#clipTo(numbers(box))
  }

  beginGroup(group: unknown): void {
    this.save()
    const options = isObject(group) ? group : {}
    if (options.smask) this.#maskDepth += 1
    const inner = matrixOf(options.matrix)
    const { ctm } = this.state
    if (inner) this.state.ctm = multiply(ctm, inner)
    this.#clipTo(numbers(options.bbox))
    // The form that follows applies the matrix itself.
    this.state.ctm = ctm
    this.state.seenThrough ||= !this.state.normalBlend || this.state.fillOpacity < 1
    this.state.normalBlend = true
    // The last object hides earlier ones even where it is clear, and few viewers do so.
    this.state.disputed ||= options.knockout === true
  }

  endGroup(group: unknown): void {
    if (isObject(group) && group.smask && this.#maskDepth > 0) this.#maskDepth -= 1
    this.restore()
  }

  /** Annotations are painted from the page's own space, whatever the content left behind. */
  beginAnnotation(box: unknown, matrices: readonly unknown[]): void {
    this.#stack = []
    this.state = initialState(this.#base, withOverrun(this.#page))
    this.#clipTo(numbers(box))
    for (const value of matrices) {
      const matrix = matrixOf(value)
      if (matrix) this.state.ctm = multiply(this.state.ctm, matrix)
    }
  }

  paintPicture(matrix: Matrix, opaque: boolean, source: string | null = null): void {
    const { clip, fillOpacity, normalBlend, seenThrough } = this.state
    const box = intersect(clip, transformBox(matrix, 0, 0, 1, 1))
    if (!this.shown || isEmpty(box) || fillOpacity === 0) return
    const picture = { box, opaque: opaque && normalBlend && !seenThrough && fillOpacity === 1, order: this.#order++ }
    this.pictures.push(picture)
    if (picture.opaque && source !== null) this.sources.set(picture, source)
  }
}

function extent(subpaths: readonly Subpath[]): Box {
  return extentOf(subpaths.flatMap(({ points }) => points))
}

function boxPath([left, top, right, bottom]: Box): Subpath {
  return { points: [left, top, right, top, right, bottom, left, bottom], closed: true, curved: false }
}
