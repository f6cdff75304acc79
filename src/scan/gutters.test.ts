import { describe, expect, it } from '@jest/globals'
import { partAtGutters } from './gutters.js'
import type { PixelBox } from './image.js'
import { inkLines, openLines } from './lines.js'

const EM = 20

/** Characters 16 pixels wide on a line, from each of the given places on. */
const row = (top: number, texts: readonly (readonly [left: number, count: number])[]): readonly PixelBox[] =>
  texts.flatMap(([left, count]) =>
    Array.from({ length: count }, (_, index) => ({
      left: left + 18 * index,
      top,
      right: left + 18 * index + 16,
      bottom: top + EM,
    })),
  )

const TABLE = [
  row(0, [
    [150, 4],
    [260, 4],
    [350, 4],
  ]),
  row(30, [
    [0, 4],
    [186, 2],
    [296, 2],
    [350, 4],
  ]),
  row(60, [
    [20, 3],
    [168, 3],
    [260, 4],
    [386, 2],
  ]),
  row(90, [
    [20, 5],
    [204, 1],
    [278, 3],
    [368, 3],
  ]),
]
const shape = (parts: readonly (readonly PixelBox[])[] | null): readonly number[] | undefined =>
  parts?.map(({ length }) => length)

describe('ink outside of grids', () => {
  it('is parted where white goes down through several lines, however narrow some of it is', () => {
    expect(shape(partAtGutters(TABLE, EM))).toEqual([4, 4, 4, 4, 2, 2, 4, 3, 3, 4, 2, 5, 1, 3, 3])
  })

  it('is whole where white stands at other places in each line, as in prose', () => {
    const prose = [0, 1, 2, 3, 4].map((line) =>
      row(30 * line, [
        [0, 3 + line],
        [18 * (3 + line) + 12, 12 - line],
      ]),
    )
    expect(partAtGutters(prose, EM)).toBeNull()
  })

  it('is whole where fewer lines than make columns have white beneath each other', () => {
    expect(partAtGutters(TABLE.slice(0, 2), EM)).toBeNull()
  })

  it('keeps the lines of one cell apart from those beside them, which stand at their middle', () => {
    const cell = [
      ...row(120, [[0, 5]]),
      ...row(144, [[0, 3]]),
      ...row(132, [
        [168, 3],
        [278, 3],
        [368, 3],
      ]),
    ]
    const { lines, columns } = openLines([...TABLE.flat(), ...cell], EM)
    expect(columns).toBe(true)
    expect(
      lines
        .slice(-5)
        .map(({ ink }) => ink.length)
        .sort(),
    ).toEqual([3, 3, 3, 3, 5])
  })

  it('leaves out pieces of vertical lines only where it stands in columns', () => {
    const stroke: PixelBox = { left: 120, top: 0, right: 122, bottom: 50 }
    expect(openLines([...TABLE.flat(), stroke], EM).lines.flatMap(({ ink }) => ink)).not.toContain(stroke)
    const line = row(0, [[0, 5]])
    expect(openLines([...line, stroke], EM)).toEqual({ lines: inkLines([...line, stroke], EM), columns: false })
  })
})
