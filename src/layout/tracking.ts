import type { Glyph, Page } from '../model/page.js'
import { remember } from '../vocabulary/remember.js'
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
/** Beside Latin letters it is what most of them leave: as many words are short, and so many spaces part them. */
const LATIN_SHARE = 0.5
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

const isLatin = remember((text: string): boolean => /\p{sc=Latin}/u.test(text))

/** White beside a Latin letter parts words, unless most letters of its size leave as much. */
const isBesideLatin = (left: Glyph, right: Glyph): boolean =>
  (isLatin(left.text) || isLatin(right.text)) && !isCjk(left.text) && !isCjk(right.text)

/** How much white neighbours of one size leave. */
class Whites {
  #all = 0
  readonly #wide = new Map<number, number>()

  add(white: number, size: number): void {
    this.#all += 1
    if (white > NARROWEST * size && white < WIDEST * size)
      this.#wide.set(stepOf(white), (this.#wide.get(stepOf(white)) ?? 0) + 1)
  }

  /** The steps that enough neighbours keep to, and this share of them. */
  peaks(enough: number, share: number): ReadonlySet<number> {
    const around = (step: number): number =>
      [step - 1, step, step + 1].reduce((sum, each) => sum + (this.#wide.get(each) ?? 0), 0)
    return new Set([...this.#wide.keys()].filter((step) => around(step) >= Math.max(enough, share * this.#all)))
  }
}

/** Letter-spacing of a document: whether the white between two neighbours is none of words. */
type Tracking = (left: Glyph, right: Glyph, white: number) => boolean

/** Letter-spacing by font size, as far as enough characters of the document keep to one; null for none. */
function trackingOf(pages: readonly Page[]): Tracking | null {
  const all = new Map<number, Whites>()
  const latin = new Map<number, Whites>()
  const count = (whites: Map<number, Whites>, white: number, { size }: Glyph, key: number): void => {
    const own = whites.get(key) ?? new Whites()
    whites.set(key, own)
    own.add(white, size)
  }
  for (const { glyphs } of pages)
    glyphs.forEach((glyph, index) => {
      const before = glyphs[index - 1]
      const white = glyph.confidence === undefined ? whiteBetween(before, glyph) : null
      if (white === null || !before) return
      count(all, white, glyph, sizeOf(glyph))
      if (isBesideLatin(before, glyph)) count(latin, white, glyph, sizeOf(glyph))
    })
  const peaks = new Map([...all].map(([size, whites]) => [size, whites.peaks(ENOUGH, SHARE)]))
  if ([...peaks.values()].every(({ size }) => size === 0)) return null
  const between = new Map([...latin].map(([size, whites]) => [size, whites.peaks(1, LATIN_SHARE)]))
  return (left, right, white) => {
    const step = stepOf(white)
    if (!(peaks.get(sizeOf(left))?.has(step) ?? false)) return false
    return !isBesideLatin(left, right) || (between.get(sizeOf(left))?.has(step) ?? false)
  }
}

/**
 * Pages whose text is set solid: where characters are spaced out evenly (letter-spacing), each one's box reaches to the
 * next, so that what is left of white parts words and cells, and 4 3 1 is one number.
 */
export function withoutTracking(pages: readonly Page[]): readonly Page[] {
  const isTracked = trackingOf(pages)
  return pages.map((page) => {
    const even = evenWhites(page.glyphs)
    if (!isTracked && even.size === 0) return page
    return {
      ...page,
      glyphs: page.glyphs.map((glyph, index) => {
        const next = page.glyphs[index + 1]
        const white = next && glyph.confidence === undefined ? whiteBetween(glyph, next) : null
        const tracked = next !== undefined && white !== null && isTracked?.(glyph, next, white) === true
        if (!next || !(tracked || even.has(index))) return glyph
        const [left, top, , bottom] = glyph.box
        return { ...glyph, box: [left, top, next.box[0], bottom] }
      }),
    }
  })
}
