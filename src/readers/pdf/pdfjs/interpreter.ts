import type { Box } from '../../../model/geometry.js'
import type { PaintedGlyph, PaintedPath, PaintedPicture, Subpath } from '../engine.js'
import { extentOf, intersect, isEmpty, type Matrix, multiply, scaleOf, transformBox } from '../matrix.js'
import { argument, colourOf, isObject, matrixOf, numbers, numeric } from './arguments.js'
import { type FontFacts, UNKNOWN_FONT } from './fonts.js'
import { decodePath } from './paths.js'
import { initialState, type State, type TextPosition, textStart } from './state.js'
import { showText } from './text.js'

/** What the interpreter must be told from outside the operator list. */
export interface Surroundings {
  /** Name of an operator code of pdf.js. */
  operatorName(code: number): string | undefined
  font(id: string): FontFacts | undefined
  /** Whether a layer (optional content) is shown. */
  isShown(layer: unknown): boolean
}

export interface Painted {
  readonly glyphs: readonly PaintedGlyph[]
  readonly paths: readonly PaintedPath[]
  readonly pictures: readonly PaintedPicture[]
}

/** Graphics states that a broken file may open without closing; further ones are not remembered. */
const MAX_DEPTH = 4_000

const STROKING = new Set([
  'stroke',
  'closeStroke',
  'fillStroke',
  'eoFillStroke',
  'closeFillStroke',
  'closeEOFillStroke',
])
const FILLING = new Set(['fill', 'eoFill', 'fillStroke', 'eoFillStroke', 'closeFillStroke', 'closeEOFillStroke'])

/** Walks one page's operator list of pdf.js 5.6 and notes what it paints and where. */
export class Interpreter {
  readonly #around: Surroundings
  readonly #base: Matrix
  readonly #pageClip: Box
  #state: State
  #stack: State[] = []
  #text: TextPosition = textStart()
  #pendingClip = false
  /** Whether each open marked content is shown. */
  #layers: boolean[] = []
  #hidden = 0
  /** Depth of transparency groups that only serve as a mask: they paint nothing themselves. */
  #maskDepth = 0
  #order = 0
  readonly #glyphs: PaintedGlyph[] = []
  readonly #paths: PaintedPath[] = []
  readonly #pictures: PaintedPicture[] = []

  /**
   * @param base from the page's user space to points, top left origin, as /Rotate shows it
   * @param page the page's box in those points
   */
  constructor(around: Surroundings, base: Matrix, page: Box) {
    this.#around = around
    this.#base = base
    this.#pageClip = page
    this.#state = initialState(base, page)
  }

  run(codes: readonly number[], argumentLists: readonly unknown[]): Painted {
    codes.forEach((code, index) => {
      const name = this.#around.operatorName(code)
      if (name !== undefined) this.#operate(name, argumentLists[index])
    })
    return { glyphs: this.#glyphs, paths: this.#paths, pictures: this.#pictures }
  }

  get #shown(): boolean {
    return this.#hidden === 0 && this.#maskDepth === 0
  }

  #operate(name: string, list: unknown): void {
    const state = this.#state
    const text = this.#text
    const at = (index: number): number => numeric(argument(list, index))
    switch (name) {
      case 'save':
        this.#save()
        break
      case 'restore':
        this.#restore()
        break
      case 'transform': {
        const matrix = matrixOf(list)
        if (matrix) state.ctm = multiply(state.ctm, matrix)
        break
      }
      case 'setLineWidth':
        state.lineWidth = at(0)
        break
      case 'setGState':
        this.#setGraphicsState(argument(list, 0))
        break
      case 'setFillRGBColor':
        state.fill = colourOf(argument(list, 0))
        break
      case 'setStrokeRGBColor':
        state.stroke = colourOf(argument(list, 0))
        break
      case 'setFillColorN':
        state.fill = null
        break
      case 'setStrokeColorN':
        state.stroke = null
        break
      case 'setFillTransparent':
        state.fillOpacity = 0
        break
      case 'setStrokeTransparent':
        state.strokeOpacity = 0
        break
      case 'clip':
      case 'eoClip':
        this.#pendingClip = true
        break
      case 'constructPath':
        this.#constructPath(argument(list, 0), argument(argument(list, 1), 0))
        break
      case 'shadingFill':
        this.#addPath([], true)
        break
      case 'beginText':
        this.#text = textStart()
        break
      case 'setFont':
        state.font = this.#font(argument(list, 0))
        state.fontSize = at(1)
        break
      case 'setCharSpacing':
        state.characterSpacing = at(0)
        break
      case 'setWordSpacing':
        state.wordSpacing = at(0)
        break
      case 'setHScale':
        state.horizontalScale = at(0) / 100
        break
      case 'setLeading':
        state.leading = at(0)
        break
      case 'setTextRise':
        state.rise = at(0)
        break
      case 'setTextRenderingMode':
        state.renderMode = at(0)
        break
      case 'setTextMatrix': {
        const matrix = matrixOf(argument(list, 0)) ?? matrixOf(list)
        if (matrix) this.#text = { ...textStart(), matrix }
        break
      }
      case 'moveText':
        moveText(text, at(0), at(1))
        break
      case 'setLeadingMoveText':
        state.leading = -at(1)
        moveText(text, at(0), at(1))
        break
      case 'nextLine':
        moveText(text, 0, -state.leading)
        break
      case 'showText': {
        const run = argument(list, 0)
        if (!Array.isArray(run)) break
        // Hidden layers still move the text position.
        const into = this.#shown ? this.#glyphs : []
        showText(run, state, text, this.#order++, into)
        break
      }
      case 'beginMarkedContent':
        this.#layers.push(true)
        break
      case 'beginMarkedContentProps': {
        const shown = argument(list, 0) !== 'OC' || this.#around.isShown(argument(list, 1))
        this.#layers.push(shown)
        if (!shown) this.#hidden += 1
        break
      }
      case 'endMarkedContent':
        if (this.#layers.pop() === false) this.#hidden -= 1
        break
      case 'paintFormXObjectBegin':
        this.#beginForm(argument(list, 0), argument(list, 1))
        break
      case 'paintFormXObjectEnd':
        this.#restore()
        break
      case 'beginGroup':
        this.#beginGroup(argument(list, 0))
        break
      case 'endGroup':
        this.#endGroup(argument(list, 0))
        break
      case 'beginAnnotation':
        this.#beginAnnotation(list)
        break
      case 'paintImageXObject':
      case 'paintInlineImageXObject':
        this.#paintPicture(state.ctm, true)
        break
      case 'paintImageMaskXObject':
      case 'paintSolidColorImageMask':
        this.#paintPicture(state.ctm, false)
        break
      case 'paintImageXObjectRepeat':
      case 'paintImageMaskXObjectRepeat':
        this.#paintRepeated(list, name === 'paintImageXObjectRepeat')
        break
      case 'paintInlineImageXObjectGroup':
      case 'paintImageMaskXObjectGroup':
        this.#paintGroup(argument(list, name === 'paintInlineImageXObjectGroup' ? 1 : 0))
        break
    }
  }

  #save(): void {
    if (this.#stack.length < MAX_DEPTH) this.#stack.push({ ...this.#state })
  }

  #restore(): void {
    const state = this.#stack.pop()
    if (state) this.#state = state
    this.#pendingClip = false
  }

  #font(id: unknown): FontFacts {
    return (typeof id === 'string' ? this.#around.font(id) : undefined) ?? UNKNOWN_FONT
  }

  #setGraphicsState(entries: unknown): void {
    if (!Array.isArray(entries)) return
    const state = this.#state
    for (const entry of entries) {
      const value = argument(entry, 1)
      switch (argument(entry, 0)) {
        case 'LW':
          state.lineWidth = numeric(value)
          break
        case 'ca':
          state.fillOpacity = numeric(value, 1)
          break
        case 'CA':
          state.strokeOpacity = numeric(value, 1)
          break
        case 'BM':
          state.normalBlend = value === 'source-over'
          break
        case 'Font':
          state.font = this.#font(argument(value, 0))
          state.fontSize = numeric(argument(value, 1))
          break
      }
    }
  }

  /** Clips to a box in the current user space. */
  #clipTo(box: ArrayLike<number> | null): void {
    if (box?.length !== 4) return
    const { ctm, clip } = this.#state
    this.#state.clip = intersect(
      clip,
      transformBox(ctm, numeric(box[0]), numeric(box[1]), numeric(box[2]), numeric(box[3])),
    )
  }

  #constructPath(paint: unknown, data: unknown): void {
    const operator = this.#around.operatorName(numeric(paint, -1)) ?? ''
    const buffer = numbers(data)
    const subpaths = buffer ? decodePath(buffer, this.#state.ctm) : []
    if (STROKING.has(operator) || FILLING.has(operator)) {
      this.#addPath(subpaths, FILLING.has(operator), STROKING.has(operator))
    }
    if (this.#pendingClip) {
      this.#pendingClip = false
      this.#state.clip = intersect(this.#state.clip, extent(subpaths))
    }
  }

  #addPath(subpaths: readonly Subpath[], filled: boolean, stroked = false): void {
    const state = this.#state
    if (!this.#shown || isEmpty(state.clip)) return
    const seen = subpaths.length > 0 ? subpaths : [boxPath(state.clip)]
    const opaque = state.normalBlend ? 1 : BLENDED
    this.#paths.push({
      subpaths: seen,
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

  #beginForm(matrix: unknown, box: unknown): void {
    this.#save()
    const inner = matrixOf(matrix)
    if (inner) this.#state.ctm = multiply(this.#state.ctm, inner)
    this.#clipTo(numbers(box))
  }

  #beginGroup(group: unknown): void {
    this.#save()
    const options = isObject(group) ? group : {}
    if (options.smask) this.#maskDepth += 1
    const inner = matrixOf(options.matrix)
    const { ctm } = this.#state
    if (inner) this.#state.ctm = multiply(ctm, inner)
    this.#clipTo(numbers(options.bbox))
    // The form that follows applies the matrix itself.
    this.#state.ctm = ctm
    this.#state.normalBlend = true
  }

  #endGroup(group: unknown): void {
    if (isObject(group) && group.smask && this.#maskDepth > 0) this.#maskDepth -= 1
    this.#restore()
  }

  /** Annotations are painted from the page's own space, whatever the content left behind. */
  #beginAnnotation(list: unknown): void {
    this.#stack = []
    this.#state = initialState(this.#base, this.#pageClip)
    this.#clipTo(numbers(argument(list, 1)))
    for (const index of [2, 3]) {
      const matrix = matrixOf(argument(list, index))
      if (matrix) this.#state.ctm = multiply(this.#state.ctm, matrix)
    }
  }

  #paintPicture(matrix: Matrix, opaque: boolean): void {
    const { clip, fillOpacity, normalBlend } = this.#state
    const box = intersect(clip, transformBox(matrix, 0, 0, 1, 1))
    if (!this.#shown || isEmpty(box) || fillOpacity === 0) return
    this.#pictures.push({ box, opaque: opaque && normalBlend && fillOpacity === 1, order: this.#order++ })
  }

  /** One picture at many places: [id, scaleX, scaleY, positions] or [mask, scaleX, skewX, skewY, scaleY, positions]. */
  #paintRepeated(list: unknown, picture: boolean): void {
    const at = (index: number): number => numeric(argument(list, index))
    const [a, b, c, d] = picture ? [at(1), 0, 0, at(2)] : [at(1), at(2), at(3), at(4)]
    const positions = numbers(argument(list, picture ? 3 : 5))
    for (let index = 0; positions && index + 1 < positions.length; index += 2) {
      const matrix: Matrix = [a, b, c, d, numeric(positions[index]), numeric(positions[index + 1])]
      this.#paintPicture(multiply(this.#state.ctm, matrix), picture)
    }
  }

  #paintGroup(entries: unknown): void {
    if (!Array.isArray(entries)) return
    for (const entry of entries) {
      const matrix = isObject(entry) ? matrixOf(entry.transform) : null
      if (matrix) this.#paintPicture(multiply(this.#state.ctm, matrix), false)
    }
  }
}

/** Multiply and the like: painted, but what lies beneath shows through. */
const BLENDED = 0.99

function moveText(text: TextPosition, x: number, y: number): void {
  text.lineX += x
  text.lineY += y
  text.x = text.lineX
  text.y = text.lineY
}

function extent(subpaths: readonly Subpath[]): Box {
  return extentOf(subpaths.flatMap(({ points }) => points))
}

function boxPath([left, top, right, bottom]: Box): Subpath {
  return { points: [left, top, right, top, right, bottom, left, bottom], closed: true, curved: false }
}
