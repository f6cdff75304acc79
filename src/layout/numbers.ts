import type { Glyph } from '../model/page.js'
import { middleX, middleY } from './lines.js'

/** Characters of one number leave less white than this between them, nor overlap by more (em). */
const MAX_WHITE = 0.3
const MAX_OVERLAP = 0.25
/** Their middles differ by less than this (em) in height. */
const SAME_LINE = 0.2
const NUMERAL = /^[\d\uff10-\uff19.,，．+\-－−–%％]$/u

const goesOn = (glyph: Glyph, before: Glyph): boolean => {
  const white = glyph.box[0] - before.box[2]
  return (
    glyph.run === before.run &&
    white < MAX_WHITE * glyph.size &&
    white > -MAX_OVERLAP * glyph.size &&
    Math.abs(middleY(glyph) - middleY(before)) < SAME_LINE * glyph.size
  )
}

/** The parts of each text object that are set without a gap: its characters may stand in several cells. */
function stretches(glyphs: readonly Glyph[]): readonly (readonly Glyph[])[] {
  const found: Glyph[][] = []
  for (const glyph of glyphs) {
    if (glyph.run === undefined) continue
    const last = found.at(-1)
    const before = last?.at(-1)
    if (last && before && goesOn(glyph, before)) last.push(glyph)
    else found.push([glyph])
  }
  return found
}

/**
 * Where each character of a number belongs across the page: a number that was written in one go stands as a whole where
 * its middle is, though it runs over a border. One that is mostly outside of all tables stands where it touches one.
 * @param isInside whether a point lies in a table
 */
export function placesOfNumbers(
  glyphs: readonly Glyph[],
  isInside: (x: number, y: number) => boolean,
): ReadonlyMap<Glyph, number> {
  const places = new Map<Glyph, number>()
  for (const stretch of stretches(glyphs)) {
    const [first, last] = [stretch[0], stretch.at(-1)]
    if (!first || !last || first === last || !stretch.every(({ text }) => NUMERAL.test(text))) continue
    const middle = (first.box[0] + last.box[2]) / 2
    const x = [middle, ...stretch.map(middleX)].find((each) => isInside(each, middleY(first)))
    if (x !== undefined) for (const glyph of stretch) places.set(glyph, x)
  }
  return places
}
