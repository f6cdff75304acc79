import { describe, expect, it } from '@jest/globals'
import { findGrids } from './grid.js'
import { horizontal, page, table, vertical } from './testing/pages.js'

const TWO_BY_TWO = { widths: [100, 100], heights: [20, 20], rows: [['a', 'b'], ['c', 'd']] } // prettier-ignore

describe('findGrids', () => {
  it('finds cells with row and column spans', () => {
    const [grid] = findGrids(
      page(1, table({ left: 50, top: 50, widths: [60, 60, 60], heights: [20, 20, 20], rows: [
        [{ lines: ['head'], across: 3 }, null, null],
        [{ lines: ['side'], down: 2 }, '1', '2'],
        [null, '3', '4'],
      ] })), // prettier-ignore
    )
    expect(grid).toMatchObject({ rowEdges: [50, 70, 90, 110], columnEdges: [50, 110, 170, 230] })
    expect(grid?.cells.map(({ row, column, rowSpan, columnSpan }) => [row, column, rowSpan, columnSpan])).toEqual([
      [0, 0, 1, 3],
      [1, 0, 2, 1],
      [1, 1, 1, 1],
      [1, 2, 1, 1],
      [2, 1, 1, 1],
      [2, 2, 1, 1],
    ])
  })

  it('never glues two tables that are near', () => {
    const grids = findGrids(
      page(1, table({ left: 50, top: 50, ...TWO_BY_TWO }), table({ left: 50, top: 96, ...TWO_BY_TWO })),
    )
    expect(grids.map(({ box }) => box)).toEqual([
      [50, 50, 250, 90],
      [50, 96, 250, 136],
    ])
  })

  it('leaves out page borders and frames around a table', () => {
    const frame = (inset: number): { rulings: ReturnType<typeof vertical>[] } => ({
      rulings: [
        ...[inset, 600 - inset].map((x) => vertical(x, inset, 800 - inset)),
        ...[inset, 800 - inset].map((y) => horizontal(y, inset, 600 - inset)),
      ],
    })
    const grids = findGrids(page(1, frame(20), frame(30), table({ left: 50, top: 50, ...TWO_BY_TWO })))
    expect(grids.map(({ box }) => box)).toEqual([[50, 50, 250, 90]])
  })

  it('takes a row without a lower border, as page breaks leave it', () => {
    const drawn = table({ left: 50, top: 50, ...TWO_BY_TWO })
    const open = drawn.rulings.filter(({ orientation, position }) => orientation === 'vertical' || position < 90)
    const [grid] = findGrids(page(1, { rulings: open }))
    expect(grid?.cells.map(({ sides }) => sides.bottom)).toEqual([true, true, false, false])
  })
})

describe('parts of one table that page breaks cut off at both ends', () => {
  const value = [vertical(110, 50, 400), vertical(150, 50, 400), horizontal(200, 110, 150)]
  const label = [vertical(50, 50, 400), vertical(70, 50, 400)]

  it('are one grid, with the merged label that stands between them', () => {
    const found = findGrids({ rulings: [...label, horizontal(380, 50, 70), ...value], shadings: [] })
    expect(found.map(({ columnEdges }) => columnEdges)).toEqual([[50, 70, 110, 150]])
  })

  it('are two tables where both have a border of their own at the foot', () => {
    const feet = [horizontal(400, 50, 70), horizontal(400, 110, 150)]
    const found = findGrids({ rulings: [...label, horizontal(380, 50, 70), ...value, ...feet], shadings: [] })
    expect(found).toHaveLength(2)
  })
})
