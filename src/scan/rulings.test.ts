import { beforeAll, describe, expect, it } from '@jest/globals'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { findGrids } from '../layout/index.js'
import { loadCv } from './opencv.js'
import { rectify } from './rectify.js'
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
    const { rulings } = findRulings(image, dpi)
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
    const [grid] = findGrids({ rulings: findRulings(image, 200).rulings, shadings: [] })
    expect(grid?.cells).toHaveLength(9)
  })

  it('end at a page break in the open', async () => {
    const shapes = [line(20, 20, 200, 20), ...COLUMNS.map((x) => line(x, 20, x, 42))].join('')
    const image = await drawGrey({ width: 220, height: 90, dpi: 200, shapes })
    const upright = findRulings(image, 200).rulings.filter(({ orientation }) => orientation === 'vertical')
    expect(upright).toHaveLength(4)
    for (const { end } of upright) expect(Math.abs(end - 42)).toBeLessThan(1.5)
  })

  it('are not made of the strokes of characters in a heading', async () => {
    const shapes = text(10, 30, '王国工程一二三', 16) + text(10, 60, '三、收到和处理政府信息公开申请情况', 12)
    const image = await drawGrey({ width: 240, height: 90, dpi: 200, shapes })
    expect(findRulings(image, 200).rulings).toEqual([])
  })

  it.each([
    ['dotted', '1 1'],
    ['dashed', '2.25 2.25'],
  ])('are found %s', async (_, pattern) => {
    const drawn = table(COLUMNS, ROWS, CELLS).replaceAll('<line ', `<line stroke-dasharray="${pattern}" `)
    const image = await drawGrey({ width: 220, height: 90, dpi: 200, shapes: drawn })
    const [grid] = findGrids({ rulings: findRulings(image, 200).rulings, shadings: [] })
    expect(grid?.cells).toHaveLength(9)
  })

  it('go on behind a seal, which takes more than a break out of them', async () => {
    const wide = [20, 120, 220, 320]
    const seal =
      '<rect x="150" y="15" width="18" height="10" fill="white"/><rect x="246" y="46" width="18" height="10" fill="white"/>'
    const image = await drawGrey({ width: 340, height: 90, dpi: 200, shapes: table(wide, ROWS, []) + seal })
    const { rulings, streaks } = findRulings(image, 200)
    const [grid] = findGrids({ rulings, shadings: [] })
    expect([streaks.length, grid?.cells.length]).toEqual([0, 9])
  })

  it('are not streaks over the whole page', async () => {
    const streak = line(140, 0, 140, 200, 0.5)
    const shapes = `<g transform="translate(0 60)">${table(COLUMNS, ROWS, CELLS)}</g>${streak}`
    const image = await drawGrey({ width: 220, height: 200, dpi: 200, shapes })
    const { rulings, streaks } = findRulings(image, 200)
    expect(findGrids({ rulings, shadings: [] })[0]?.columnEdges).toHaveLength(4)
    expect(streaks).toHaveLength(1)
  })

  it('are not the box of a bold 四 between its brackets', async () => {
    const file = fileURLToPath(new URL('testing/bold-rows.png', import.meta.url))
    const { data, info } = await sharp(file).greyscale().raw().toBuffer({ resolveWithObject: true })
    const image = { width: info.width, height: info.height, data: new Uint8Array(data) }
    const straight = rectify(image, 250, 250).image
    const grids = findGrids({ rulings: findRulings(straight, 250).rulings, shadings: [] })
    expect(grids.map(({ cells }) => cells.length)).toEqual([35])
  })

  it('end where a bold character stands below them', async () => {
    const merged = ROWS.slice(0, 3)
    const below = line(20, 68, 200, 68) + line(20, 52, 20, 68) + line(200, 52, 200, 68)
    const stroke = '<rect x="119.2" y="54.5" width="1.6" height="9.5"/>'
    const shapes = table(COLUMNS, merged, CELLS.slice(0, 2)) + below + stroke
    const image = await drawGrey({ width: 220, height: 90, dpi: 200, shapes })
    const [grid] = findGrids({ rulings: findRulings(image, 200).rulings, shadings: [] })
    expect(grid?.cells).toHaveLength(7)
  })
})
