import type { Box } from '../model/geometry.js'
import type { Glyph } from '../model/page.js'
import { squeeze } from '../vocabulary/labels.js'
import { lineOf, lineText, linesOf, middleY, type Line } from './lines.js'

/** White wider than this (em) parts two cells' texts; a space within a text is half of it. */
const CELL_GAP = 0.5
/** Characters of one text stand on one baseline: middles differ by less than this (em). */
const BASELINE = 0.2

/** A stretch of text without wide gaps, on one line. */
export interface Run {
  readonly page: number
  readonly box: Box
  readonly line: Line
  readonly text: string
  readonly isValue: boolean
}

const VALUE =
  /^(?:[-+−﹣－]?[\d,.，．%]*\d[\d,.，．%]*(?:万?元|[件条项个宗人次])?|[-—–－─一/／\\*〇○]+|无|空|nil|n\/a)$/iu

/** Could this be the text of a value cell: a number, perhaps with a unit, or what stands for none? */
export const isValueText = (text: string): boolean => VALUE.test(squeeze(text))

export function runOf(glyphs: readonly Glyph[], page: number): Run {
  const line = lineOf(glyphs)
  const text = lineText(line)
  return { page, box: line.box, line, text, isValue: isValueText(text) }
}

/** Parts a line into runs. */
export function runsOfLine(line: Line, page: number): readonly Run[] {
  const runs: Glyph[][] = []
  let last: Glyph | undefined
  for (const glyph of line.glyphs) {
    const size = last ? Math.min(last.size, glyph.size) : 0
    const apart =
      !last ||
      glyph.box[0] - last.box[2] > size * CELL_GAP ||
      (Math.abs(middleY(glyph) - middleY(last)) > size * BASELINE && Math.abs(last.size - glyph.size) < size * BASELINE)
    if (apart) runs.push([glyph])
    else runs.at(-1)?.push(glyph)
    last = glyph
  }
  return runs.map((glyphs) => runOf(glyphs, page))
}

/** Runs of all lines of some text. */
export const runsOf = (glyphs: readonly Glyph[], page: number): readonly Run[] =>
  linesOf(glyphs).flatMap((line) => runsOfLine(line, page))

export const middleOf = ({ box }: Pick<Run, 'box'>): number => (box[0] + box[2]) / 2
