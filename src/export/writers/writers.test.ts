import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { execFileSync } from 'node:child_process'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CellValue, TableDefinition } from '../table.js'
import { parse } from 'csv-parse/sync'
import { documentsTable } from '../tables/documents.js'
import { givenColumns, MAX_NAME, namesTable } from '../tables/names.js'
import { CHECKS, PROBLEMS } from '../tables/checks.js'
import { TIDY } from '../tables/tidy.js'
import { WIDE } from '../tables/wide.js'
import { readXlsxAs } from '../testing/read-back.js'
import { toSpreadsheetCsv } from '../csv.js'
import { columnName } from '../../model/address.js'
import { cellXml, escapeXml } from './sheet-xml.js'
import { doFile } from './stata.js'
import { XlsxWriter } from './xlsx.js'

let work: string
beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), 'nianbao-writers-'))
})
afterAll(async () => {
  await rm(work, { recursive: true, force: true })
})

const GIVEN = givenColumns(['地区 名称', 'organ_id', 'Organ ID', `a ${'very '.repeat(10)}long heading`])
const TABLES: readonly TableDefinition[] = [documentsTable(GIVEN), namesTable(GIVEN), TIDY, WIDE, CHECKS, PROBLEMS]

describe('columns', () => {
  /** [U] 11.3 of Stata’s manual, and names that it keeps for itself. */
  const NAME = /^[\p{L}_][\p{L}\p{Nd}_]{0,31}$/u
  const RESERVED =
    /^(?:_all|_b|_coef|_cons|_n|_N|_pi|_pred|_rc|_skip|byte|double|float|if|in|int|long|str\d+|strL|using|with)$/

  it.each(TABLES.map((table) => [table.name, table] as const))('of %s have names that all formats take', (_, table) => {
    const names = table.columns.map(({ name }) => name)
    expect(names.filter((name) => !NAME.test(name) || RESERVED.test(name))).toEqual([])
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length)
    expect(table.columns.filter(({ zh, en }) => zh === '' || en === '')).toEqual([])
  })

  it('of manifests are told apart', () => {
    expect(GIVEN.map(({ column }) => column.name)).toEqual([
      'given_Organ_ID',
      'given_a_very_very_very_very_very',
      'given_organ_id_2',
      'given_地区_名称',
    ])
    expect(Math.max(...GIVEN.map(({ column }) => column.name.length))).toBeLessThanOrEqual(MAX_NAME)
  })
})

describe('CSV for spreadsheets', () => {
  const cellOf = (value: CellValue): string =>
    parse(toSpreadsheetCsv([[value]]))
      .flat()
      .join()

  it.each(['=1+1', '+cmd|x', '-2+3', '@SUM(A1)', '\t=1', '＝1', "'=1"])('disarms %j', (text) => {
    expect(cellOf(text)).toBe(`'${text}`)
  })

  it.each(['-', '－', '-5', '-1,234.5', '+3', '—', '5', '无', "'", ''])('leaves %j as it is', (text) => {
    expect(cellOf(text)).toBe(text)
  })

  it('leaves numbers as they are', () => {
    expect(cellOf(-5)).toBe('-5')
  })
})

describe('XLSX', () => {
  it('writes texts as texts, whatever they begin with', () => {
    expect(cellXml('=1+1', 'A1', null)).toBe(
      '<c r="A1" s="3" t="inlineStr"><is><t xml:space="preserve">=1+1</t></is></c>',
    )
  })

  it('holds what XML cannot, and cuts what Excel cannot', () => {
    expect(escapeXml('a\u0001<b>&\r_x0041_')).toBe('a_x0001_&lt;b&gt;&amp;_x000D__x005F_x0041_')
    expect(escapeXml('长'.repeat(40_000))).toHaveLength(32_767)
  })

  it('names columns as spreadsheets do', () => {
    expect([0, 25, 26, 701, 702].map(columnName)).toEqual(['A', 'Z', 'AA', 'ZZ', 'AAA'])
  })

  it('begins another file where a sheet is full', async () => {
    const writer = new XlsxWriter(work, 12)
    const table = await writer.open(CHECKS)
    const rows = Array.from({ length: 25 }, (_, index) => [
      `d${index}`,
      'e',
      'total',
      index,
      index,
      true,
      ...Array.from({ length: 4 }, () => null),
    ])
    await table.write(rows)
    await table.close()
    expect((await readdir(work)).sort()).toEqual(['checks-1.xlsx', 'checks-2.xlsx', 'checks-3.xlsx'])
    const names = CHECKS.columns.map(({ name }) => name)
    const read = await Promise.all([1, 2, 3].map(async (part) => readXlsxAs(join(work, `checks-${part}.xlsx`), names)))
    expect(read.map((part) => part.length)).toEqual([10, 10, 5])
    expect(read.flat()).toEqual(rows)
  })

  it('is a ZIP file that others find whole', () => {
    const script =
      'import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); print(z.testzip(), z.infolist()[0].date_time)'
    const output = execFileSync('/usr/bin/python3', ['-c', script, join(work, 'checks-1.xlsx')])
    expect(output.toString().trim()).toBe('None (1980, 1, 1, 0, 0, 0)')
  })
})

describe('Stata', () => {
  it('names every column, with a label that fits', () => {
    const text = doFile(WIDE)
    for (const { name } of WIDE.columns) expect(text).toContain(`label variable ${name} \``)
    const labels = [...text.matchAll(/^label variable \S+ `"(.*)"'$/gmu)].map(
      ([, label = '']) => Array.from(label).length,
    )
    expect(labels).toHaveLength(WIDE.columns.length)
    expect(Math.max(...labels)).toBeLessThanOrEqual(80)
  })

  it('reads codes as numbers with labels, and truth values as 0 and 1', () => {
    const text = doFile(TIDY)
    expect(text).toContain('using "data/tidy.csv", varnames(nonames) rowrange(2)')
    expect(text).toContain('label define form_table_ 1 "proactive" 2 "applications" 3 "review", replace')
    // The form is a number here as everywhere.
    const [, numeric = ''] = /numericcols\(([\d ]+)\)/.exec(text) ?? []
    expect(numeric.split(' ')).toContain(String(TIDY.columns.findIndex(({ name }) => name === 'form') + 1))
    expect(text).toContain('replace flagged = "1" if flagged == "true"')
  })

  it('takes nothing of a manifest for a command', () => {
    const [column] = givenColumns(['`"\'$HOME'])
    const text = doFile({ ...CHECKS, columns: column ? [column.column] : [] })
    expect(text).not.toMatch(/\$HOME/)
    expect(text.match(/`"/g)?.length).toBe(text.match(/"'/g)?.length)
  })
})
