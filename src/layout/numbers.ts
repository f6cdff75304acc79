import { isAnyDigit, isNumeral } from '../model/digits.js'
import type { Glyph } from '../model/page.js'
import { middleX, middleY } from './lines.js'

/** Characters of one number leave less white than this between them, nor overlap by more (em). */
const MAX_WHITE = 0.3
const MAX_OVERLAP = 0.25
/** Their middles differ by less than this (em) in height. */
const SAME_LINE = 0.2

const isBehind = (glyph: Glyph, before: Glyph): boolean => {
  const white = glyph.box[0] - before.box[2]
  return (
    white < MAX_WHITE * glyph.size &&
    white > -MAX_OVERLAP * glyph.size &&
    Math.abs(middleY(glyph) - middleY(before)) < SAME_LINE * glyph.size
  )
}

const goesOn = (glyph: Glyph, before: Glyph): boolean => glyph.run === before.run && isBehind(glyph, before)

/** A part of a text object that is set without a gap, and the place of its first character. */
interface Stretch {
  readonly at: number
  readonly own: Glyph[]
}

/** The parts of each text object that are set without a gap: its characters may stand in several cells. */
function stretches(glyphs: readonly Glyph[]): readonly Stretch[] {
  const found: Stretch[] = []
  glyphs.forEach((glyph, at) => {
    if (glyph.run === undefined) return
    const last = found.at(-1)
    const before = last?.own.at(-1)
    if (last && before && goesOn(glyph, before)) last.own.push(glyph)
    else found.push({ at, own: [glyph] })
  })
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
  for (const { at, own } of stretches(glyphs)) {
    const [first, last] = [own[0], own.at(-1)]
    if (!first || !last || !own.every(({ text }) => isNumeral(text))) continue
    if (first === last && !isLoneDigit(glyphs, at)) continue
    const middle = (first.box[0] + last.box[2]) / 2
    const x = [middle, ...own.map(middleX)].find((each) => isInside(each, middleY(first)))
    if (x !== undefined) for (const glyph of own) places.set(glyph, x)
  }
  return places
}

/**
 * Is a number of one digit written by itself at a place, though a label may end right before it? Where the label's characters
 * are placed one by one, nobody knows whether the digit is its last.
 */
function isLoneDigit(glyphs: readonly Glyph[], at: number): boolean {
  const [before, glyph, next] = [glyphs[at - 1], glyphs[at], glyphs[at + 1]]
  if (!glyph || !isAnyDigit(glyph.text)) return false
  if (next && isBehind(next, glyph)) return false
  if (!before || !isBehind(glyph, before)) return true
  return !isNumeral(before.text) && glyphs[at - 2]?.run === before.run
}
