import type { Box } from '../model/geometry.js'
import type { Glyph } from '../model/page.js'
import { squeeze } from '../vocabulary/labels.js'
import { isCjk, lineOf, lineText, middleY, type Line } from './lines.js'

/** White wider than this (em) parts two cells' texts, in prose too; a space within a text is half of it. */
const CELL_GAP = 0.5
/** Within a table CJK characters of one text stand closer than this (em): its cells are not justified. */
const CLOSE_GAP = 0.28
/** Short words are set wide, with up to this much white (em) in them. */
const WIDE_WORD = 3.2
const WIDE_WORDS = new Set(['合计', '总计', '小计', '其他', '其它', '项目', '规章', '备注', '单位', '内容'])
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

/** Parts a line into runs: more eagerly where it is known to be a table's (`close`). */
export function runsOfLine(line: Line, page: number, close = false): readonly Run[] {
  const runs: Glyph[][] = []
  let last: Glyph | undefined
  for (const glyph of line.glyphs) {
    const size = last ? Math.min(last.size, glyph.size) : 0
    const gap = close && last && isCjk(last.text) && isCjk(glyph.text) ? CLOSE_GAP : CELL_GAP
    const apart =
      !last ||
      glyph.box[0] - last.box[2] > size * gap ||
      (Math.abs(middleY(glyph) - middleY(last)) > size * BASELINE && Math.abs(last.size - glyph.size) < size * BASELINE)
    if (apart) runs.push([glyph])
    else runs.at(-1)?.push(glyph)
    last = glyph
  }
  return (close ? withWideWords(runs) : runs).map((glyphs) => runOf(glyphs, page))
}

/** Joins the two characters of a word set wide, as 合 计 is. */
function withWideWords(runs: readonly Glyph[][]): Glyph[][] {
  const joined: Glyph[][] = []
  for (const run of runs) {
    const before = joined.at(-1)
    const [last, first] = [before?.[0], run[0]]
    const word = `${last?.text ?? ''}${first?.text ?? ''}`
    if (before?.length === 1 && run.length === 1 && last && first && WIDE_WORDS.has(squeeze(word)))
      if (first.box[0] - last.box[2] <= WIDE_WORD * first.size) {
        before.push(first)
        continue
      }
    joined.push([...run])
  }
  return joined
}

export const middleOf = ({ box }: Pick<Run, 'box'>): number => (box[0] + box[2]) / 2
