import { describe, expect, it } from '@jest/globals'
import type { Box } from '../model/geometry.js'
import type { Ruling } from '../model/page.js'
import { withoutInnerFrames } from './rulings.js'

const across = (position: number, start: number, end: number): Ruling => ({
  ...{ orientation: 'horizontal', position, start, end, thickness: 0.5 },
})
const upright = (position: number, start: number, end: number): Ruling => ({
  ...{ orientation: 'vertical', position, start, end, thickness: 0.5 },
})
const frame = ([left, top, right, bottom]: Box): readonly Ruling[] => [
  ...[across(top, left, right), across(bottom, left, right), upright(left, top, bottom), upright(right, top, bottom)],
]

/** Two rows of two cells, 100 points wide and 16 high. */
const TABLE = [...[0, 16, 32].map((y) => across(y, 0, 200)), ...[0, 100, 200].map((x) => upright(x, 0, 32))]
const cells = (inset: number): readonly Ruling[] =>
  [0, 16].flatMap((top) =>
    [0, 100].flatMap((left) => frame([left + inset, top + inset, left + 100 - inset, top + 16 - inset])),
  )

describe('frames within cells', () => {
  it.each([3, 1.5])('are no lines of the table, %s points off its lines', (inset) => {
    expect(withoutInnerFrames([...TABLE, ...cells(inset)])).toEqual(TABLE)
  })

  it('are none where a page break has cut off the lines above and below', () => {
    const cut = [upright(0, 0, 24), upright(100, 0, 24), upright(200, 0, 24), across(24, 0, 200)]
    expect(withoutInnerFrames([...cut, ...frame([30, 6, 60, 18])])).toEqual(cut)
  })
})

describe('boxes that are cells', () => {
  it.each([
    ['cells with gaps', cells(1.5)],
    ['cells with gaps within a border around the table', [...frame([0, 0, 200, 32]), ...cells(1.5)]],
    ['cells that touch', TABLE],
    ['two boxes in one cell', [...TABLE, ...frame([10, 3, 40, 13]), ...frame([50, 3, 90, 13])]],
    ['a box of which a side is a line of the table', [...TABLE, ...frame([10, 0, 40, 13])]],
    ['a box that a line divides', [...TABLE, ...frame([10, 3, 40, 13]), upright(25, 3, 13)]],
  ])('keep their lines: %s', (_, rulings) => {
    expect(withoutInnerFrames(rulings)).toEqual(rulings)
  })
})
