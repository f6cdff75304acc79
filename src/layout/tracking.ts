import type { Glyph, Page } from '../model/page.js'
import { isCjk, middleY } from './lines.js'

/** White between the characters of one text set wide (em); what is wider parts words or cells. */
const NARROWEST = 0.06
const WIDEST = 0.5
const WIDEST_CJK = 1.2
/** White of one text set wide is the same (em). */
const EVEN = 0.04
/** Characters of one line stand at one height, give or take (em), and are of one size, which fonts measure differently. */
const SAME_LINE = 0.2
const SAME_SIZE = 0.3
/** Letter-spacing is the same to this many points. */
const STEP = 0.05
/** White that this many neighbours of one size leave, and this share of them, is letter-spacing and no accident. */
const ENOUGH = 40
const SHARE = 0.12
/** Sizes are told apart to this many points. */
const SIZE_STEP = 0.25

const sizeOf = ({ size }: Glyph): number => Math.round(size / SIZE_STEP)
const stepOf = (white: number): number => Math.round(white / STEP)

/** White between two characters painted one after the other on one line, in points; null if they are not. */
function whiteBetween(left: Glyph | undefined, right: Glyph): number | null {
  if (!left || Math.abs(left.size - right.size) > SAME_SIZE * right.size) return null
  if (Math.abs(middleY(left) - middleY(right)) > SAME_LINE * right.size) return null
  const white = right.box[0] - left.box[2]
  if (white <= -NARROWEST * right.size || white >= WIDEST_CJK * right.size) return null
  return white < WIDEST * right.size || (isCjk(left.text) && isCjk(right.text)) ? white : null
}

/**
 * Which white belongs to a text, by the index of the glyph ahead of it, as far as that text itself tells: three characters
 * and more that are spaced evenly (justified in a narrow cell, too), and a word of two.
 */
function evenWhites(glyphs: readonly Glyph[]): ReadonlySet<number> {
  const whites = glyphs.map((glyph, index) => {
    const next = glyphs[index + 1]
    return next && glyph.confidence === undefined ? whiteBetween(glyph, next) : null
  })
  const wide = (index: number): number | null => {
    const white = whites[index] ?? null
    return white !== null && white > NARROWEST * (glyphs[index]?.size ?? 0) ? white : null
  }
  const even = new Set<number>()
  glyphs.forEach((glyph, index) => {
    const [own, next] = [wide(index), wide(index + 1)]
    if (own === null) return
    if (next !== null && Math.abs(own - next) <= EVEN * glyph.size) even.add(index).add(index + 1)
    const alone = (whites[index - 1] ?? null) === null && (whites[index + 1] ?? null) === null
    if (alone && isCjk(glyph.text) && isCjk(glyphs[index + 1]?.text ?? '')) even.add(index)
  })
  return even
}

/** Letter-spacing by font size, in steps, as far as enough characters of the document keep to one. */
function trackings(pages: readonly Page[]): ReadonlyMap<number, ReadonlySet<number>> {
  const counts = new Map<number, { all: number; readonly whites: Map<number, number> }>()
  for (const { glyphs } of pages)
    glyphs.forEach((glyph, index) => {
      const white = glyph.confidence === undefined ? whiteBetween(glyphs[index - 1], glyph) : null
      if (white === null) return
      const size = sizeOf(glyph)
      const own = counts.get(size) ?? { all: 0, whites: new Map<number, number>() }
      counts.set(size, own)
      own.all += 1
      if (white > NARROWEST * glyph.size && white < WIDEST * glyph.size)
        own.whites.set(stepOf(white), (own.whites.get(stepOf(white)) ?? 0) + 1)
    })
  return new Map(
    [...counts].flatMap(([size, { all, whites }]) => {
      const around = (step: number): number =>
        [step - 1, step, step + 1].reduce((sum, each) => sum + (whites.get(each) ?? 0), 0)
      const peaks = [...whites.keys()].filter((step) => around(step) >= Math.max(ENOUGH, SHARE * all))
      return peaks.length > 0 ? [[size, new Set(peaks)] as const] : []
    }),
  )
}

/**
 * Pages whose text is set solid: where characters are spaced out evenly (letter-spacing), each one's box reaches to the
 * next, so that what is left of white parts words and cells, and 4 3 1 is one number.
 */
export function withoutTracking(pages: readonly Page[]): readonly Page[] {
  const known = trackings(pages)
  return pages.map((page) => {
    const even = evenWhites(page.glyphs)
    if (known.size === 0 && even.size === 0) return page
    return {
      ...page,
      glyphs: page.glyphs.map((glyph, index) => {
        const next = page.glyphs[index + 1]
        const white = next && glyph.confidence === undefined ? whiteBetween(glyph, next) : null
        const tracked = white !== null && (known.get(sizeOf(glyph))?.has(stepOf(white)) ?? false)
        if (!next || !(tracked || even.has(index))) return glyph
        const [left, top, , bottom] = glyph.box
        return { ...glyph, box: [left, top, next.box[0], bottom] }
      }),
    }
  })
}
