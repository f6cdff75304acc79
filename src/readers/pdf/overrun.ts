import type { Ruling } from '../../model/page.js'
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
 * end at that edge are let out as far, so that the outermost cells hold what was printed for them.
 */
export function letOut(
  rulings: readonly Ruling[],
  glyphs: readonly Pick<PaintedGlyph, 'box'>[],
  page: { readonly width: number },
): readonly Ruling[] {
  const left = Math.min(0, ...glyphs.map(({ box }) => box[0] - ROOM))
  const right = Math.max(page.width, ...glyphs.map(({ box }) => box[2] + ROOM))
  if (left === 0 && right === page.width) return rulings
  const out = (x: number): number =>
    left < 0 && x <= AT_EDGE
      ? Math.min(x, left)
      : right > page.width && x >= page.width - AT_EDGE
        ? Math.max(x, right)
        : x
  return rulings.map((ruling) =>
    ruling.orientation === 'vertical'
      ? { ...ruling, position: out(ruling.position) }
      : { ...ruling, start: out(ruling.start), end: out(ruling.end) },
  )
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
