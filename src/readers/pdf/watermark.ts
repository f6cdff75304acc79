import type { Box } from '../../model/geometry.js'
import { groupBy } from '../../model/groups.js'
import type { Colour, PaintedGlyph, PaintedPath } from './engine.js'
import { contains, rectangleOf } from './matrix.js'

/** Lightness (0..255) from which a text is pale, and from which it may be a mark that only looks so beside black text. */
const PALE = 175
const GREYED = 110
/** Text on ground darker than this is light to be read, not to be overlooked. */
const DARK_GROUND = 150
/** A mark is so much larger than the page's text, or stands so often on the page. */
const LARGE = 1.5
const MIN_REPEATS = 3
/** Digits alone are a mark only where they are so many. */
const MIN_DIGITS = 4
/** A page of fewer plain characters than these, or of so many times as many marks, is not told by its plain ones. */
const MIN_PLAIN = 15
const MAX_MARKS = 8
/** Characters painted one after the other are one text while the white between them is no more than this (em). */
const MAX_WHITE = 1
/** Characters overlap where they share this part of the smaller side of one (em). */
const OVERLAP = 0.2

const LETTER = /\p{L}/u

export const lightnessOf = (colour: Colour): number =>
  colour ? 0.3 * colour[0] + 0.59 * colour[1] + 0.11 * colour[2] : 0

interface Mark {
  readonly glyphs: PaintedGlyph[]
  text: string
}

function overlaps(one: PaintedGlyph, other: PaintedGlyph): boolean {
  const least = OVERLAP * Math.min(one.size, other.size)
  const across = Math.min(one.box[2], other.box[2]) - Math.max(one.box[0], other.box[0])
  const along = Math.min(one.box[3], other.box[3]) - Math.max(one.box[1], other.box[1])
  return across > least && along > least
}

/** Light texts, each as it was painted. */
function lightTexts(glyphs: readonly PaintedGlyph[]): readonly Mark[] {
  const texts: Mark[] = []
  let before: PaintedGlyph | null = null
  for (const glyph of glyphs) {
    if (lightnessOf(glyph.colour) < GREYED) {
      before = null
      continue
    }
    const own = texts.at(-1)
    const same = before?.order === glyph.order
    const white: number = before ? glyph.box[0] - before.box[2] : Infinity
    const level = before !== null && Math.abs(glyph.box[1] - before.box[1]) < glyph.size / 4
    if (own && before && (same || (level && Math.abs(white) < MAX_WHITE * glyph.size))) {
      own.glyphs.push(glyph)
      own.text += glyph.text
    } else texts.push({ glyphs: [glyph], text: glyph.text })
    before = glyph
  }
  return texts
}

/** Boxes of areas so dark that pale text on them is plain text. */
function darkGrounds(paths: readonly PaintedPath[]): readonly Box[] {
  return paths.flatMap(({ fill, subpaths }) =>
    fill?.colour && lightnessOf(fill.colour) < DARK_GROUND
      ? subpaths.flatMap(({ points }) => {
          const box = rectangleOf(points)
          return box && box[3] - box[1] >= MIN_DIGITS ? [box] : []
        })
      : [],
  )
}

function middleSize(glyphs: readonly PaintedGlyph[]): number {
  const sizes = glyphs.map(({ size }) => size).sort((a, b) => a - b)
  return sizes[sizes.length >> 1] ?? 0
}

/** The level texts that are marks: light, and large, repeated, or printed across the text of the page. */
function levelMarks(glyphs: readonly PaintedGlyph[], paths: readonly PaintedPath[]): readonly PaintedGlyph[] {
  if (!glyphs.some(({ colour }) => lightnessOf(colour) >= GREYED)) return []
  const grounds = darkGrounds(paths)
  const plain = glyphs.filter(({ colour }) => lightnessOf(colour) < GREYED)
  const texts = lightTexts(glyphs).filter(({ glyphs: own }) =>
    own.every(({ box }) => !grounds.some((ground) => contains(ground, box[0], (box[1] + box[3]) / 2))),
  )
  if (plain.length < MIN_PLAIN) return []
  const size = middleSize(plain) * LARGE
  const repeats = new Map<string, number>()
  for (const { text } of texts) repeats.set(text, (repeats.get(text) ?? 0) + 1)
  const across = (own: readonly PaintedGlyph[]): boolean =>
    own.some((glyph) => plain.some((other) => overlaps(glyph, other)))
  const crossing = new Set(texts.filter(({ glyphs: own }) => across(own)).map(({ text }) => text))
  return texts
    .filter(({ glyphs: own, text }) => {
      const [first] = own
      const long = LETTER.test(text) || text.length >= MIN_DIGITS
      const stands = (first?.size ?? 0) >= size || (long && (repeats.get(text) ?? 0) >= MIN_REPEATS)
      const pale = first !== undefined && lightnessOf(first.colour) >= PALE
      return pale ? stands || across(own) : stands && crossing.has(text)
    })
    .flatMap(({ glyphs: own }) => own)
}

/** The characters without those of texts that are painted again and again, as a mark over the whole page is. */
function notRepeated(glyphs: readonly PaintedGlyph[]): readonly PaintedGlyph[] {
  const texts = groupBy(groupBy(glyphs, ({ order }) => order).values(), (own) => own.map(({ text }) => text).join(''))
  return [...texts].flatMap(([text, all]) =>
    text.length >= MIN_DIGITS && all.length >= MIN_REPEATS ? [] : all.flatMap((own) => own),
  )
}

/**
 * The page's text without its watermarks: texts set aslant, and light ones that stand large, often or across others.
 * Their digits would else join those of the cells that they run over.
 */
export function withoutWatermarks(
  glyphs: readonly PaintedGlyph[],
  paths: readonly PaintedPath[],
): readonly PaintedGlyph[] {
  const upright = glyphs.filter(({ slanted }) => slanted !== true)
  const aslant = glyphs.filter(({ slanted }) => slanted === true)
  const others = notRepeated(aslant)
  // A page that was photographed or typed askew is aslant in whole; it says more than the same again and again.
  const isEnough = upright.length >= MIN_PLAIN || (upright.length > 0 && others.length < aslant.length)
  const isLevel = isEnough && others.length <= MAX_MARKS * upright.length
  const level = isLevel ? upright : glyphs
  const marks = new Set(levelMarks(level, paths))
  const kept = marks.size === 0 ? level : level.filter((glyph) => !marks.has(glyph))
  return marks.size > MAX_MARKS * kept.length ? level : kept
}
