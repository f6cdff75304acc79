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

describe('a digit is not weighed', () => {
  const sheet = (more: Partial<PaintedPage>): PaintedPage => ({
    ...{ width: WIDTH, height: HEIGHT, rotation: 0, glyphs, paths: [], pictures: [], damage: null, engine: 'pdfium' },
    ...more,
  })
  const oddIn = (
    page: PaintedPage,
    lines: readonly (readonly [number, number, number, number])[],
    grey: Uint8Array,
  ) => {
    const ink = {
      width: WIDTH,
      height: HEIGHT,
      area: [0, 0, WIDTH, HEIGHT] as const,
      grey,
      misdrawn: new Set<PaintedGlyph>(),
    }
    const { faint, heavy } = oddlyInked(page, page.glyphs, lines, ink)
    return [faint.length, heavy.length]
  }

  it('where it is printed twice, as fake bold is', () => {
    const again = glyphs.slice(-1).map((glyph): PaintedGlyph => ({
      ...glyph,
      box: [glyph.box[0] + 1, glyph.box[1], glyph.box[2] + 1, glyph.box[3]],
    }))
    const page = sheet({ glyphs: [...glyphs, ...again] })
    const { heavy } = oddlyInked(page, glyphs, [], {
      ...{ width: WIDTH, height: HEIGHT, area: [0, 0, WIDTH, HEIGHT], grey: inkOf(LINES), misdrawn: new Set() },
    })
    expect(heavy).toEqual([])
    expect(oddIn(sheet({}), [], inkOf(LINES))).toEqual([0, 1])
  })

  it('where it is too small to be drawn like the others', () => {
    const small = glyphs.map((glyph): PaintedGlyph => ({ ...glyph, size: 8 }))
    expect(oddIn(sheet({ glyphs: small }), [], inkOf(LINES))).toEqual([0, 0])
  })

  it('by the grey of the border beside it', () => {
    // Grey digits on paper that is not of one grey throughout: the border has most pixels of one kind.
    const grey = inkOf([]).map((pixel) => (pixel === 0 ? 100 : pixel))
    for (let y = 21; y < 30; y += 1) {
      for (let x = 40; x < 48; x += 1)
        if (grey[y * WIDTH + x] === 255) grey[y * WIDTH + x] = 255 - ((x * 7 + y * 3) % 5)
      grey.fill(0, y * WIDTH + 40, y * WIDTH + 43)
    }
    const pale = glyphs.map((glyph): PaintedGlyph => ({ ...glyph, colour: [100, 100, 100] }))
    expect(oddIn(sheet({ glyphs: pale }), [[39.5, 0, 42, 60]], grey)).toEqual([0, 0])
  })
})
