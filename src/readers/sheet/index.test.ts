import { describe, expect, it, test } from '@jest/globals'
import { at } from '../../model/at.js'
import type { Cell, Table } from '../../model/block.js'
import { DocumentError } from '../../model/problem.js'
import { DEFAULT_LIMITS, type Reading } from '../../model/source.js'
import { readSheets } from './index.js'
import { row, rows, workbookOf } from './testing/workbook.js'

const readBytes = (bytes: Uint8Array): Promise<Reading> =>
  readSheets({ name: 'a.xlsx', path: 'a.xlsx', bytes }, { limits: DEFAULT_LIMITS, signal: null })
const readOne = (xml: string, options = {}): Promise<Reading> =>
  readBytes(workbookOf([{ name: 'Sheet1', xml }], options))
const tablesIn = ({ blocks }: Reading): readonly Table[] =>
  blocks.flatMap((block) => (block.kind === 'table' ? [block] : []))
/** Paragraphs as they are, tables row by row. */
const outline = ({ blocks }: Reading): readonly string[] =>
  blocks.map((block) => {
    if (block.kind === 'picture') return 'picture'
    if (block.kind === 'paragraph') return block.text
    const lines = Array.from({ length: block.rows }, (_, y) => block.cells.filter((cell) => cell.row === y))
    return lines.map((cells) => cells.map(({ text }) => text).join('|')).join('/')
  })
const cellNamed = (reading: Reading, text: string): Cell | undefined =>
  tablesIn(reading)
    .flatMap(({ cells }) => cells)
    .find((cell) => cell.text === text)
const codesOf = ({ problems }: Reading): readonly string[] => problems.map(({ code }) => code)
const refusal = async (reading: Promise<Reading>): Promise<unknown> =>
  reading.then(
    () => null,
    (error: unknown) => (error instanceof DocumentError ? error.problem.code : error),
  )

const GRID = [
  ['地区', '人口', '收入'],
  ['甲镇', 700, 1234.5],
  ['乙镇', 500, 98],
]

/** A table with one cell of a style and its value. */
const styled = async (formats: string, cell: string, options: object = {}): Promise<Cell> => {
  const styles = `<numFmts count="1"><numFmt numFmtId="164" formatCode="${formats.replaceAll('"', '&quot;')}"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs>`
  const reading = await readOne(
    `${row(1, ['项目', '数'])}<row r="2"><c r="A2" t="inlineStr"><is><t>甲</t></is></c>${cell}</row>${row(3, ['乙', 5])}`,
    { styles, ...options },
  )
  const found = at(tablesIn(reading), 0, 'table').cells.find(({ row: y, column }) => y === 1 && column === 1)
  if (!found) throw new Error('the cell is not there')
  return found
}

describe('a sheet', () => {
  it('is a page with titles above its table, whose cells have addresses and boxes', async () => {
    const reading = await readOne(rows([['表1 分地区情况'], ['单位：万元'], ...GRID]))
    expect(outline(reading)).toEqual(['表1 分地区情况', '单位：万元', '地区|人口|收入/甲镇|700|1234.5/乙镇|500|98'])
    expect(reading.pages).toMatchObject([{ number: 1, sheet: 'Sheet1', width: 144, height: 75 }])
    expect(cellNamed(reading, '1234.5')).toMatchObject({
      address: 'Sheet1!C4',
      boxes: [{ page: 1, box: [96, 45, 144, 60] }],
    })
  })

  it('with merged cells has them as one, and blank ones as well', async () => {
    const reading = await readOne(
      `<sheetData>${rows([['2024年收支情况'], ['项目', '金额'], [null, '预算', '决算'], ['甲', 3, 4], ['乙']])}</sheetData>` +
        '<mergeCells><mergeCell ref="A1:H1"/><mergeCell ref="A2:A3"/><mergeCell ref="B2:C2"/><mergeCell ref="B5:C5"/></mergeCells>',
    )
    expect(outline(reading)[0]).toBe('2024年收支情况')
    const table = at(tablesIn(reading), 0, 'table')
    expect(table.cells.filter(({ rowSpan, columnSpan }) => rowSpan * columnSpan > 1)).toMatchObject([
      { text: '项目', row: 0, rowSpan: 2, address: 'Sheet1!A2:A3' },
      { text: '金额', row: 0, column: 1, columnSpan: 2 },
      { text: '', row: 3, column: 1, columnSpan: 2, address: 'Sheet1!B5:C5' },
    ])
  })

  it('shows nothing of what merged cells cover', async () => {
    const reading = await readOne(
      `<sheetData>${rows([...GRID, ['丙镇', 1, 2]])}</sheetData><mergeCells><mergeCell ref="B4:C4"/></mergeCells>`,
    )
    expect(outline(reading)).toEqual(['地区|人口|收入/甲镇|700|1234.5/乙镇|500|98/丙镇|1'])
  })

  it('keeps several tables apart, below each other and side by side', async () => {
    const side = (left: (string | number | null)[], right: (string | number | null)[]) => [...left, null, ...right]
    const reading = await readOne(
      rows([
        ['表1'],
        ...GRID,
        null,
        ['表2'],
        ['年份', '产量'],
        ['2022年', 7],
        ['2023年', 8],
        null,
        side(['项目', '数'], ['项目', '数']),
        side(['甲', 1], ['丙', 3]),
        side(['乙', 2], ['丁', 4]),
      ]),
    )
    expect(outline(reading)).toEqual([
      '表1',
      '地区|人口|收入/甲镇|700|1234.5/乙镇|500|98',
      '表2',
      '年份|产量/2022年|7/2023年|8',
      '项目|数/甲|1/乙|2',
      '项目|数/丙|3/丁|4',
    ])
  })

  it('goes on below an empty row where there is no heading; of fewer columns that is a doubt', async () => {
    const whole = await readOne(rows([...GRID, null, ['合计', 1200, 1332.5]]))
    expect(outline(whole)).toEqual(['地区|人口|收入/甲镇|700|1234.5/乙镇|500|98/合计|1200|1332.5'])
    expect(cellNamed(whole, '1200')?.uncertain).toBeUndefined()
    const fewer = await readOne(rows([...GRID, null, ['合计', 1200]]))
    expect(cellNamed(fewer, '1200')?.uncertain).toBe('column')
  })

  it('with a heading of a section or prose between its tables is parted there', async () => {
    const reading = await readOne(
      rows([...GRID, ['三、收到和处理政府信息公开申请情况'], ['申请人', '数'], ['甲', 1], ['乙', 2]]),
    )
    expect(outline(reading)).toEqual([
      '地区|人口|收入/甲镇|700|1234.5/乙镇|500|98',
      '三、收到和处理政府信息公开申请情况',
      '申请人|数/甲|1/乙|2',
    ])
  })
})

describe('what is hidden', () => {
  it('is left out and named: rows, columns', async () => {
    const reading = await readOne(
      `<cols><col min="2" max="2" width="9" hidden="1"/></cols><sheetData>${row(1, at(GRID, 0, 'row'))}${row(2, at(GRID, 1, 'row'), ' hidden="1"')}${row(3, at(GRID, 2, 'row'))}${row(4, ['丙镇', 3, 4], ' ht="0" customHeight="1"')}</sheetData>`,
    )
    expect(outline(reading)).toEqual(['地区|收入/乙镇|98'])
    expect(reading.problems).toMatchObject([
      { code: 'sheet-hidden', page: 1, details: { name: 'Sheet1', count: 3, text: '2, 4, B' } },
    ])
    expect(cellNamed(reading, '98')?.address).toBe('Sheet1!C3')
  })

  it('is a sheet: its content is named, an empty one is not', async () => {
    const bytes = workbookOf([
      { name: '底稿', xml: rows(GRID), state: 'veryHidden' },
      { name: '空', xml: '<sheetData/>', state: 'hidden' },
      { name: '公开', xml: rows(GRID) },
    ])
    const reading = await readBytes(bytes)
    expect(reading.problems).toMatchObject([{ code: 'sheets-hidden', details: { count: 1, text: '底稿' } }])
    expect(reading.pages).toMatchObject([{ number: 3, sheet: '公开' }])
    expect(tablesIn(reading)).toHaveLength(1)
  })

  it('is a number whose format shows nothing, or whose colour is that of its ground: a doubt', async () => {
    expect(await styled(';;;', '<c r="B2" s="1"><v>7</v></c>')).toMatchObject({ text: '', doubt: 'cell-hidden' })
    const styles =
      '<fonts><font/><font><color rgb="FFFFFFFF"/></font></fonts><fills><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FF000000"/></patternFill></fill></fills>' +
      '<cellXfs><xf/><xf fontId="1" fillId="0"/><xf fontId="1" fillId="1"/></cellXfs>'
    expect(await styled('0', '<c r="B2" s="1"><v>7</v></c>', { styles })).toMatchObject({ doubt: 'cell-hidden' })
    expect((await styled('0', '<c r="B2" s="2"><v>7</v></c>', { styles })).doubt).toBeUndefined()
  })
})

describe('a cell says what it shows', () => {
  test.each([
    ['#,##0.00', 1234.5, '1,234.50'],
    ['0.0%', 0.123, '12.3%'],
    ['yyyy"年"m"月"', 45292, '2024年1月'],
    ['[$-804]yyyy/m/d;@', 45292, '2024/1/1'],
    ['G/通用格式"元"', 12.5, '12.5元'],
    ['0!.0,"万"', 12345, '1.2万'],
    ['_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', 0, '-'],
    ['_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', -12.3, '-12.30'],
    ['#,##0_);(#,##0)', -106870, '(106,870)'],
    ['0;-0;;@', 0, ''],
    ['@', 12.5, '12.5'],
  ])('%s of %d', async (format, value, text) => {
    const cell = await styled(format, `<c r="B2" s="1"><v>${value}</v></c>`)
    expect(cell).toMatchObject({ text })
    expect(cell.doubt).toBeUndefined()
  })

  test.each([
    ['#,##0;[Red]#,##0', -5, '5'],
    ['[DBNum1]0', 12, '12'],
    ['bad[format', 5, '5'],
  ])('%s of %d is a doubt', async (format, value, text) => {
    expect(await styled(format, `<c r="B2" s="1"><v>${value}</v></c>`)).toMatchObject({ text, doubt: 'cell-format' })
  })

  test.each([
    ['<c r="B2" t="b"><v>1</v></c>', { text: 'TRUE' }],
    ['<c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c>', { text: '#DIV/0!' }],
    ['<c r="B2" t="str"><f>A1</f><v>文字_x000A_二</v></c>', { text: '文字二' }],
    ['<c r="B2"><f>SUM(B3)</f><v>5</v></c>', { text: '5' }],
    ['<c r="B2"><f>SUM(B3)</f></c>', { text: '', doubt: 'cell-unsaved' }],
    ['<c r="B2"><f>SUM(B3)</f><v></v></c>', { text: '', doubt: 'cell-unsaved' }],
    ['<c r="B2" t="d" s="1"><v>2024-01-01</v></c>', { text: '45292.0' }],
    [
      '<c r="B2" t="inlineStr"><is><r><t>24.91</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>2</t></r></is></c>',
      { text: '24.91²' },
    ],
    [
      '<c r="B2" t="inlineStr"><is><r><t>24</t></r><r><rPr><strike/></rPr><t>5</t></r></is></c>',
      { text: '245', doubt: 'cell-struck-out' },
    ],
    ['<c r="B2" t="inlineStr"><is><t>甲</t><rPh sb="0" eb="1"><t>jia</t></rPh></is></c>', { text: '甲' }],
  ])('%s', async (cell, expected) => {
    expect(await styled('0.0', cell)).toMatchObject(expected)
  })

  it('counts days from 1904 where the workbook says so, and hides zeros where its view does', async () => {
    const cell = '<c r="B2" s="1"><v>1</v></c>'
    expect(await styled('yyyy/m/d', cell, { workbook: '<workbookPr date1904="1"/>' })).toMatchObject({
      text: '1904/1/2',
    })
    const zero = await readOne(
      `<sheetViews><sheetView showZeros="0"/></sheetViews><sheetData>${rows([...GRID, ['丙', 0, 4]])}</sheetData>`,
    )
    expect(outline(zero)[0]).toContain('丙||4')
  })

  it('is in doubt where formulas are worked out anew on opening, whatever results the file keeps', async () => {
    const bytes = workbookOf(
      [
        {
          name: '表',
          xml: `${rows(GRID)}<row r="4"><c r="A4" t="inlineStr"><is><t>合计</t></is></c><c r="B4"><f>SUM(B2:B3)</f><v>0</v></c></row>`,
        },
      ],
      { workbook: '<calcPr fullCalcOnLoad="1"/>' },
    )
    const reading = await readBytes(bytes)
    expect(cellNamed(reading, '0')).toMatchObject({ doubt: 'cell-unsaved' })
    expect(reading.problems).toMatchObject([{ code: 'formulas-unsaved', details: { count: 1, text: 'B4' } }])
  })

  it('that takes its number from another file is named', async () => {
    const linked = `${rows(GRID)}<row r="4"><c r="B4"><f>[1]Sheet1!A1</f><v>3</v></c></row>`
    expect(codesOf(await readOne(linked))).toEqual(['formulas-linked'])
  })
})

describe('a package', () => {
  it('of the strict edition, with other prefixes and names of its parts, is read', async () => {
    const plain = workbookOf([{ name: '表', xml: '<sheetData/>' }], {
      parts: {
        '_rels/.rels':
          '<a:Relationships xmlns:a="x"><a:Relationship Id="r" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" Target="/book/main.xml"/></a:Relationships>',
        'xl/workbook.xml': null,
        'book/main.xml':
          '<x:workbook xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main" xmlns:q="y"><x:sheets><x:sheet name="表" sheetId="1" q:id="r1"/></x:sheets></x:workbook>',
        'book/_rels/main.xml.rels':
          '<Relationships xmlns="x"><Relationship Id="r1" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/worksheet" Target="../one.xml"/></Relationships>',
        'one.xml': `<x:worksheet xmlns:x="z"><x:sheetData>${rows(GRID).replaceAll(/<(\/?)(\w)/g, '<$1x:$2')}</x:sheetData></x:worksheet>`,
      },
    })
    expect(outline(await readBytes(plain))).toEqual(['地区|人口|收入/甲镇|700|1234.5/乙镇|500|98'])
  })

  test.each<[string, () => Promise<Reading>, string]>([
    ['broken XML', () => readOne('<sheetData><row r="1"><c></row></sheetData>'), 'damaged-file'],
    [
      'entities',
      () => readOne('<sheetData/>', { parts: { 'xl/styles.xml': '<!DOCTYPE a [<!ENTITY b "c">]><a/>' } }),
      'damaged-file',
    ],
    ['a sheet that is not there', () => readOne('', { parts: { 'xl/worksheets/sheet1.xml': null } }), 'damaged-file'],
    [
      'merged cells without end',
      () =>
        readOne(
          `<sheetData>${row(1, ['a'])}<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>`,
        ),
      'sheet-too-large',
    ],
    [
      'a cell beyond the last row',
      () => readOne('<sheetData><row r="1"><c r="A1048577"><v>1</v></c></row></sheetData>'),
      'damaged-file',
    ],
    [
      'a text that is not there',
      () => readOne('<sheetData><row r="1"><c r="A1" t="s"><v>9</v></c></row></sheetData>'),
      'damaged-file',
    ],
  ])('with %s is refused', async (_, reading, code) => {
    expect(await refusal(reading())).toBe(code)
  })
})
