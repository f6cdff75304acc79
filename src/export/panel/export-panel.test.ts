import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { parse } from 'csv-parse/sync'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { type Divisions, packedDivisions } from '../../panel/index.js'
import type { StoredDocument } from '../../store/store.js'
import { madeDocument, sourceOf, type Made } from '../testing/documents.js'
import { EXPORT_FORMATS } from '../writers/writer.js'
import { exportPanel, type PanelSummary } from './export-panel.js'

const rowsOf = z.array(z.record(z.string(), z.string()))

let divisions: Divisions
let work: string
beforeAll(async () => {
  divisions = await packedDivisions()
  work = await mkdtemp(join(tmpdir(), 'nianbao-panel-test-'))
}, 120_000)
afterAll(async () => {
  await rm(work, { recursive: true, force: true })
})
let out: string
let made = 0
beforeEach(() => {
  out = join(work, `panel-${++made}`)
})

const panelOf = async (documents: readonly StoredDocument[], expect?: string): Promise<PanelSummary> =>
  exportPanel(sourceOf(documents), {
    out,
    formats: ['csv'],
    divisions,
    otherDivisions: true,
    ...(expect !== undefined && { expect }),
  })

const table = async (name: string): Promise<readonly Readonly<Record<string, string>>[]> =>
  rowsOf.parse(parse(await readFile(join(out, `data/${name}.csv`), 'utf8'), { columns: true }))

const pick = (rows: readonly Readonly<Record<string, string>>[], ...columns: readonly string[]): readonly string[] =>
  rows.map((row) => columns.map((column) => row[column]).join(' '))

/** Laid over a made document. */
function document(
  given: Made,
  over: { readonly scanned?: boolean; readonly published?: string; readonly text?: string } = {},
): StoredDocument {
  const plain = madeDocument(given)
  const { effective } = plain
  const { record, report } = effective
  const pages =
    record.source.pages?.map((page) => ({ ...page, read: over.scanned ? ('recognised' as const) : page.read })) ?? null
  const sections = [{ number: 1, heading: '一、总体情况', text: over.text ?? '', page: null }]
  return {
    ...plain,
    effective: {
      ...effective,
      record: { ...record, source: { ...record.source, pages }, sections },
      report: report && { ...report, published: over.published ?? report.published },
    },
  }
}

const TOWN = '湘潭县花石镇人民政府'
const number = (value: number, flags: readonly ['low-confidence'] | readonly [] = []) => ({ value, flags: [...flags] })

describe('a panel', () => {
  test('tells what a report says against last year’s of the same organ', async () => {
    const carried = { a_carried_forward_all: { value: 4 }, a_carried_forward_nat: { value: 4 } }
    const over = { a_received_carried_over_all: { value: 1 }, a_received_carried_over_nat: { value: 4 } }
    await panelOf([
      document({ path: 'a.pdf', organ: TOWN, year: 2021, values: carried }),
      document({ path: 'b.pdf', organ: TOWN, year: 2022, values: over }),
      document({ path: 'c.pdf', organ: '湘潭县教育局', year: 2022, values: over }),
    ])
    const found = (await table('findings')).filter(({ rule }) => rule === 'carried-over')
    expect(pick(found, 'organ_id', 'year', 'severity', 'code', 'column_label', 'printed', 'expected')).toEqual([
      '430321107 2022 must a_received_carried_over_all 总计 1 4',
    ])
    expect(found[0]?.last_document).toHaveLength(64)
  })

  test('has one row an organ and year, with its places', async () => {
    const summary = await panelOf([
      document({ path: 'a.pdf', organ: TOWN, year: 2021 }),
      document({ path: 'b.pdf', organ: TOWN, year: 2022 }),
      document({ path: 'c.pdf', organ: '湘潭县教育局', year: 2022 }),
      document({ path: 'd.pdf', organ: '花石镇人民政府', year: 2022 }),
      document({ path: 'e.pdf', failed: true }),
    ])
    expect(summary).toMatchObject({ documents: 5, leftOut: 1, reports: 4, settled: 3 })
    const panel = await table('panel')
    expect(pick(panel, 'organ_id', 'year', 'organ_registered', 'province', 'county_code')).toEqual([
      '430321107 2021 花石镇人民政府 湖南省 430321',
      '430321107 2022 花石镇人民政府 湖南省 430321',
      '430321:教育局 2022 湘潭县教育局 湖南省 430321',
      ' 2022   ',
    ])
    expect(panel[3]?.candidates).toBe('411081116 河南省许昌市禹州市花石镇 | 430321107 湖南省湘潭市湘潭县花石镇')
    expect(panel[3]?.identity_problems).toBe('organ-ambiguous')
  })

  test('never joins reports whose organ is open', async () => {
    await panelOf(['a', 'b'].map((name) => document({ path: `${name}.pdf`, organ: '花石镇', year: 2022 })))
    expect(pick(await table('panel'), 'identity', 'documents')).toEqual(['candidates 1', 'candidates 1'])
    expect(await table('coverage')).toEqual([])
  })

  test('joins the documents of one report: the born-digital one counts, and what differs is listed', async () => {
    await panelOf([
      document({ path: 'a-scan.pdf', organ: TOWN, values: { a_granted_all: number(7) } }, { scanned: true }),
      document({ path: 'b.pdf', organ: TOWN, values: { a_granted_all: number(1) } }),
    ])
    expect(pick(await table('panel'), 'path', 'documents', 'differences', 'revisions', 'a_granted_all')).toEqual([
      'b.pdf 2 1 0 1',
    ])
    expect(pick(await table('differences'), 'code', 'value', 'other_path', 'other_value', 'kind')).toEqual([
      'a_granted_all 1 a-scan.pdf 7 reading',
    ])
    expect(pick(await table('coverage'), 'organ_id', 'year', 'state', 'documents')).toEqual([
      '430321107 2022 several 2',
    ])
  })

  test('of two that are read alike the one that a later version read counts', async () => {
    const made = (path: string, version: string, value: number): StoredDocument => {
      const plain = document({ path, organ: TOWN, values: { a_granted_all: number(value) } })
      const { effective } = plain
      const extractor = { ...effective.record.extractor, version }
      return { ...plain, effective: { ...effective, record: { ...effective.record, extractor } } }
    }
    await panelOf([made('a.pdf', '0.9.0', 1), made('b.pdf', '0.10.0', 2)])
    expect(pick(await table('panel'), 'path', 'a_granted_all')).toEqual(['b.pdf 2'])
    expect(pick(await table('differences'), 'code', 'value', 'other_value', 'kind')).toEqual([
      'a_granted_all 2 1 reading',
    ])
  })

  test('a scan that was published later counts as a revision where both are sure', async () => {
    await panelOf([
      document(
        { path: 'a.pdf', organ: TOWN, values: { a_granted_all: number(7) } },
        { scanned: true, published: '2023-05-01' },
      ),
      document({ path: 'b.pdf', organ: TOWN, values: { a_granted_all: number(1) } }, { published: '2023-01-10' }),
    ])
    expect(pick(await table('panel'), 'path', 'revisions', 'a_granted_all')).toEqual(['a.pdf 1 7'])
    expect(pick(await table('differences'), 'kind')).toEqual(['revision'])
  })

  test('takes the later publication where both are sure', async () => {
    await panelOf([
      document({ path: 'a.pdf', organ: TOWN, values: { a_granted_all: number(1) } }, { published: '2023-01-10' }),
      document({ path: 'b.pdf', organ: TOWN, values: { a_granted_all: number(2) } }, { published: '2023-03-01' }),
    ])
    expect(pick(await table('panel'), 'path', 'revisions', 'a_granted_all')).toEqual(['b.pdf 1 2'])
    expect(pick(await table('differences'), 'kind')).toEqual(['revision'])
  })

  test('a doubtful reading is no revision', async () => {
    const doubtful = { a_granted_all: number(2, ['low-confidence']) }
    await panelOf([
      document({ path: 'a.pdf', organ: TOWN }, { published: '2023-01-10' }),
      document({ path: 'b.pdf', organ: TOWN, values: doubtful }, { published: '2023-03-01' }),
    ])
    expect(pick(await table('panel'), 'path', 'revisions')).toEqual(['a.pdf 0'])
  })

  test('keeps reports of another scope apart', async () => {
    const whole = { text: '本报告数据涵盖全县各乡镇、各部门。' }
    await panelOf([
      document({ path: 'a.pdf', organ: '湘潭县人民政府' }, whole),
      document({ path: 'b.pdf', organ: '湘潭县人民政府' }, { text: '本报告仅包括本机关的情况。' }),
    ])
    expect(pick(await table('panel'), 'scope', 'path')).toEqual(['own b.pdf', 'whole a.pdf'])
  })

  test('tells values of the form of 2021 on columns of that of 2019, and says so', async () => {
    const blank = { value: null, state: 'blank' as const }
    await panelOf([
      document({
        path: 'a.pdf',
        organ: TOWN,
        year: 2019,
        form: '2019',
        values: { a_other_all: number(9), a_other_nat: number(5), p_rules_created: number(3) },
      }),
      document({
        ...{ path: 'b.pdf', organ: TOWN, year: 2021, form: '2021' },
        values: {
          ...{ a_other_uncorrected_all: number(1), a_other_fee_unpaid_all: number(2), a_other_other_all: number(4) },
          a_other_other_nat: blank,
        },
      }),
    ])
    const panel = await table('panel')
    expect(pick(panel, 'form_applications', 'a_other_all', 'a_other_nat', 'p_rules_issued')).toEqual([
      '2019 9 5 3',
      '2021 7  0',
    ])
    expect(panel[0]?.derived_codes).toBe('p_rules_issued')
    expect(panel[1]?.derived_codes?.split(' ')).toContain('a_other_all')
    expect(panel[1]?.derived_codes?.split(' ')).not.toContain('a_other_nat')
    const values = await table('panel_values')
    expect(
      pick(
        values.filter(({ code }) => code === 'a_other_all'),
        'year',
        'form',
        'value',
        'derived_from',
      ),
    ).toEqual(['2019 2019 9 ', '2021 2021 7 a_other_uncorrected_all a_other_fee_unpaid_all a_other_other_all'])
  })

  test('holds coverage against what is expected', async () => {
    const file = join(work, 'expected.csv')
    await writeFile(file, 'organ_id,year\n430321107,2021\n430321107,2022\n500116,2022\n999999,2022\n')
    const { unknownExpected } = await panelOf(
      [document({ path: 'a.pdf', organ: TOWN, year: 2022 }), document({ path: 'b.pdf', organ: TOWN, year: 2023 })],
      file,
    )
    expect(unknownExpected).toEqual(['999999'])
    expect(pick(await table('coverage'), 'organ_id', 'year', 'state')).toEqual([
      '430321107 2021 missing',
      '430321107 2022 present',
      '430321107 2023 unexpected',
      '500116 2022 missing',
      '999999 2022 missing',
    ])
  })

  test('is written in all formats', async () => {
    const formats = EXPORT_FORMATS
    await exportPanel(sourceOf([document({ path: 'a.pdf', organ: TOWN })]), { out, formats, divisions })
    const files = await readdir(out)
    for (const name of [
      'panel.csv',
      'panel.jsonl',
      'panel.parquet',
      'panel.xlsx',
      'panel.do',
      'dataset.sqlite',
      'crosswalk.csv',
    ])
      expect(files).toContain(name)
  })

  test('a file of expected organs that is none leaves nothing behind', async () => {
    const file = join(work, 'none.csv')
    await writeFile(file, 'organ,jahr\nx,y\n')
    await expect(panelOf([], file)).rejects.toMatchObject({ code: 'expect-unreadable' })
    await expect(readdir(out)).rejects.toThrow()
  })
})
