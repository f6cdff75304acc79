import type { Box } from '../../../model/geometry.js'
import { CLIPPING_MODES } from '../em.js'
import type { PaintedGlyph, PaintedPath, PaintedPicture } from '../engine.js'
import { type Matrix, multiply } from '../matrix.js'
import { argument, colourOf, isObject, matrixOf, numbers, numeric } from './arguments.js'
import { Canvas } from './canvas.js'
import { type FontFacts, UNKNOWN_FONT } from './fonts.js'
import type { Layers } from './layers.js'
import { decodePath } from './paths.js'
import { type TextPosition, textStart } from './state.js'
import { showText } from './text.js'

/** Facts that the interpreter needs beside the operator list. */
export interface Surroundings {
  /** Name of an operator code of pdf.js. */
  operatorName(code: number): string | undefined
  font(id: string): FontFacts | undefined
  readonly layers: Layers
}

export interface Painted {
  readonly glyphs: readonly PaintedGlyph[]
  readonly paths: readonly PaintedPath[]
  readonly pictures: readonly PaintedPicture[]
  /** The ids of the pictures that may be opaque. */
  readonly sources: ReadonlyMap<PaintedPicture, string>
}

const STROKING = new Set([
  'stroke',
  'closeStroke',
  'fillStroke',
  'eoFillStroke',
  'closeFillStroke',
  'closeEOFillStroke',
])
const FILLING = new Set(['fill', 'eoFill', 'fillStroke', 'eoFillStroke', 'closeFillStroke', 'closeEOFillStroke'])

/** Modes of blending under which dark text stays as it is; on bare paper viewers do not agree on what burning makes of it. */
const DARKENING = new Set(['source-over', 'multiply', 'darken'])

/** Walks one page's operator list of pdf.js 5.6 and notes what it paints and where. */
export class Interpreter {
  readonly #around: Surroundings
  readonly #canvas: Canvas
  #text: TextPosition = textStart()
  /** The boxes of the text object's characters that clip what comes after it. */
  readonly #clipping: Box[] = []

  /**
   * @param base from the page's user space to points, top left origin, as /Rotate shows it
   * @param page the page's box in those points
   */
  constructor(around: Surroundings, base: Matrix, page: Box) {
    this.#around = around
    this.#canvas = new Canvas(base, page)
  }

  run(codes: readonly number[], argumentLists: readonly unknown[]): Painted {
    codes.forEach((code, index) => {
      const name = this.#around.operatorName(code)
      if (name !== undefined) this.#operate(name, argumentLists[index])
    })
    const { glyphs, paths, pictures, sources } = this.#canvas
    return { glyphs, paths, pictures, sources }
  }

  #operate(name: string, list: unknown): void {
    const canvas = this.#canvas
    const { state } = canvas
    const text = this.#text
    const at = (index: number): number => numeric(argument(list, index))
    switch (name) {
      case 'save':
        canvas.save()
        break
      case 'restore':
        canvas.restore()
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
        canvas.clipNext()
        break
      case 'constructPath':
        this.#constructPath(argument(list, 0), argument(argument(list, 1), 0))
        break
      case 'shadingFill':
        canvas.paintAll()
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
        const shown = canvas.shown ? canvas.glyphs : []
        const before = shown.length
        showText(run, state, text, canvas.nextOrder(), shown)
        if (CLIPPING_MODES.includes(state.renderMode)) this.#clipping.push(...shown.slice(before).map(({ box }) => box))
        break
      }
      case 'endText':
        canvas.clipToText(this.#clipping.splice(0))
        break
      case 'beginMarkedContent':
        canvas.beginLayer(true)
        break
      case 'beginMarkedContentProps': {
        const { layers } = this.#around
        const isLayer = argument(list, 0) === 'OC'
        canvas.beginLayer(!isLayer || layers.isShown(argument(list, 1)), isLayer && layers.differ)
        break
      }
      case 'endMarkedContent':
        canvas.endLayer()
        break
      case 'paintFormXObjectBegin':
        canvas.beginForm(argument(list, 0), argument(list, 1))
        break
      case 'paintFormXObjectEnd':
        canvas.restore()
        break
      case 'beginGroup':
        canvas.beginGroup(argument(list, 0))
        break
      case 'endGroup':
        canvas.endGroup(argument(list, 0))
        break
      case 'beginAnnotation':
        canvas.beginAnnotation(argument(list, 1), [argument(list, 2), argument(list, 3)])
        break
      case 'paintImageXObject':
      case 'paintInlineImageXObject': {
        const picture = argument(list, 0)
        this.#canvas.paintPicture(state.ctm, !hasMask(picture), typeof picture === 'string' ? picture : null)
        break
      }
      case 'paintImageMaskXObject':
      case 'paintSolidColorImageMask':
        this.#canvas.paintPicture(state.ctm, false)
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

  #font(id: unknown): FontFacts {
    return (typeof id === 'string' ? this.#around.font(id) : undefined) ?? UNKNOWN_FONT
  }

  #setGraphicsState(entries: unknown): void {
    if (!Array.isArray(entries)) return
    const { state } = this.#canvas
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
          state.veiled = typeof value === 'string' && !DARKENING.has(value)
          break
        case 'SMask':
          state.masked = value !== false && value !== null
          break
        case 'Font':
          state.font = this.#font(argument(value, 0))
          state.fontSize = numeric(argument(value, 1))
          break
      }
    }
  }

  #constructPath(paint: unknown, data: unknown): void {
    const operator = this.#around.operatorName(numeric(paint, -1)) ?? ''
    const buffer = numbers(data)
    const subpaths = buffer ? decodePath(buffer, this.#canvas.state.ctm) : []
    this.#canvas.paintPath(subpaths, FILLING.has(operator), STROKING.has(operator))
  }

  /** One picture at many places: [id, scaleX, scaleY, positions] or [mask, scaleX, skewX, skewY, scaleY, positions]. */
  #paintRepeated(list: unknown, picture: boolean): void {
    const at = (index: number): number => numeric(argument(list, index))
    const [a, b, c, d] = picture ? [at(1), 0, 0, at(2)] : [at(1), at(2), at(3), at(4)]
    const positions = numbers(argument(list, picture ? 3 : 5))
    for (let index = 0; positions && index + 1 < positions.length; index += 2) {
      const matrix: Matrix = [a, b, c, d, numeric(positions[index]), numeric(positions[index + 1])]
      this.#canvas.paintPicture(multiply(this.#canvas.state.ctm, matrix), picture)
    }
  }

  #paintGroup(entries: unknown): void {
    if (!Array.isArray(entries)) return
    for (const entry of entries) {
      const matrix = isObject(entry) ? matrixOf(entry.transform) : null
      if (matrix) this.#canvas.paintPicture(multiply(this.#canvas.state.ctm, matrix), false)
    }
  }
}

/** pdf.js gives pictures with a mask four channels, all others fewer. */
const RGBA = 3

/** Is something seen through a picture? `image` is what pdf.js keeps of its pixels. */
export function hasMask(image: unknown): boolean {
  return isObject(image) && image.kind === RGBA
}

function moveText(text: TextPosition, x: number, y: number): void {
  text.lineX += x
  text.lineY += y
  text.x = text.lineX
  text.y = text.lineY
}
