import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Package } from 'datapackage'
import { readSheet } from 'read-excel-file/node'
import { finding } from '../findings/finding.js'
import { exportDataset, longerThanSheet, type ExportOptions, type ExportSource } from './export.js'
import type { FindingRow } from '../store/store.js'
import { EXPORT_FORMATS } from './writers/writer.js'
import { madeDocument, pendingDocument, sourceOf } from './testing/documents.js'
import {
  namesInJsonLines,
  queryDuckDb,
  querySqlite,
  readCsv,
  readJsonLines,
  readXlsx,
  readXlsxAs,
  type Plain,
  type PlainRows,
} from './testing/read-back.js'

const TABLES = ['documents', 'names', 'tidy', 'wide', 'checks', 'problems', 'findings', 'columns'] as const

const NASTY = '=HYPERLINK("http://x","点")'

const EARLIER = madeDocument({
  ...{ path: 'a/2019.pdf', year: 2019, form: '2019' },
  given: { 地区: '南河', 'Region code': '=1+1' },
})
const words = (text: string) => ({ zh: text, en: text })
const FINDINGS = [
  finding(
    'carried-over',
    {
      ...{ column: words('总计'), row: words('二、上年结转'), parts: words('') },
      ...{ printed: 4, expected: 1, difference: 3 },
    },
    [
      {
        ...{ document: 'this', code: 'a_carried_over_total', section: 3, row: words('二、上年结转') },
        ...{ column: words('总计'), text: NASTY, value: 4, page: 2 },
      },
    ],
  ),
  finding('signed-early', { year: 2019, printed: '2019-01-01', expected: '2019-12-31' }),
].map((found, index): FindingRow => ({
  ...{ sha256: EARLIER.sha256, path: EARLIER.path, organ: EARLIER.organ, year: EARLIER.year },
  ...{ number: index + 1, organId: null, scope: null, finding: found },
  lastYear: index === 0 ? { sha256: 'f'.repeat(64), path: 'a/2018.pdf' } : null,
}))

const SOURCE = sourceOf(
  [
    EARLIER,
    madeDocument({
      path: 'a/改正,"引号".pdf',
      names: ['a/改正,"引号".pdf', 'b/copy\nof.pdf'],
      organ: NASTY,
      values: {
        a_granted_all: { value: 12.5, corrected: 'corrected', conflict: true, read: { raw: '-3', value: -3 } },
        a_granted_nat: { state: 'blank', value: null, read: { raw: '', state: 'blank', value: null } },
        p_fees_amount: { read: { raw: ' 1,234.56 ', value: 1234.56, unit: '万元', confidence: 0.9375 } },
        r_litigation_after_total: { flags: ['unbalanced'], read: { raw: '_x0041_\u0000<&>', flags: ['unbalanced'] } },
      },
    }),
    madeDocument({ path: 'failed.pdf', failed: true }),
    madeDocument({ path: 'gone.pdf', current: false, organ: '－', given: { region_code: '@x' } }),
  ],
  [pendingDocument({ path: 'pending.pdf', given: { 地区: '北河' } })],
  FINDINGS,
)

let work: string
beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), 'nianbao-export-'))
})
afterAll(async () => {
  await rm(work, { recursive: true, force: true })
})

const write = async (
  name: string,
  more: Partial<ExportOptions> = {},
  source: ExportSource = SOURCE,
): Promise<string> => {
  const out = join(work, name)
  await exportDataset(source, { out, formats: EXPORT_FORMATS, ...more })
  return out
}

describe('a dataset', () => {
  let folder: string
  beforeAll(async () => {
    folder = await write('all')
  })

  /** Every cell as one text, whatever the type: 1 and true are alike where a format has no truth values. */
  const asText = (value: Plain): string | null =>
    value === null ? null : typeof value === 'boolean' ? String(Number(value)) : String(value)
  const sorted = (rows: PlainRows): readonly string[] => rows.map((row) => JSON.stringify(row.map(asText))).sort()

  describe.each(TABLES)('%s', (table) => {
    it('holds the same values in every format', async () => {
      const expected = sorted(await readJsonLines(join(folder, `${table}.jsonl`)))
      expect(expected.length).toBeGreaterThan(0)
      expect(sorted(await queryDuckDb(`select * from '${folder}/${table}.parquet'`))).toEqual(expected)
      expect(sorted(querySqlite(folder, `select * from "${table}"`))).toEqual(expected)
      const csv = await readCsv(join(folder, 'data', `${table}.csv`))
      const booleans = csv.map((row) => row.map((cell) => (cell === 'true' ? '1' : cell === 'false' ? '0' : cell)))
      expect(sorted(booleans)).toEqual(expected)
      const names = await namesInJsonLines(join(folder, `${table}.jsonl`))
      expect(sorted(await readXlsxAs(join(folder, `${table}.xlsx`), names))).toEqual(expected)
    })
  })

  it.each([
    ['wide', ['organ', 'year', 'status', 'form', 'p_rules_issued'], ['path', 'document'], 3],
    ['tidy', ['organ', 'year', 'form', 'label', 'value'], ['path', 'document'], 2],
    ['documents', ['organ', 'year', 'status', 'title', 'path'], ['document'], 3],
  ] as const)(
    '%s begins as a sheet with what people look for, and ends with the fingerprint',
    async (table, first, last, frozen) => {
      const [, names = []] = await readSheet(join(folder, `${table}.xlsx`), 1)
      expect(names.slice(0, first.length)).toEqual(first)
      expect(names.slice(-last.length)).toEqual(last)
      const sheet = execFileSync('/usr/bin/python3', [
        '-c',
        'import sys, zipfile; print(zipfile.ZipFile(sys.argv[1]).read("xl/worksheets/sheet1.xml")[:600].decode())',
        join(folder, `${table}.xlsx`),
      ]).toString()
      expect(sheet).toContain(`xSplit="${frozen}"`)
    },
  )

  it('gives the form one type in every format', async () => {
    const types = await Promise.all(
      [`'${folder}/tidy.parquet'`, `read_csv('${folder}/tidy.csv')`, `read_json('${folder}/tidy.jsonl')`].map(
        async (from) => queryDuckDb(`select distinct typeof(form) from ${from} where form is not null`),
      ),
    )
    expect(types).toEqual([[['BIGINT']], [['BIGINT']], [['BIGINT']]])
    expect(querySqlite(folder, 'select distinct typeof(form) from tidy where form is not null')).toEqual([['integer']])
    const [form] = await readXlsxAs(join(folder, 'tidy.xlsx'), ['form'])
    expect(form).toEqual([2019])
  })

  it('has types that DuckDB knows without being told', async () => {
    const types = await queryDuckDb(
      `select column_name, column_type from (describe select * from '${folder}/tidy.parquet') where column_name in ('value', 'year', 'flagged', 'raw') order by 1`,
    )
    expect(types).toEqual([
      ['flagged', 'BOOLEAN'],
      ['raw', 'VARCHAR'],
      ['value', 'DOUBLE'],
      ['year', 'BIGINT'],
    ])
    const [sum] = await queryDuckDb(
      `select sum(value), count(*) from read_csv('${folder}/tidy.csv') where code = 'a_granted_all'`,
    )
    expect(sum).toEqual(
      await queryDuckDb(`select sum(value), count(*) from '${folder}/tidy.parquet' where code = 'a_granted_all'`).then(
        ([row]) => row,
      ),
    )
  })

  it('gives what counts beside what was read, and marks what is flagged', async () => {
    const rows = await queryDuckDb(
      `select code, value, value_read, raw, state, corrected, conflict, flagged, flags from '${folder}/tidy.parquet'
       where path like 'a/改正%' and code in ('a_granted_all', 'a_granted_nat', 'r_litigation_after_total') order by code`,
    )
    expect(rows).toEqual([
      ['a_granted_all', 12.5, -3, '-3', 'number', 'corrected', true, false, null],
      ['a_granted_nat', null, null, null, 'blank', 'no', false, false, null],
      ['r_litigation_after_total', 199, 199, '_x0041_\uFFFD<&>', 'number', 'no', false, true, 'unbalanced'],
    ])
    const wide = await queryDuckDb(
      `select r_litigation_after_total, flagged_codes, corrected_codes from '${folder}/wide.parquet' where path like 'a/改正%'`,
    )
    expect(wide).toEqual([[199, 'r_litigation_after_total', 'a_granted_all']])
  })

  it('tells where each value stands', async () => {
    const [row] = await queryDuckDb(
      `select page, box_left, box_top, box_right, box_bottom, cell_table, cell_row, cell_column from '${folder}/tidy.parquet' where path = 'a/2019.pdf' and cell_row = 41`,
    )
    expect(row).toEqual([2, 100.5, 20, 180.25, 40, 't1', 41, 1])
  })

  it('keeps failed, vanished and pending documents, and all names', async () => {
    const rows = await queryDuckDb(
      `select path, status, current, names, failure, "given_地区" from '${folder}/documents.parquet'`,
    )
    expect(rows).toEqual([
      ['a/2019.pdf', 'ok', true, 1, null, '南河'],
      ['a/改正,"引号".pdf', 'flagged', true, 2, null, null],
      ['failed.pdf', 'failed', true, 1, 'encrypted', null],
      ['gone.pdf', 'ok', false, 1, null, null],
      ['pending.pdf', 'pending', true, 1, null, '北河'],
    ])
    const names = await queryDuckDb(
      `select path, state from '${folder}/names.parquet' where path like 'b/%' or state <> 'current'`,
    )
    expect(names).toEqual([
      ['b/copy\nof.pdf', 'current'],
      ['gone.pdf', 'vanished'],
    ])
  })

  it('begins CSV with a byte order mark, and disarms what a spreadsheet would run', async () => {
    const bytes = await readFile(join(folder, 'tidy.csv'))
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    const documents = await readCsv(join(folder, 'documents.csv'))
    expect(documents.map((row) => row[8])).toEqual(['示例镇人民政府', `'${NASTY}`, null, '－', null])
    const tidy = await readCsv(join(folder, 'tidy.csv'))
    expect(tidy.filter((row) => row[13] === '-3')).toHaveLength(1)
  })

  it('shows people what a column means, in both languages', async () => {
    const rows = await queryDuckDb(
      `select name, position, type, label_zh, label_en, unit, form_years from '${folder}/columns.parquet' where dataset = 'wide' and name in ('p_fees_amount', 'year')`,
    )
    expect(rows).toEqual([
      ['year', 5, 'integer', '报告年度', 'Year reported on', null, null],
      [
        'p_fees_amount',
        expect.any(Number),
        'number',
        '第二十条第（八）项 › 行政事业性收费 › 本年收费金额（单位：万元）',
        'Article 20 (8) › Administrative and institutional fees › Amount charged this year (10,000 yuan)',
        '万元',
        '2021',
      ],
    ])
    const sheet = await readXlsx(join(folder, 'wide.xlsx'), 2)
    expect(sheet.find((row) => row[1] === 'p_fees_amount')?.[4]).toBe(rows[1]?.[3])
  })

  it('is the same, byte for byte, when written again', async () => {
    const again = await write('again')
    const digests = async (of: string): Promise<Record<string, string>> => {
      const names = (await readdir(of, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile())
      const each = names.map(async ({ parentPath, name }): Promise<[string, string]> => {
        const bytes = await readFile(join(parentPath, name))
        return [join(parentPath.slice(of.length), name), createHash('sha256').update(bytes).digest('hex')]
      })
      return Object.fromEntries((await Promise.all(each)).sort(([a], [b]) => (a < b ? -1 : 1)))
    }
    expect(await digests(again)).toEqual(await digests(folder))
  })
})

describe('datapackage.json', () => {
  it.each([['csv'], ['stata'], ['csv,parquet,xlsx']])(
    'is accepted with %s: profile, rows and relations',
    async (formats) => {
      const wanted = EXPORT_FORMATS.filter((format) => formats.split(',').includes(format))
      const folder = await write(`package-${formats}`, { formats: wanted })
      const dataset = await Package.load(join(folder, 'datapackage.json'), { basePath: folder, strict: true })
      expect(dataset.errors).toEqual([])
      expect(dataset.valid).toBe(true)
      const counts: Record<string, number> = {}
      for (const resource of dataset.resources)
        counts[resource.name] = (await resource.read({ keyed: true, relations: resource.name !== 'columns' })).length
      expect(counts).toMatchObject({ documents: 5, names: 5, tidy: 598, wide: 4, checks: 3, problems: 1 })
    },
  )

  it('describes the files of other formats where there are no plain ones', async () => {
    const folder = await write('package-parquet', { formats: ['parquet'] })
    const dataset = await Package.load(join(folder, 'datapackage.json'), { basePath: folder, strict: true })
    expect(dataset.resources.map(({ name }) => name)).toContain('tidy.parquet')
  })
})

it('names CSV files that a spreadsheet would open without their end', () => {
  const rows = new Map([
    ['tidy', 1_048_576],
    ['wide', 1_048_575],
  ])
  expect(longerThanSheet(rows)).toEqual(['tidy.csv'])
})

describe('the folder of a dataset', () => {
  it('is replaced where an export wrote all of it', async () => {
    const out = await write('replaced', { formats: ['csv', 'jsonl'] })
    await write('replaced', { formats: ['jsonl'] })
    expect(existsSync(join(out, 'tidy.csv'))).toBe(false)
    expect(existsSync(join(out, 'tidy.jsonl'))).toBe(true)
  })

  it('is left alone where it holds anything else, unless that is asked for', async () => {
    const out = await write('mine', { formats: ['jsonl'] })
    await writeFile(join(out, 'tidy.dta'), 'my work')
    await expect(write('mine')).rejects.toMatchObject({ fault: 'not-empty', details: { file: 'tidy.dta' } })
    await mkdir(join(work, 'home'))
    await writeFile(join(work, 'home', 'thesis.doc'), 'my work')
    await expect(write('home')).rejects.toMatchObject({ fault: 'not-empty', details: { file: 'thesis.doc' } })
    await write('mine', { formats: ['jsonl'], force: true })
    expect(existsSync(join(out, 'tidy.dta'))).toBe(false)
  })

  it('never stands there half written', async () => {
    const abort = new AbortController()
    const interrupted = write('half', {
      signal: abort.signal,
      onProgress: (done) => {
        if (done === 2) abort.abort(new Error('enough'))
      },
    })
    await expect(interrupted).rejects.toThrow('enough')
    expect((await readdir(work)).filter((name) => name.includes('half'))).toEqual([])
  })

  it('is cleared of what killed exports left beside it', async () => {
    const left = join(work, '.killed.unfinished-999999999-1')
    await mkdir(left)
    await write('killed', { formats: ['jsonl'] })
    expect(existsSync(left)).toBe(false)
  })
})
