import { describe, expect, it, test } from '@jest/globals'
import { at } from '../../model/at.js'
import type { Cell } from '../../model/block.js'
import { DEFAULT_LIMITS } from '../../model/source.js'
import { readSheets } from './index.js'
import { row, workbookOf } from './testing/workbook.js'

/** The cell B2 of a small table, with the parts of its workbook that a test asks for. */
async function cellOf(cell: string, options: Parameters<typeof workbookOf>[1] = {}): Promise<Cell> {
  const xml = `${row(1, ['项目', '数'])}<row r="2"><c r="A2" t="inlineStr"><is><t>甲</t></is></c>${cell}</row>${row(3, ['乙', 5])}`
  const bytes = workbookOf([{ name: 'Sheet1', xml }], options)
  const { blocks } = await readSheets(
    { name: 'a.xlsx', path: 'a.xlsx', bytes },
    { limits: DEFAULT_LIMITS, signal: null },
  )
  const table = at(
    blocks.filter((block) => block.kind === 'table'),
    0,
    'table',
  )
  return at(
    table.cells.filter(({ row: y, column }) => y === 1 && column === 1),
    0,
    'cell',
  )
}

/** Styles of a cell (s="1") with a font's colour over a fill's. */
const coloured = (font: string, fill = ''): { readonly styles: string } => ({
  styles:
    `<fonts><font/><font><color ${font}/></font></fonts>` +
    `<fills><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="${fill === '' ? 'none' : 'solid'}"><fgColor ${fill}/></patternFill></fill></fills>` +
    '<cellXfs><xf/><xf fontId="1" fillId="1"/></cellXfs>',
})

describe('a text nearly of the colour of its ground', () => {
  test.each([
    ['white on white', 'rgb="FFFFFFFF"', ''],
    ['a faint grey on white', 'rgb="FFEEEEEE"', ''],
    ['the light colour of the theme, darkened a little', 'theme="0" tint="-0.05"', ''],
    ['black, lightened nearly to white', 'theme="1" tint="0.95"', ''],
    ['the old white', 'indexed="9"', ''],
    ['a colour on its like', 'rgb="FFFFE0E0"', 'rgb="FFFFD9D9"'],
    ['automatic black on black', 'auto="1"', 'rgb="FF101010"'],
  ])('is a doubt: %s', async (_, font, fill) => {
    expect(await cellOf('<c r="B2" s="1"><v>7</v></c>', coloured(font, fill))).toMatchObject({
      text: '7',
      doubt: 'cell-hidden',
    })
  })

  test.each([
    ['white on blue', 'theme="0"', 'theme="4"'],
    ['grey on white', 'rgb="FF808080"', ''],
    ['a dark blue of the theme on white', 'theme="3"', ''],
    ['red on white', 'indexed="10"', ''],
    ['automatic on yellow', 'auto="1"', 'rgb="FFFFFF00"'],
  ])('is none: %s', async (_, font, fill) => {
    expect((await cellOf('<c r="B2" s="1"><v>7</v></c>', coloured(font, fill))).doubt).toBeUndefined()
  })

  it('is one by the theme of its own workbook', async () => {
    const theme =
      '<a:theme xmlns:a="x"><a:themeElements><a:clrScheme name="own"><a:accent1><a:srgbClr val="FDFDFD"/></a:accent1></a:clrScheme></a:themeElements></a:theme>'
    const options = { ...coloured('theme="4"'), parts: { 'xl/theme/theme1.xml': theme } }
    expect(await cellOf('<c r="B2" s="1"><v>7</v></c>', options)).toMatchObject({ doubt: 'cell-hidden' })
  })

  const runs = (colour: string): string => `<r><rPr><color ${colour}/></rPr><t>1</t></r><r><t>2</t></r>`
  it('is a doubt in one run of a rich text alone, in the cell or among the shared texts', async () => {
    const inCell = (colour: string): Promise<Cell> => cellOf(`<c r="B2" t="inlineStr"><is>${runs(colour)}</is></c>`)
    const shared = (colour: string): Promise<Cell> =>
      cellOf('<c r="B2" t="s"><v>0</v></c>', { strings: `<si>${runs(colour)}</si>` })
    for (const made of [inCell, shared]) {
      expect(await made('rgb="FFFFFFFF"')).toMatchObject({ text: '12', doubt: 'cell-hidden' })
      expect((await made('rgb="FFFF0000"')).doubt).toBeUndefined()
    }
  })

  it('is none where the run is white on a dark cell', async () => {
    const cell = `<c r="B2" s="1" t="inlineStr"><is>${runs('theme="0"')}</is></c>`
    expect((await cellOf(cell, coloured('theme="0"', 'theme="3"'))).doubt).toBeUndefined()
  })
})

describe('times', () => {
  const timed = (format: string, value: number, from1904: boolean): Promise<Cell> =>
    cellOf(`<c r="B2" s="1"><v>${value}</v></c>`, {
      styles: `<numFmts count="1"><numFmt numFmtId="164" formatCode="${format.replaceAll('"', '&quot;')}"/></numFmts><cellXfs><xf/><xf numFmtId="164"/></cellXfs>`,
      ...(from1904 && { workbook: '<workbookPr date1904="1"/>' }),
    })

  test.each([
    ['[h]:mm', 1.5, '36:00'],
    ['[hh]"小时"mm"分"', 0.25, '06小时00分'],
    ['[mm]:ss', 0.02, '28:48'],
    ['h:mm', 1.5, '12:00'],
  ])('%s shows %d alike, whatever year days are counted from', async (format, value, text) => {
    for (const from1904 of [false, true]) {
      const cell = await timed(format, value, from1904)
      expect(cell).toMatchObject({ text })
      expect(cell.doubt).toBeUndefined()
    }
  })

  it('that have passed before all time show a minus where days are counted from 1904, else nothing', async () => {
    expect(await timed('[h]:mm', -0.5, true)).toMatchObject({ text: '-12:00' })
    expect((await timed('[h]:mm', -0.5, true)).doubt).toBeUndefined()
    expect(await timed('[h]:mm', -0.5, false)).toMatchObject({ doubt: 'cell-format' })
    expect(await timed('yyyy/m/d', -5, true)).toMatchObject({ doubt: 'cell-format' })
  })

  test.each(['yyyy/m/d [h]:mm', '[&lt;1]h:mm;0.0', '0.00;[h]:mm'])(
    'are a doubt where days from 1904 are counted so and so: %s',
    async (format) => {
      expect(await timed(format, 1.5, true)).toMatchObject({ doubt: 'cell-format' })
      expect((await timed(format, 1.5, false)).doubt).toBeUndefined()
    },
  )
})
