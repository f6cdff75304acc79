import { describe, expect, it } from '@jest/globals'
import type { PageInk, PaintedGlyph, PaintedPage, PaintedPicture } from '../engine.js'
import { oddlyInked } from './mass.js'

/** Five digits in a row, ten points apart, on a page of a pixel a point; each is two pixels wide. */
const WIDTH = 60
const HEIGHT = 60
const glyphs = [0, 10, 20, 30, 40].map((left): PaintedGlyph => ({
  ...{ text: '8', box: [left, 20, left + 8, 30], size: 10, heading: 0, visible: true, colour: [0, 0, 0] },
  ...{ mapped: true, font: 'F', order: 5 },
}))
const inkOf = (lineRows: readonly number[]): Uint8Array => {
  const grey = new Uint8Array(WIDTH * HEIGHT).fill(255)
  for (const { box } of glyphs)
    for (let y = 22; y < 29; y += 1) grey.fill(0, y * WIDTH + box[0] + 3, y * WIDTH + box[0] + 5)
  // Lines of a seal, across the last digit alone.
  for (const y of lineRows) grey.fill(60, y * WIDTH + 40, y * WIDTH + 48)
  return grey
}
const picture = (order: number, opaque: boolean): PaintedPicture => ({ box: [5, 5, 55, 55], opaque, order })
const heavyOf = (
  pictures: readonly PaintedPicture[],
  seen: readonly number[],
  uncoloured: readonly number[],
): number => {
  const page: PaintedPage = {
    ...{ width: WIDTH, height: HEIGHT, rotation: 0, glyphs, paths: [], pictures, damage: null, engine: 'pdfium' },
  }
  const greys = { grey: inkOf(seen), uncoloured: inkOf(uncoloured) }
  const ink: PageInk = { width: WIDTH, height: HEIGHT, area: [0, 0, WIDTH, HEIGHT], ...greys, misdrawn: new Set() }
  return oddlyInked(page, glyphs, [], ink).heavy.length
}
const LINES = [23, 26]

describe('a digit with more ink than others', () => {
  it.each([
    ['is plain under the colour of a seal', [picture(9, false)], LINES, [], 0],
    ['is plain on the colour of a seal', [picture(1, true)], LINES, [], 0],
    ['is told of where the lines have no colour', [picture(9, false)], LINES, LINES, 1],
    ['is told of where no seal stands', [], LINES, [], 1],
    ['is told of where the seal may hide it', [picture(9, true)], LINES, [], 1],
  ] as const)('%s', (_, pictures, seen, uncoloured, count) => {
    expect(heavyOf(pictures, seen, uncoloured)).toBe(count)
  })
})
