import type { Box } from '../../../model/geometry.js'
import type { Colour } from '../engine.js'
import { IDENTITY, type Matrix } from '../matrix.js'
import type { FontFacts } from './fonts.js'

/** The graphics state of PDF 32000-1, 8.4, as far as it decides what is seen where. */
export interface State {
  ctm: Matrix
  clip: Box
  /** A clip of several parts may hide what stands within its box. */
  clipHasHoles: boolean
  fill: Colour
  stroke: Colour
  fillOpacity: number
  strokeOpacity: number
  /** False for multiply and the like, which let through what lies beneath. */
  normalBlend: boolean
  /** Blended so that dark text may vanish. */
  veiled: boolean
  /** Within a group or layer that viewers do not all show alike. */
  disputed: boolean
  /** Painted through a mask. */
  masked: boolean
  /** Within a group that is blended or transparent in whole. */
  seenThrough: boolean
  lineWidth: number
  font: FontFacts | null
  fontSize: number
  characterSpacing: number
  wordSpacing: number
  horizontalScale: number
  leading: number
  rise: number
  renderMode: number
}

const BLACK: Colour = [0, 0, 0]

export function initialState(ctm: Matrix, clip: Box): State {
  return {
    ctm,
    clip,
    clipHasHoles: false,
    fill: BLACK,
    stroke: BLACK,
    fillOpacity: 1,
    strokeOpacity: 1,
    normalBlend: true,
    veiled: false,
    disputed: false,
    masked: false,
    seenThrough: false,
    lineWidth: 1,
    font: null,
    fontSize: 0,
    characterSpacing: 0,
    wordSpacing: 0,
    horizontalScale: 1,
    leading: 0,
    rise: 0,
    renderMode: 0,
  }
}

/** The text matrix and where the next glyph stands in it; begins anew with each text object. */
export interface TextPosition {
  matrix: Matrix
  x: number
  y: number
  lineX: number
  lineY: number
}

export function textStart(): TextPosition {
  return { matrix: IDENTITY, x: 0, y: 0, lineX: 0, lineY: 0 }
}
