import { beforeAll, describe, expect, it } from '@jest/globals'
import { findGrids } from '../layout/index.js'
import { loadCv } from './opencv.js'
import { findRulings } from './rulings.js'
import { drawGrey, line, table, text } from './testing/draw.js'

beforeAll(loadCv)

const COLUMNS = [20, 120, 160, 200]
const ROWS = [20, 36, 52, 68]
const CELLS = [
  ['信息内容', '件数', '总计'],
  ['行政许可', '12', '1'],
  ['王国军事工程', '11', '171'],
]

const rounded = (values: readonly number[] | undefined): number[] => (values ?? []).map(Math.round)

describe('rulings in pixels', () => {
  it.each([120, 150, 200, 300])('are where they were drawn, strokes of characters left out (%i dpi)', async (dpi) => {
    const image = await drawGrey({ width: 220, height: 90, dpi, shapes: table(COLUMNS, ROWS, CELLS) })
    const rulings = findRulings(image, dpi)
    const [grid] = findGrids({ rulings, shadings: [] })
    expect(rounded(grid?.columnEdges)).toEqual(COLUMNS)
    expect(rounded(grid?.rowEdges)).toEqual(ROWS)
    expect(grid?.cells).toHaveLength(9)
  })

  it('are bridged where the print broke', async () => {
    const gaps = [30, 75, 110, 150, 190]
      .map((x) => `<rect x="${x}" y="30" width="4" height="10" fill="white"/>`)
      .join('')
    const image = await drawGrey({ width: 220, height: 90, dpi: 200, shapes: table(COLUMNS, ROWS, []) + gaps })
    const [grid] = findGrids({ rulings: findRulings(image, 200), shadings: [] })
    expect(grid?.cells).toHaveLength(9)
  })

  it('end at a page break in the open', async () => {
    const shapes = [line(20, 20, 200, 20), ...COLUMNS.map((x) => line(x, 20, x, 42))].join('')
    const image = await drawGrey({ width: 220, height: 90, dpi: 200, shapes })
    const upright = findRulings(image, 200).filter(({ orientation }) => orientation === 'vertical')
    expect(upright).toHaveLength(4)
    for (const { end } of upright) expect(Math.abs(end - 42)).toBeLessThan(1.5)
  })

  it('are not made of the strokes of characters in a heading', async () => {
    const shapes = text(10, 30, '王国工程一二三', 16) + text(10, 60, '三、收到和处理政府信息公开申请情况', 12)
    const image = await drawGrey({ width: 240, height: 90, dpi: 200, shapes })
    expect(findRulings(image, 200)).toEqual([])
  })
})
