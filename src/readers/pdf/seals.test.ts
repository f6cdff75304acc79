import { describe, expect, it } from '@jest/globals'
import type { PaintedGlyph, PaintedPage, PaintedPath } from './engine.js'
import { drawnSeals } from './seals.js'

const RED = [210, 20, 20] as const
const BLACK = [0, 0, 0] as const

/** A ring of 100 points around (100, 100), as an engine gives four curves: by its ends. */
const ring = (order: number, opacity: number, colour: typeof RED | typeof BLACK = RED, width = 3): PaintedPath => ({
  ...{ subpaths: [{ points: [50, 100, 100, 50, 150, 100, 100, 150], closed: true, curved: true }] },
  ...{ stroke: { width, colour, opacity }, fill: null, clip: [0, 0, 300, 300], order },
})
const digit = (left: number, top: number): PaintedGlyph => ({
  ...{ text: '8', box: [left, top, left + 5, top + 10], size: 10, heading: 0, visible: true, colour: BLACK },
  ...{ mapped: true, font: 'F', order: 5 },
})
const page = (...paths: readonly PaintedPath[]): PaintedPage => ({
  ...{ width: 300, height: 300, rotation: 0, glyphs: [], paths, pictures: [], damage: null, engine: 'pdfium' },
})
const ON_LINE = digit(148, 95)

describe('a seal that is drawn as a ring', () => {
  it.each([
    ['lies under a digit', ring(1, 1)],
    ['lets a digit shine through', ring(9, 0.7)],
    ['hides a part of a digit', ring(9, 1, RED, 1)],
  ])('leaves the digit seen where it %s', (_, path) => {
    const { meets, touches } = drawnSeals(page(path))
    expect([meets(ON_LINE), touches(ON_LINE)]).toEqual([true, true])
  })

  it('may hide a digit under its line', () => {
    const { meets, touches } = drawnSeals(page(ring(9, 1, RED, 6)))
    expect([meets(ON_LINE), touches(ON_LINE)]).toEqual([false, true])
  })

  it('touches no digit within its line or beside it', () => {
    const { touches } = drawnSeals(page(ring(9, 0.7)))
    expect([digit(98, 95), digit(160, 95)].map(touches)).toEqual([false, false])
  })

  it('owns stars within it, but no lines and boxes', () => {
    const filled = (points: readonly number[]): PaintedPath => ({
      ...ring(9, 1),
      ...{ subpaths: [{ points, closed: true, curved: false }], stroke: null, fill: { colour: RED, opacity: 1 } },
    })
    const star = filled([100, 82, 105, 96, 120, 96, 108, 105, 112, 120, 100, 111])
    const line = filled([80, 99, 120, 99, 120, 100, 80, 100])
    const box = filled([80, 90, 120, 90, 120, 110, 80, 110])
    const { owns } = drawnSeals(page(ring(1, 1), star, line, box))
    expect([star, line, box].map(owns)).toEqual([true, false, false])
    expect(drawnSeals(page(star)).owns(star)).toBe(false)
  })

  it('is none where it is black, or crosses the page straight', () => {
    const straight: PaintedPath = {
      ...ring(9, 1),
      subpaths: [{ points: [50, 100, 150, 100], closed: false, curved: false }],
    }
    expect([ring(9, 0.7, BLACK), straight].map((path) => drawnSeals(page(path)).touches(ON_LINE))).toEqual([
      false,
      false,
    ])
  })
})
