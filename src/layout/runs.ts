import type { Box } from '../model/geometry.js'
import type { Glyph } from '../model/page.js'
import { squeeze } from '../vocabulary/labels.js'
import { isCjk, lineOf, lineText, middleY, type Line } from './lines.js'
import { LABEL_NUMBER, WIDE_WORDS } from '../vocabulary/patterns.js'
import { isFigure, isValueText } from '../vocabulary/values.js'

/** White wider than this (em) parts two cells' texts, in prose too; a space within a text is half of it. */
const CELL_GAP = 0.5
/** Within a table CJK characters of one text stand closer than this (em): its cells are not justified. */
const CLOSE_GAP = 0.28
/** Short words are set wide, with up to this much white (em) in them. */
const WIDE_WORD = 3.2
/** White (em) behind a label's number is a space. */
const AFTER_NUMBER = 0.8
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

export const runOf = (glyphs: readonly Glyph[], page: number): Run => wholeRun(lineOf(glyphs), page)

/** A line as one run. */
function wholeRun(line: Line, page: number): Run {
  const text = lineText(line)
  return { page, box: line.box, line, text, isValue: isValueText(text) || isFigure(text) }
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
  if (runs.length === 1) return [wholeRun(line, page)]
  return (close ? withWideWords(runs) : runs).map((glyphs) => runOf(glyphs, page))
}

/**
 * The order of painting tells of neighbours on a line whether the second was painted straight after the first, as the
 * next character of a text is. Null for recognised glyphs, whose order and whose white are guesses.
 */
export type Follows = (left: Glyph, right: Glyph) => boolean | null

/** The order in which the glyphs of pages were painted. */
export function paintedOrder(pages: readonly (readonly Glyph[])[]): Follows {
  // Where all tables have lines nobody asks.
  let places: ReadonlyMap<Glyph, number> | null = null
  return (left, right) => {
    places ??= placesOf(pages)
    const [before, own] = [places.get(left), places.get(right)]
    return before === undefined || own === undefined ? null : own === before + 1
  }
}

function placesOf(pages: readonly (readonly Glyph[])[]): ReadonlyMap<Glyph, number> {
  const places = new Map<Glyph, number>()
  let place = 0
  for (const glyphs of pages) {
    place += 1
    for (const glyph of glyphs) if (glyph.confidence === undefined) places.set(glyph, (place += 1))
  }
  return places
}

/** Characters that overlap by this much (em) are of two texts. */
const OVERLAID = 0.15
/** White (em) that shows that two characters were not painted as one text, in whatever order. */
const LOOSE = 0.1
/** White (em) that parts two texts of cells set close, where the characters of one text have none between them. */
const TIGHT_GAP = 0.15
const TIGHT_DIGITS = 0.2
/** Characters of a text set solid have less white than this between them, most of them (em). */
const SOLID = 0.05

const whiteOf = (left: Glyph, right: Glyph): number => (right.box[0] - left.box[2]) / Math.min(left.size, right.size)

/** Does the white between two neighbours of a run part two cells, though it is less than texts mostly leave? */
function isParted(glyphs: readonly Glyph[], index: number, solid: boolean, follows: Follows): boolean {
  const [left, right] = [glyphs[index - 1], glyphs[index]]
  const next = left && right ? follows(left, right) : null
  if (!left || !right || next === null) return false
  const white = whiteOf(left, right)
  if (white > LOOSE && !next) return true
  if (!solid || belongTogether(glyphs.slice(0, index), glyphs.slice(index), white * right.size)) return false
  const [cjkLeft, cjkRight] = [isCjk(left.text), isCjk(right.text)]
  if (cjkLeft && cjkRight) return white > TIGHT_GAP
  if (cjkLeft) return white > TIGHT_GAP && isValueText(lineText(lineOf(glyphs.slice(index))))
  // Among words 20 000 is one number.
  const worded = white < CELL_GAP && glyphs.slice(0, index).some(({ text }) => /^\p{Script=Latin}$/u.test(text))
  return white > TIGHT_DIGITS && !worded && /\p{N}/u.test(left.text) && /\p{N}/u.test(right.text)
}

const isDigit = ({ text }: Glyph): boolean => /^\p{N}$/u.test(text)

/** Does a glyph stand over the one ahead of it as no next character of a text does? Marks may be set closer than digits. */
const isOver = (left: Glyph, right: Glyph, follows: Follows): boolean => {
  const next = follows(left, right)
  return whiteOf(left, right) < -OVERLAID && (next === false || (next === true && isDigit(left) && isDigit(right)))
}

/** Texts of a line that run over each other, each by itself as it was painted; null where none do. */
function overlaid(line: Line, follows: Follows): Line[] | null {
  const crossed = line.glyphs.some((glyph, index) => {
    const before = line.glyphs[index - 1]
    return before !== undefined && isOver(before, glyph, follows)
  })
  if (!crossed) return null
  const texts: Glyph[][] = []
  for (const glyph of line.glyphs) {
    const own = texts.find((text) => {
      const last = text.at(-1)
      return last !== undefined && follows(last, glyph) === true && !isOver(last, glyph, follows)
    })
    if (own) own.push(glyph)
    else texts.push([glyph])
  }
  return texts.map(lineOf)
}

/** Parts a table's line into runs by the order of painting, too, and by white that is small but not of the text. */
export function cellRuns(line: Line, page: number, follows: Follows): readonly Run[] {
  const texts = overlaid(line, follows)
  return texts ? texts.flatMap((text) => partedRuns(text, page, follows)) : partedRuns(line, page, follows)
}

function partedRuns(line: Line, page: number, follows: Follows): readonly Run[] {
  return runsOfLine(line, page, true).flatMap((run) => {
    const { glyphs } = run.line
    const whites = glyphs.slice(1).flatMap((glyph, index) => {
      const before = glyphs[index]
      return before ? [whiteOf(before, glyph)] : []
    })
    const solid = whites.filter((white) => white < SOLID).length * 2 > whites.length
    const parts: Glyph[][] = []
    glyphs.forEach((glyph, index) => {
      if (index === 0 || isParted(glyphs, index, solid, follows)) parts.push([glyph])
      else parts.at(-1)?.push(glyph)
    })
    return parts.length === 1 ? [run] : parts.map((own) => runOf(own, page))
  })
}

/** Joins the two characters of a word set wide, as 合 计 is, and a label's number with what stands a space behind it. */
function withWideWords(runs: readonly Glyph[][]): Glyph[][] {
  const joined: Glyph[][] = []
  for (const run of runs) {
    const before = joined.at(-1)
    const [last, first] = [before?.at(-1), run[0]]
    if (before && last && first && belongTogether(before, run, first.box[0] - last.box[2])) before.push(...run)
    else joined.push([...run])
  }
  return joined
}

function belongTogether(left: readonly Glyph[], right: readonly Glyph[], white: number): boolean {
  const size = right[0]?.size ?? 0
  const [before, after] = [left, right].map((glyphs) => squeeze(glyphs.map(({ text }) => text).join('')))
  if (before === undefined || after === undefined) return false
  const bare = before.replace(LABEL_NUMBER, '')
  if (bare === '' && before !== '')
    return (
      white <= AFTER_NUMBER * size && !LABEL_NUMBER.test(after) && !isValueText(after) && isCjk(right[0]?.text ?? '')
    )
  return bare.length === 1 && right.length === 1 && white <= WIDE_WORD * size && WIDE_WORDS.has(bare + after)
}

export const middleOf = ({ box }: Pick<Run, 'box'>): number => (box[0] + box[2]) / 2
