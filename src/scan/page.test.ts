/** @jest-environment ./src/scan/testing/native-environment.js */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { layoutPages } from '../layout/index.js'
import type { ColourImage, GrayImage, PixelImage } from './image.js'
import { turn } from './orient.js'
import { readPicturePage, type RecognisedPage } from './page.js'
import { createPpOcr } from './recogniser/ppocr.js'
import type { Recogniser } from './recogniser/recogniser.js'
import { dimmed, drawColour, drawGrey, speckled, table, text, type Drawing } from './testing/draw.js'

let recogniser: Recogniser
beforeAll(async () => {
  recogniser = await createPpOcr()
})
afterAll(() => recogniser.close())

const COLUMNS = [40, 190, 240, 290, 340]
const ROWS = [60, 78, 96, 114, 132, 150]
const CELLS = [
  ['信息内容', '件数', '废止', '总计'],
  ['行政许可', '12', '0', '1017'],
  ['行政处罚', '11', '', '71'],
  ['行政事业性收费', '4.5', '/', '36'],
  ['本年度办理结果', '100', '8', '5'],
]
const shapes =
  table(COLUMNS, ROWS, CELLS) +
  text(60, 40, '某某镇人民政府政府信息公开工作年度报告', 13) +
  text(40, 175, '五、存在的主要问题及改进情况', 11) +
  text(40, 195, '群众关切的信息公开还不够及时，今后加强培训和监督。', 10)
const PAGE: Drawing = { width: 380, height: 230, dpi: 200, shapes }

const read = (image: PixelImage): Promise<RecognisedPage> =>
  readPicturePage({ image, dpi: 200, pageNumber: 1 }, recogniser)

/** The table's text, row by row; a 0 that was read as o is for forms/ to tell. */
function cellsOf({ page }: RecognisedPage): string[][] {
  const rows: string[][] = []
  for (const block of layoutPages([page]))
    if (block.kind === 'table')
      for (const { row, column, text: content } of block.cells)
        (rows[row] ??= [])[column] = content.replace(/^[oO]$/u, '0')
  return rows
}

const grey = (): Promise<GrayImage> => drawGrey(PAGE)

describe('a page read from its picture', () => {
  it('has its table and its paragraphs', async () => {
    const result = await read(await grey())
    expect(cellsOf(result)).toEqual(CELLS)
    const paragraphs = layoutPages([result.page]).flatMap((block) => (block.kind === 'paragraph' ? block.text : []))
    expect(paragraphs.join('')).toContain('某某镇人民政府政府信息公开工作年度报告')
    expect(paragraphs.join('')).toContain('五、存在的主要问题及改进情况')
    expect(result.page).toMatchObject({ read: 'recognised', dpi: 200, rotation: 0 })
    expect(Math.round(result.page.width)).toBe(380)
  })

  it('tells of each character how sure it is, and where it stands', async () => {
    const { page } = await read(await grey())
    const inCell = page.glyphs.filter(({ box }) => box[0] > 290 && box[2] < 340 && box[1] > 78 && box[3] < 96)
    expect(inCell.map((glyph) => glyph.text).join('')).toBe('1017')
    for (const { confidence, box } of inCell) {
      expect(confidence).toBeGreaterThan(0.5)
      expect(box[2]).toBeGreaterThan(box[0])
    }
  })

  it.each([90, 180, 270] as const)('is turned upright when it lies by %i degrees', async (degrees) => {
    const result = await read(turn(await grey(), degrees))
    expect(cellsOf(result)).toEqual(CELLS)
    expect(result.page.rotation).toBe(360 - degrees)
  })

  it('is read askew, its evidence on the picture as it came', async () => {
    const image = await drawGrey({ ...PAGE, shapes: `<g transform="rotate(2.5 190 115)">${shapes}</g>` })
    const result = await read(image)
    expect(cellsOf(result)).toEqual(CELLS)
    const [x, y] = result.wayBack(40, 60)
    const angle = (2.5 * Math.PI) / 180
    expect(Math.abs(x - (190 - 150 * Math.cos(angle) + 55 * Math.sin(angle)))).toBeLessThan(2)
    expect(Math.abs(y - (115 - 150 * Math.sin(angle) - 55 * Math.cos(angle)))).toBeLessThan(2)
  })

  it('is read faded and in uneven light', async () => {
    expect(cellsOf(await read(dimmed(await grey(), { shade: 0.4, print: 0.5 })))).toEqual(CELLS)
  })

  it('is read under specks, and its blank cell stays blank', async () => {
    expect(cellsOf(await read(speckled(await grey(), 0.001)))).toEqual(CELLS)
  })

  it('is read under a red seal', async () => {
    const seal =
      '<circle cx="265" cy="105" r="40" fill="none" stroke="rgb(200,30,30)" stroke-width="4" stroke-opacity="0.67"/>'
    const image: ColourImage = await drawColour({ ...PAGE, shapes: shapes + seal })
    expect(cellsOf(await read(image))).toEqual(CELLS)
  })

  it('is blank where nothing is printed', async () => {
    const { page, problems } = await read(await drawGrey({ ...PAGE, shapes: '' }))
    expect(page).toMatchObject({ read: 'blank', glyphs: [], rulings: [] })
    expect(problems).toEqual([])
  })

  it('says so where its characters are too small to be read', async () => {
    const image = await drawGrey({ ...PAGE, dpi: 40 })
    const { page, problems } = await readPicturePage({ image, dpi: 40, pageNumber: 3 }, recogniser)
    expect(page.read).toBe('unreadable')
    expect(problems).toMatchObject([{ code: 'unreadable-page', page: 3 }])
  })

  it('shows each of its steps', async () => {
    const names: string[] = []
    const image = await grey()
    await readPicturePage({ image, dpi: 200, pageNumber: 1 }, recogniser, { debug: (name) => names.push(name) })
    expect(names).toEqual(['1-grey', '2-light', '3-rulings', '4-lines', '5-cells'])
  })
})
