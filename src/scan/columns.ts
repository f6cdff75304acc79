import type { LinePicture } from './cuts.js'
import type { ReadLine } from './recogniser/recogniser.js'

/** White between two parts of one label is at most this (em). */
const WITHIN_LABEL = 1.2
/** This many lines of numbers in one cell are rows between which no line is drawn. */
const STACKED = 3
/** Parts of one line stand beside each other by this share of their height. */
const BESIDE = 0.5

const textOf = (line: ReadLine | undefined): string => (line?.characters ?? []).map(({ text }) => text).join('')
const isFigure = (text: string): boolean => /^[\s\d.,%()（）－–—−…·*:-]*[\d－–—−…·*-][)）%\s]*$/u.test(text)

/** Do two cells hold columns of numbers, so that the lines around them part columns and no rows? */
export function hasStacks(cuts: readonly LinePicture[], lines: readonly ReadLine[]): boolean {
  const counts = new Map<LinePicture['cell'], number>()
  cuts.forEach(({ cell }, index) => {
    const text = textOf(lines[index])
    if (cell !== null && text !== '' && isFigure(text)) counts.set(cell, (counts.get(cell) ?? 0) + 1)
  })
  return [...counts.values()].filter((count) => count >= STACKED).length > 1
}

/**
 * Up to which x (pixels) each line of words in columns reaches, by index: to the words straight behind it, where little
 * white parts them. A label in two languages is one, though the white between them may go down through several lines.
 */
export function reachesOf(cuts: readonly LinePicture[], lines: readonly ReadLine[]): ReadonlyMap<number, number> {
  const reaches = new Map<number, number>()
  const isWord = (index: number): boolean => !isFigure(textOf(lines[index]))
  // Words right of where numbers begin are headings, and neighbours of different columns.
  const numbers = Math.min(
    ...cuts.flatMap((cut, index) => (cut.columns === true && !isWord(index) ? cut.ink.left : [])),
  )
  cuts.forEach((cut, index) => {
    if (cut.columns !== true || cut.cell !== null || !isWord(index)) return
    cuts.forEach((next, place) => {
      const white = next.ink.left - cut.ink.right
      const common = Math.min(cut.ink.bottom, next.ink.bottom) - Math.max(cut.ink.top, next.ink.top)
      const height = Math.min(cut.ink.bottom - cut.ink.top, next.ink.bottom - next.ink.top)
      if (place === index || next.columns !== true || next.cell !== null || !isWord(place)) return
      if (
        white < 0 ||
        next.ink.left >= numbers ||
        white > WITHIN_LABEL * Math.min(cut.em, next.em) ||
        common < BESIDE * height
      )
        return
      reaches.set(index, next.ink.left)
    })
  })
  return reaches
}
