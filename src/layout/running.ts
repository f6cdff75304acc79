import { tally } from '../model/groups.js'
import type { Glyph, Page } from '../model/page.js'
import { squeeze } from '../vocabulary/labels.js'
import { middleY } from './lines.js'
import { RUNNING_DATE, RUNNING_NUMBER } from '../vocabulary/patterns.js'

/** Heads and feet that are told by what they say stand within this share of the page's height from its edge. */
const MARGIN_SHARE = 0.1
/** On every page they stand at the same height, in points, and a page number at one of two places along the line. */
const SAME_HEIGHT = 1.5
const SAME_PLACE = 4
const MAX_PLACES = 2
/** On at least this share of the pages, and on two at least. */
const REPEATED_SHARE = 0.5
/** Characters painted one after the other are one text while they are on one line with no more white than this (em). */
const MAX_WHITE = 1
const MAX_DRIFT = 0.3
/** Sizes that differ by less than this (points) are the same. */
const SAME_SIZE = 0.2

const ADDRESS = /:\/\/|^www\.|^[a-z]:[\\/]/iu
const BARE = /^\d+$/u

/** A text in a page's margin, in the order of painting. */
interface Text {
  readonly page: number
  readonly glyphs: readonly Glyph[]
  readonly text: string
  readonly height: number
  readonly size: number
  /** Left edge, middle and right edge, in points. */
  readonly places: readonly [number, number, number]
}

function textOf(glyphs: readonly Glyph[], page: number): Text | null {
  const [first, last] = [glyphs[0], glyphs.at(-1)]
  if (!first || !last) return null
  const [left, right] = [first.box[0], last.box[2]]
  return {
    page,
    glyphs,
    text: squeeze(glyphs.map(({ text }) => text).join('')),
    height: middleY(first),
    size: first.size,
    places: [left, (left + right) / 2, right],
  }
}

function marginTexts({ glyphs, height }: Page, page: number): readonly Text[] {
  const texts: Glyph[][] = []
  for (const glyph of glyphs) {
    const y = middleY(glyph)
    if (y > height * MARGIN_SHARE && y < height * (1 - MARGIN_SHARE)) continue
    const own = texts.at(-1)
    const before = own?.at(-1)
    const goesOn =
      before !== undefined &&
      Math.abs(glyph.box[0] - before.box[2]) <= MAX_WHITE * glyph.size &&
      Math.abs(y - middleY(before)) <= MAX_DRIFT * glyph.size
    if (own && goesOn) own.push(glyph)
    else texts.push([glyph])
  }
  return texts.flatMap((own) => {
    const text = textOf(own, page)
    return text ? [text] : []
  })
}

const numberOf = ({ text }: Text): number | null => {
  const found = RUNNING_NUMBER.exec(text)?.slice(1).join('')
  return found === undefined || found === '' ? null : Number(found)
}

const isLevel = (one: Text, other: Text): boolean =>
  Math.abs(one.height - other.height) <= SAME_HEIGHT && Math.abs(one.size - other.size) <= SAME_SIZE

const isAligned = (one: Text, other: Text): boolean =>
  one.places.some((place, index) => Math.abs(place - (other.places[index] ?? Infinity)) <= SAME_PLACE)

const pagesOf = (texts: readonly Text[]): number => new Set(texts.map(({ page }) => page)).size

/** At how many places along their line texts stand: page numbers at one, or at two that change from page to page. */
function placesOf(texts: readonly Text[]): number {
  const places: Text[] = []
  for (const text of texts) if (!places.some((place) => isAligned(place, text))) places.push(text)
  return places.length
}

/** Numbers that grow by one from page to page at one height; values of a table do not. */
function pageNumbers(texts: readonly Text[], needed: number, bodySize: number): readonly Text[] {
  const numbers = texts.flatMap((text) => {
    const number = numberOf(text)
    return number === null ? [] : [{ text, offset: number - text.page, bare: BARE.test(text.text) }]
  })
  return numbers
    .filter(({ text, offset, bare }) => {
      const own = numbers
        .filter((other) => other.bare === bare && other.offset === offset && isLevel(other.text, text))
        .map((other) => other.text)
      // Two values of the table's own size may follow each other by chance.
      const enough = !bare || own.length > 2 || Math.abs(text.size - bodySize) > SAME_SIZE
      return enough && pagesOf(own) >= needed && own.length === pagesOf(own) && placesOf(own) <= MAX_PLACES
    })
    .map(({ text }) => text)
}

function commonSize(pages: readonly Page[]): number {
  const counts = tally(pages.flatMap(({ glyphs }) => glyphs.map(({ size }) => size)))
  return [...counts].reduce<readonly [number, number]>((most, one) => (one[1] > most[1] ? one : most), [0, 0])[0]
}

/**
 * Takes out what browsers and word processors print into the margins of every page, also where a table that the page break
 * cuts reaches below it: address, date and page number, and what stands on one line with them on every page, as the title.
 */
export function withoutRunning(pages: readonly Page[]): readonly Page[] {
  if (pages.length < 2) return pages
  const needed = Math.max(2, Math.ceil(pages.length * REPEATED_SHARE))
  const texts = pages.flatMap((page, index) => (page.dpi === null ? marginTexts(page, index) : []))
  const repeated = (text: Text): boolean =>
    pagesOf(texts.filter((other) => other.text === text.text && isLevel(other, text) && isAligned(other, text))) >=
    needed
  const told = new Set([
    ...texts.filter((text) => (ADDRESS.test(text.text) || RUNNING_DATE.test(text.text)) && repeated(text)),
    ...pageNumbers(texts, needed, commonSize(pages)),
  ])
  if (told.size === 0) return pages
  const beside = texts.filter(
    (text) =>
      !told.has(text) && repeated(text) && [...told].some((other) => other.page === text.page && isLevel(other, text)),
  )
  const gone = new Set([...told, ...beside].flatMap(({ glyphs }) => glyphs))
  return pages.map((page) => ({ ...page, glyphs: page.glyphs.filter((glyph) => !gone.has(glyph)) }))
}
