import { IN_DOUBT } from '../model/block.js'
import type { Box } from '../model/geometry.js'
import type { Glyph } from '../model/page.js'
import type { PixelBox } from './image.js'
import type { ReadCharacter, ReadLine } from './recogniser/recogniser.js'

/** Stands where there is ink that nothing could be read from: such a place is not blank. */
export const UNREAD = '\ufffd'

/** Characters are as wide as high at most (Latin ones half as wide); of the line's height. */
const WIDEST = 0.55

/** Where a line's picture was cut from the page, and the ink in it. Pixels of the page. */
export interface LineCut {
  readonly crop: PixelBox
  readonly ink: PixelBox
  /** Size of its characters, in pixels. */
  readonly em: number
  /** Ink may have been lost here, or added: what is read is not sure, however sure the recogniser is. */
  readonly doubtful?: boolean
}

/** All that a character may be read as keeps that probability together: several readings may mean the same value. */
function inDoubt(character: ReadCharacter): ReadCharacter {
  const listed = character.alternatives.reduce((sum, { confidence }) => sum + confidence, character.confidence)
  const share = Math.min(1, IN_DOUBT / Math.max(listed, 1e-6))
  return {
    ...character,
    confidence: character.confidence * share,
    alternatives: character.alternatives.map((other) => ({ ...other, confidence: other.confidence * share })),
  }
}

/**
 * The characters of a line as glyphs in points: each reaches half-way to its neighbours (a recogniser knows middles, not
 * edges), all are as high as the line's ink. A line with ink in which nothing was read is one unread glyph.
 */
export function toGlyphs({ crop, ink, em, doubtful }: LineCut, line: ReadLine, dpi: number): Glyph[] {
  const characters = doubtful ? line.characters.map(inDoubt) : line.characters
  const points = 72 / dpi
  const size = em * points
  const box = (left: number, right: number): Box => [
    left * points,
    ink.top * points,
    right * points,
    ink.bottom * points,
  ]
  if (characters.every(({ text }) => text.trim() === ''))
    return [{ text: UNREAD, box: box(ink.left, ink.right), size, confidence: 0, alternatives: [] }]
  const middles = characters.map(({ left, right }) => crop.left + (left + right) / 2)
  return characters.map(({ text, confidence, alternatives }, index) => {
    const middle = middles[index] ?? 0
    const before = middles[index - 1]
    const after = middles[index + 1]
    const left = Math.max(before === undefined ? ink.left : (before + middle) / 2, middle - WIDEST * em)
    const right = Math.min(after === undefined ? ink.right : (after + middle) / 2, middle + WIDEST * em)
    return { text, box: box(Math.min(left, middle), Math.max(right, middle)), size, confidence, alternatives }
  })
}
