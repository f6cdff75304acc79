import { IN_DOUBT } from '../model/block.js'
import type { Box } from '../model/geometry.js'
import type { Glyph } from '../model/page.js'
import type { PixelBox } from './image.js'
import type { ReadCharacter, ReadLine } from './recogniser/recogniser.js'

/** Stands where there is ink that nothing could be read from: such a place is not blank. */
export const UNREAD = '\ufffd'

/** Characters are as wide as high at most (Latin ones half as wide); of the line's height. */
const WIDEST = 0.55

/** Width of a space between two words (em): less than the white between two cells. */
const WORD_SPACE = 0.3

/** Where a line's picture was cut from the page, and the ink in it. Pixels of the page. */
export interface LineCut {
  readonly crop: PixelBox
  readonly ink: PixelBox
  /** Size of its characters, in pixels. */
  readonly em: number
  /** Ink may have been lost here, or added: what is read is not sure, however sure the recogniser is. */
  readonly doubtful?: boolean
  /** It stands in a column of its own, apart from its neighbours: white within it parts words and no cells. */
  readonly columns?: boolean
  /** Where the next part of the same text begins (pixels), if the text goes on there. */
  readonly reach?: number | undefined
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
export function toGlyphs(cut: LineCut, line: ReadLine, dpi: number): Glyph[] {
  const { crop, ink, em, doubtful } = cut
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
  const glyphs = characters.map(({ text, confidence, alternatives }, index) => {
    const middle = middles[index] ?? 0
    const before = middles[index - 1]
    const after = middles[index + 1]
    const left = Math.max(before === undefined ? ink.left : (before + middle) / 2, middle - WIDEST * em)
    const right = Math.min(after === undefined ? ink.right : (after + middle) / 2, middle + WIDEST * em)
    return { text, box: box(Math.min(left, middle), Math.max(right, middle)), size, confidence, alternatives }
  })
  return cut.columns === true ? asOneText(glyphs, size, cut.reach === undefined ? null : cut.reach * points) : glyphs
}

/**
 * Characters of one text: each reaches to the next one, or to a space of a word's width between them. `reach` is where the
 * text goes on, in points.
 */
function asOneText(glyphs: readonly Glyph[], size: number, reach: number | null): Glyph[] {
  const printed = glyphs.filter(({ text }) => text.trim() !== '')
  const half = (WORD_SPACE / 2) * size
  const edges = printed.slice(1).map((glyph, index) => {
    const before = printed[index]
    const middle = ((before?.box[2] ?? glyph.box[0]) + glyph.box[0]) / 2
    const spaced = before !== undefined && glyphs.indexOf(glyph) - glyphs.indexOf(before) > 1
    return [middle - (spaced ? half : 0), middle + (spaced ? half : 0)] as const
  })
  return printed.map((glyph, index) => {
    const left = edges[index - 1]?.[1] ?? glyph.box[0]
    const right = edges[index]?.[0] ?? (reach === null ? glyph.box[2] : Math.max(glyph.box[2], reach - 2 * half))
    const [from, to] = left < right ? [left, right] : [glyph.box[0], glyph.box[2]]
    return { ...glyph, box: [from, glyph.box[1], to, glyph.box[3]] as const }
  })
}
