import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from '@jest/globals'
import { extractSource } from '../src/extract.js'
import { cellRows, tableRow } from '../src/export/tables/numbered.js'
import { row, rows, workbookOf } from '../src/readers/sheet/testing/workbook.js'
import { differences, readTruth } from './support/truth.js'

/** Spreadsheets from their bytes to the record. The annual reports are web pages of test/golden that LibreOffice's Calc saved. */

const HERE = join(import.meta.dirname, 'spreadsheets')
const truthOf = (name: string) => readTruth(join(import.meta.dirname, 'golden/reports', `${name}.truth.json`))

/** LibreOffice takes some seconds to start. */
const SLOW = 120_000

const extract = (bytes: Uint8Array) => extractSource({ name: 'a.xlsx', path: 'a.xlsx', bytes })

describe('an annual report', () => {
  it('in an .xlsx gives the records of its web page', async () => {
    const record = await extract(readFileSync(join(HERE, 'report-2021.xlsx')))
    expect(record.source).toMatchObject({ format: 'xlsx', pages: [{ number: 1, sheet: 'Sheet1' }] })
    expect(differences(record, truthOf('html-2021'))).toEqual([])
    expect(record.tables.flatMap(({ cells }) => cells).filter(({ address }) => address === undefined)).toEqual([])
  })

  it(
    'in an .xls does, too, through LibreOffice',
    async () => {
      const record = await extract(gunzipSync(readFileSync(join(HERE, 'report-2021.xls.gz'))))
      expect(record.source.format).toBe('xls')
      expect(differences(record, truthOf('html-2021-unnumbered'))).toEqual([])
    },
    SLOW,
  )

  it('whose formulas have no results has doubts for values', async () => {
    const bytes = workbookOf([
      {
        name: '年报',
        xml: `${rows([
          ['甲镇2021年政府信息公开工作年度报告'],
          ['二、主动公开政府信息情况'],
          ['第二十条第（一）项'],
          ['信息内容', '本年制发件数', '本年废止件数', '现行有效件数'],
          ['规章', 0, 1, 2],
        ])}<row r="6"><c r="A6" t="inlineStr"><is><t>行政规范性文件</t></is></c><c r="B6"><v>3</v></c><c r="C6"><v>4</v></c><c r="D6"><f>B6+C6</f></c></row>`,
      },
    ])
    const record = await extract(bytes)
    expect(record.problems.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['formulas-unsaved', 'cell-unsaved']),
    )
    expect(record.records.find(({ code }) => code === 'p_normative_docs_in_force')).toMatchObject({
      state: 'uncertain',
      value: null,
    })
  })
})

describe('a statistical table', () => {
  const bytes = workbookOf([
    { name: '说明', xml: row(1, ['本表由统计局编制']) },
    {
      name: '2024 年',
      xml: rows([
        ['表1 分地区情况'],
        ['单位：万元'],
        ['地区', '人口', '收入'],
        ['合计', 1200, 1332.5],
        ['甲镇', 700, 1234.5],
        ['乙镇', 500, 98],
        ['注：收入为决算数。'],
      ]),
    },
  ])

  it('is a record that says where its cells stand', async () => {
    const record = await extract(bytes)
    expect(record).toMatchObject({ status: 'ok', content: 'tables', problems: [] })
    expect(record.source.pages).toMatchObject([{ number: 1 }, { number: 2, sheet: '2024 年' }])
    const [table] = record.tables
    expect(table).toMatchObject({
      number: '表1',
      title: '分地区情况',
      unit: '万元',
      notes: ['注：收入为决算数。'],
      pages: [2],
    })
    expect(table?.verified).toBe(1)
    expect(table?.cells.find(({ text }) => text === '1234.5')).toMatchObject({
      address: "'2024 年'!C5",
      value: 1234.5,
      rowPath: ['甲镇'],
      columnPath: ['收入'],
    })
  })

  it('names them in its rows for others', async () => {
    const { tables } = await extract(bytes)
    expect(tables.map((table) => tableRow(table).at(-1))).toEqual(["'2024 年'!A3:C6"])
    expect(cellRows({ tables }).map((each) => each.at(-1))).toContain("'2024 年'!C5")
  })
})
