import type { Page, Ruling } from '../../model/page.js'
import type { PaintedGlyph } from './engine.js'

/** Two characters of one line stand at most this far apart (share of their size). */
const LINE_GAP = 1.5
/** Their middles differ by at most this (share of their size) across the line. */
const LINE_DRIFT = 0.5

/**
 * The characters on the page, and those beyond its edge that go on a line which begins on it: a table too wide for its
 * page loses digits to the edge, though the file holds them (474 seen as 47). Printers' marks beyond the edge go.
 */
export function withoutOffPage(
  glyphs: readonly PaintedGlyph[],
  page: { readonly width: number; readonly height: number },
): readonly PaintedGlyph[] {
  const isOn = ({ box }: PaintedGlyph): boolean => {
    const [x, y] = middle(box)
    return x >= 0 && x <= page.width && y >= 0 && y <= page.height
  }
  if (glyphs.every(isOn)) return glyphs
  // In the order of painting a line's characters follow one another.
  let previous: PaintedGlyph | null = null
  return glyphs.filter((glyph) => {
    const kept = isOn(glyph) || (previous !== null && follows(glyph, previous))
    previous = kept ? glyph : null
    return kept
  })
}

/** A ruling's end this near (points) to the page's edge is cut off there. */
const AT_EDGE = 2
/** Room (points) between the outermost character and the ruling drawn behind it. */
const ROOM = 1

/**
 * Writers cut rulings at the page's edge, but not the text: where text runs over the left or right edge, the rulings that
 * end at that edge are let out as far, so that the outermost cells hold what was printed for them. As far on all pages of
 * one width, so that a table that goes on over them keeps its columns.
 */
export function letOut<Sheet extends Pick<Page, 'width' | 'glyphs' | 'rulings'>>(
  pages: readonly Sheet[],
): readonly Sheet[] {
  const reach = new Map<number, readonly [left: number, right: number]>()
  for (const { width, glyphs } of pages) {
    let [left, right] = reach.get(Math.round(width)) ?? [0, width]
    for (const { box } of glyphs) {
      left = Math.min(left, box[0] < 0 ? box[0] - ROOM : 0)
      right = Math.max(right, box[2] > width ? box[2] + ROOM : width)
    }
    reach.set(Math.round(width), [left, right])
  }
  return pages.map((page) => {
    const [left, right] = reach.get(Math.round(page.width)) ?? [0, page.width]
    if (left >= 0 && right <= page.width) return page
    return { ...page, rulings: page.rulings.map((ruling) => moved(ruling, page.width, left, right)) }
  })
}

function moved(ruling: Ruling, width: number, left: number, right: number): Ruling {
  const out = (x: number): number => {
    if (left < 0 && x <= AT_EDGE) return Math.min(x, left)
    return right > width && x >= width - AT_EDGE ? Math.max(x, right) : x
  }
  return ruling.orientation === 'vertical'
    ? { ...ruling, position: out(ruling.position) }
    : { ...ruling, start: out(ruling.start), end: out(ruling.end) }
}

function follows(glyph: PaintedGlyph, before: PaintedGlyph): boolean {
  const [x, y] = middle(glyph.box)
  const [beforeX, beforeY] = middle(before.box)
  const sideways = before.heading === 90 || before.heading === 270
  const along = Math.abs(sideways ? y - beforeY : x - beforeX)
  const across = Math.abs(sideways ? x - beforeX : y - beforeY)
  return along <= LINE_GAP * before.size && across <= LINE_DRIFT * before.size
}

function middle([left, top, right, bottom]: PaintedGlyph['box']): readonly [number, number] {
  return [(left + right) / 2, (top + bottom) / 2]
}
