import type { Box } from '../../model/geometry.js'
import type { PageReading } from '../../model/page.js'
import type { PaintedGlyph, PaintedPage } from './engine.js'
import { characterFacts } from './characters.js'

/** A picture over this much of the page is what the page is about. */
const PICTURE_PAGE = 0.4
/** So few characters beside such a picture are a stamp of the scanner or a page number, not the page's text. */
const FEW_GLYPHS = 15
/** This many filled outlines with curves, on a page without text, are text turned into drawings. */
const DRAWN_TEXT = 60
/** From this share of senseless characters on, the whole page is not to be trusted. */
const GARBLED = 0.15
/** The same for a page of a few characters, where one bullet in a symbol font weighs much. */
const GARBLED_SHORT = 0.5
const SHORT_PAGE = 30
/** More senseless characters than bullets and ornaments make up: some of the page is garbled, and that is said. */
const PARTLY_GARBLED = 0.03
const PARTLY_GARBLED_COUNT = 8
/** A font whose characters are senseless in this share is senseless in all: its digits only look like digits. */
const BAD_FONT = 0.2
const BAD_FONT_COUNT = 3
/** Share of common characters among Han ones: half of any text, some hundredths of random ones. */
const COMMON_SHARE = 0.1
const COMMON_SHARE_SURE = 0.25
const ENOUGH_HAN = 20
/** A character that is narrow in any font, yet as wide as its em (share), is drawn as another one. */
const FULL_WIDTH = 0.93

export interface Usability {
  readonly read: PageReading
  readonly problem: 'no-text-layer' | 'garbled-text' | null
  /** The seen glyphs; where it is not known which character one is, its text is U+FFFD. */
  readonly glyphs: readonly PaintedGlyph[]
}

/** More characters of other alphabets than this share are a wrong encoding. */
const FOREIGN_SHARE = 0.2
const NO_GLYPHS: ReadonlySet<PaintedGlyph> = new Set()

const UNKNOWN_CHARACTER = '\ufffd'

/**
 * Whether the text layer of a page says what the page shows.
 * @param seen the visible glyphs of the page, each once
 */
export function judge(page: PaintedPage, seen: readonly PaintedGlyph[]): Usability {
  const pictured = coverage(
    page.pictures.map(({ box }) => box),
    page.width,
    page.height,
  )
  if (pictured >= PICTURE_PAGE && seen.length < FEW_GLYPHS) {
    // Text hidden behind a scan was recognised by another program and is not trusted; nonsense is called so.
    const hidden = page.glyphs.filter((glyph) => !seen.includes(glyph))
    const garbled = hidden.length >= FEW_GLYPHS && assess(hidden).garbled
    return { read: 'unreadable', problem: garbled ? 'garbled-text' : 'no-text-layer', glyphs: seen }
  }
  if (seen.length < FEW_GLYPHS && drawnText(page)) return { read: 'unreadable', problem: 'no-text-layer', glyphs: seen }
  if (seen.length === 0) {
    const blank = page.pictures.length === 0 && page.paths.length === 0
    return { read: blank ? 'blank' : 'text-layer', problem: null, glyphs: seen }
  }
  const { garbled, partly, glyphs } = assess(seen)
  if (garbled) return { read: 'unreadable', problem: 'garbled-text', glyphs }
  return { read: 'text-layer', problem: partly ? 'garbled-text' : null, glyphs }
}

interface Assessment {
  readonly garbled: boolean
  readonly partly: boolean
  readonly glyphs: readonly PaintedGlyph[]
}

function assess(glyphs: readonly PaintedGlyph[]): Assessment {
  const bad = new Set<PaintedGlyph>()
  for (const members of byFont(glyphs)) {
    // A font that says nothing of any of its codes is right only where the codes happen to be Unicode.
    const unicode = members.every(({ mapped }) => !mapped) && isChinese(members)
    const foreign = foreignWords(members)
    const senseless = members.filter((glyph) => !isSensible(glyph, unicode, foreign))
    const all = senseless.length >= BAD_FONT_COUNT && senseless.length >= members.length * BAD_FONT
    for (const glyph of all ? members : senseless) bad.add(glyph)
  }
  const share = bad.size / glyphs.length
  const garbled = share >= (glyphs.length < SHORT_PAGE ? GARBLED_SHORT : GARBLED) || isNonsense(glyphs)
  return {
    garbled,
    partly: !garbled && bad.size >= PARTLY_GARBLED_COUNT && share >= PARTLY_GARBLED,
    glyphs:
      bad.size === 0 ? glyphs : glyphs.map((glyph) => (bad.has(glyph) ? { ...glyph, text: UNKNOWN_CHARACTER } : glyph)),
  }
}

function byFont(glyphs: readonly PaintedGlyph[]): Iterable<readonly PaintedGlyph[]> {
  const fonts = new Map<string, PaintedGlyph[]>()
  for (const glyph of glyphs) {
    const members = fonts.get(glyph.font)
    if (members) members.push(glyph)
    else fonts.set(glyph.font, [glyph])
  }
  return fonts.values()
}

/**
 * The characters of other Latin alphabets that a font writes words and numbers with: each stands beside a letter or digit of
 * its own, and they are few. Chinese read in a wrong encoding is made of little else.
 */
function foreignWords(members: readonly PaintedGlyph[]): ReadonlySet<PaintedGlyph> {
  const found = members.filter(({ text }) => characterFacts(text).foreign)
  if (found.length === 0 || found.length > members.length * FOREIGN_SHARE) return NO_GLYPHS
  const isLatin = (glyph: PaintedGlyph | undefined): boolean =>
    glyph !== undefined && characterFacts(glyph.text).latin && !characterFacts(glyph.text).foreign
  return new Set(
    members.filter(
      (glyph, place) =>
        characterFacts(glyph.text).foreign && (isLatin(members[place - 1]) || isLatin(members[place + 1])),
    ),
  )
}

/**
 * @param unicode whether the font's codes are Unicode although it does not say so
 * @param foreign glyphs of Latin words, which are sound though Chinese reports do not print them
 */
function isSensible(glyph: PaintedGlyph, unicode: boolean, foreign: ReadonlySet<PaintedGlyph>): boolean {
  const { text, mapped, box, size } = glyph
  if (!mapped && !unicode) return false
  const { strange, narrow } = characterFacts(text)
  if (strange) return foreign.has(glyph)
  return !narrow || Math.min(box[2] - box[0], box[3] - box[1]) < size * FULL_WIDTH
}

/** Real Chinese text, by how many of its characters are common ones. */
function isChinese(glyphs: readonly PaintedGlyph[]): boolean {
  const { han, common } = countHan(glyphs)
  return han >= ENOUGH_HAN / 2 && common >= han * COMMON_SHARE_SURE
}

/** Han characters, but hardly any of those that every text is made of. */
function isNonsense(glyphs: readonly PaintedGlyph[]): boolean {
  const { han, common } = countHan(glyphs)
  return han >= ENOUGH_HAN && common < han * COMMON_SHARE
}

function countHan(glyphs: readonly PaintedGlyph[]): { readonly han: number; readonly common: number } {
  let [han, common] = [0, 0]
  for (const { text } of glyphs) {
    const facts = characterFacts(text)
    if (facts.han) han += 1
    if (facts.han && facts.common) common += 1
  }
  return { han, common }
}

function drawnText({ paths }: PaintedPage): boolean {
  const outlines = paths.filter(({ fill, subpaths }) => fill && subpaths.some(({ curved }) => curved))
  return outlines.length >= DRAWN_TEXT
}

/** Share of the page that the boxes cover together, counted on a coarse raster, since strips of one scan may overlap. */
function coverage(boxes: readonly Box[], width: number, height: number): number {
  if (boxes.length === 0) return 0
  const steps = 40
  let covered = 0
  for (let row = 0; row < steps; row += 1) {
    for (let column = 0; column < steps; column += 1) {
      const x = ((column + 0.5) / steps) * width
      const y = ((row + 0.5) / steps) * height
      if (boxes.some(([left, top, right, bottom]) => x >= left && x <= right && y >= top && y <= bottom)) covered += 1
    }
  }
  return covered / (steps * steps)
}
