import { isDigit } from '../../model/digits.js'
import type { Box } from '../../model/geometry.js'
import type { Glyph, PageMark, PageRotation, PaintedArea, Ruling } from '../../model/page.js'
import { shownText } from './characters.js'
import type { Heading } from './engine.js'

/** A page's content with the way each character stands. */
export interface Standing {
  readonly width: number
  readonly height: number
  readonly glyphs: readonly (Glyph & { readonly heading: Heading; readonly order: number })[]
  readonly rulings: readonly Ruling[]
  readonly shadings: readonly PaintedArea[]
  readonly pictures: readonly PaintedArea[]
  readonly marks: readonly PageMark[]
}

export type Upright = Omit<Standing, 'glyphs'> & { readonly glyphs: readonly Glyph[]; readonly turn: PageRotation }

/** A table's headings may be turned and long; its numbers are set as the page is read. */
const DIGIT_WEIGHT = 3

const HEADINGS: readonly Heading[] = [0, 90, 180, 270]

/** Turns a page so that most of its characters stand upright, each as what it shows; `turn` is by how many degrees clockwise it was turned. */
export function turnUpright(page: Standing): Upright {
  const turn = turnFor(page.glyphs)
  const box = (stored: Box): Box => turnBox(stored, turn, page.width, page.height)
  const sideways = turn === 90 || turn === 270
  return {
    width: sideways ? page.height : page.width,
    height: sideways ? page.width : page.height,
    turn,
    glyphs: page.glyphs.map(({ text, size, heading, order, box: stored }) => {
      const glyph = { text: shownText(text), size, box: turn === 0 ? stored : box(stored), run: order }
      const top = (heading + turn) % 360
      return top === 90 || top === 270 ? { ...glyph, turned: top } : glyph
    }),
    rulings:
      turn === 0 ? page.rulings : page.rulings.map((ruling) => turnRuling(ruling, turn, page.width, page.height)),
    shadings: turn === 0 ? page.shadings : page.shadings.map((area) => ({ box: box(area.box) })),
    pictures: turn === 0 ? page.pictures : page.pictures.map((area) => ({ box: box(area.box) })),
    marks: [...page.marks, ...turnedDigits(page.glyphs, turn)].map((mark) =>
      turn === 0 ? mark : { ...mark, box: box(mark.box) },
    ),
  }
}

/** Digits that stand otherwise than the page's others: on its head a 6 is a 9. */
const turnedDigits = (glyphs: Standing['glyphs'], turn: PageRotation): readonly PageMark[] =>
  glyphs
    .filter(({ text, heading }) => (heading + turn) % 360 !== 0 && isDigit(text))
    .map(({ box }) => ({ box, reason: 'cell-unread' }))

/** Tops that point right are set upright by a quarter turn back, which is 270 degrees clockwise. */
function turnFor(glyphs: Standing['glyphs']): PageRotation {
  const found = new Map<Heading, number>()
  for (const { heading, text } of glyphs)
    found.set(heading, (found.get(heading) ?? 0) + (isDigit(text) ? DIGIT_WEIGHT : 1))
  const counts = HEADINGS.map((heading) => found.get(heading) ?? 0)
  const most = HEADINGS[counts.indexOf(Math.max(...counts))] ?? 0
  return most === 90 ? 270 : most === 270 ? 90 : most
}

/** A box on a page of this width and height, after the page was turned clockwise. */
function turnBox([left, top, right, bottom]: Box, turn: PageRotation, width: number, height: number): Box {
  switch (turn) {
    case 0:
      return [left, top, right, bottom]
    case 90:
      return [height - bottom, left, height - top, right]
    case 180:
      return [width - right, height - bottom, width - left, height - top]
    case 270:
      return [top, width - right, bottom, width - left]
  }
}

function turnRuling(ruling: Ruling, turn: PageRotation, width: number, height: number): Ruling {
  const { orientation, position, start, end, thickness } = ruling
  const stored: Box = orientation === 'horizontal' ? [start, position, end, position] : [position, start, position, end]
  const [left, top, right, bottom] = turnBox(stored, turn, width, height)
  const sideways = turn === 90 || turn === 270
  return (orientation === 'horizontal') !== sideways
    ? { orientation: 'horizontal', position: top, start: left, end: right, thickness }
    : { orientation: 'vertical', position: left, start: top, end: bottom, thickness }
}
