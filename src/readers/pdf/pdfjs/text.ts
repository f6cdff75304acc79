import {
  BLANK,
  headingOf,
  INVISIBLE_MODES,
  isMirrored,
  isSlanted,
  onPaper,
  STROKE_ONLY_MODES,
  textColour,
} from '../em.js'
import type { PaintedGlyph } from '../engine.js'
import { contains, isCutDown, type Matrix, multiply, transformBox } from '../matrix.js'
import { isObject, numbers, numeric } from './arguments.js'
import { type FontFacts, UNKNOWN_FONT } from './fonts.js'
import type { State, TextPosition } from './state.js'

interface FontGlyph {
  readonly code: number
  readonly text: string
  readonly width: number
  readonly verticalMetrics: ArrayLike<number> | null
  readonly procedure: string
  readonly isSpace: boolean
}

function glyphOf(item: Readonly<Record<string, unknown>>): FontGlyph {
  return {
    code: numeric(item.originalCharCode),
    text: typeof item.unicode === 'string' ? item.unicode : '',
    width: numeric(item.width),
    verticalMetrics: numbers(item.vmetric),
    procedure: typeof item.operatorListId === 'string' ? item.operatorListId : '',
    isSpace: item.isSpace === true,
  }
}

/**
 * Places the glyphs of one `showText` on the page and moves the text position behind them
 * (PDF 32000-1, 9.4.4, and `showText`/`showType3Text` of pdf.js's own canvas).
 * @param run glyph objects and numbers (thousandths of the font size, to be subtracted)
 */
export function showText(
  run: readonly unknown[],
  state: State,
  position: TextPosition,
  order: number,
  into: PaintedGlyph[],
): void {
  const font = state.font ?? UNKNOWN_FONT
  const size = state.fontSize
  const page = multiply(state.ctm, position.matrix)
  const heading = headingOf(page, size)
  const slanted = isSlanted(page)
  const em = Math.hypot(page[2], page[3]) * Math.abs(size) * (font.ascent - font.descent)
  const visible = isVisible(state)
  const { colour, unsure } = textColour(
    state.renderMode,
    onPaper(state.fill, state.fillOpacity),
    onPaper(state.stroke, state.strokeOpacity),
  )
  const hazy = unsure || state.veiled || state.disputed || state.masked || state.clipHasHoles
  const mirrored = !font.type3 && isMirrored(page) === state.horizontalScale > 0
  let along = 0
  for (const item of run) {
    if (typeof item === 'number') {
      along -= (item / 1000) * size
      continue
    }
    if (!isObject(item)) continue
    const glyph = glyphOf(item)
    const spacing = (glyph.isSpace ? state.wordSpacing : 0) + state.characterSpacing
    const place = font.vertical ? verticalBox : horizontalBox
    const { advance, box } = place(glyph, font, state, position, along, page)
    if (!BLANK.test(glyph.text) && (!font.type3 || font.paints(glyph.procedure))) {
      const within = contains(state.clip, (box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
      into.push({
        text: glyph.text,
        box,
        size: em,
        heading,
        slanted,
        visible: visible && within,
        clipped: visible && !within,
        colour,
        unsure: hazy || mirrored || isCutDown(box, state.clip),
        mapped: font.maps(glyph.code),
        font: font.name,
        ...(font.embedded ? {} : { lent: true }),
        order,
      })
    }
    along += advance + spacing
  }
  if (font.vertical) position.y += along
  else position.x += along * state.horizontalScale
}

/** Advance along the line in text space, and the em box on the page. */
function horizontalBox(glyph: FontGlyph, font: FontFacts, state: State, at: TextPosition, along: number, page: Matrix) {
  const { fontSize: size, horizontalScale: scale } = state
  const advance = glyph.width * size * font.matrix[0]
  const left = at.x + along * scale
  const baseline = at.y + state.rise
  const box = transformBox(
    page,
    left,
    baseline + font.descent * size,
    left + advance * scale,
    baseline + font.ascent * size,
  )
  return { advance, box }
}

/** The same for vertical writing: the advance is negative, the box hangs below the position (PDF 32000-1, 9.7.4.3). */
function verticalBox(glyph: FontGlyph, font: FontFacts, state: State, at: TextPosition, along: number, page: Matrix) {
  const { fontSize: size, horizontalScale: scale } = state
  const unit = size * font.matrix[0]
  const [advance, defaultX, defaultY] = font.verticalMetrics
  const own = glyph.verticalMetrics
  const left = at.x - (own ? numeric(own[1], defaultX) : glyph.width / 2) * unit * scale
  const baseline = at.y + state.rise + along - (own ? numeric(own[2], defaultY) : defaultY) * unit
  const box = transformBox(
    page,
    left,
    baseline + font.descent * size,
    left + glyph.width * unit * scale,
    baseline + font.ascent * size,
  )
  return { advance: (own ? numeric(own[0], advance) : advance) * unit, box }
}

function isVisible(state: State): boolean {
  if (INVISIBLE_MODES.includes(state.renderMode)) return false
  return STROKE_ONLY_MODES.includes(state.renderMode) ? state.strokeOpacity > 0 : state.fillOpacity > 0
}
