import type { Glyph } from '../../model/page.js'
import { isCjk } from '../lines.js'
import { runOf, type Run } from '../runs.js'
import { isFigure, isValueText } from '../../vocabulary/values.js'

/** White (em) within a text that may part two cells where other texts of the table begin. */
const WHITE = 0.15
/** Texts that begin within this (em) of each other begin at one place; so many others must. */
const SAME_START = 0.12
const FEWEST_STARTS = 3

const isNumber = (text: string): boolean => /^[\d.,，]+$/u.test(text) && (isValueText(text) || isFigure(text))

/** Where in a run a number ends and words begin behind white: the index of the first word's glyph; null for nowhere. */
function wordsBegin({ line }: Run): number | null {
  const { glyphs } = line
  const index = glyphs.findIndex((glyph, place) => {
    const before = glyphs[place - 1]
    return (
      before !== undefined &&
      (isCjk(glyph.text) || /^[（(“]$/u.test(glyph.text)) &&
      /^\d$/u.test(before.text) &&
      glyph.box[0] - before.box[2] > WHITE * glyph.size
    )
  })
  return index > 0 && isNumber(textOf(glyphs.slice(0, index))) ? index : null
}

const textOf = (glyphs: readonly Glyph[]): string =>
  glyphs
    .map(({ text }) => text)
    .join('')
    .trim()

/**
 * Parts a number from the words behind it where little white is between them but other texts of the table begin where the
 * words do: a code and its name, a value and the label right of it. What is recognised keeps its runs, as its white is a guess.
 */
export function partedAtStarts(runs: readonly Run[]): readonly Run[] {
  const starts = runs.map(({ box }) => box[0])
  return runs.flatMap((run) => {
    const { glyphs } = run.line
    const index = glyphs[0]?.confidence === undefined ? wordsBegin(run) : null
    const first = index === null ? undefined : glyphs[index]
    if (index === null || !first) return [run]
    const others = starts.filter((start) => Math.abs(start - first.box[0]) < SAME_START * first.size).length
    if (others < FEWEST_STARTS) return [run]
    return [runOf(glyphs.slice(0, index), run.page), runOf(glyphs.slice(index), run.page)]
  })
}
