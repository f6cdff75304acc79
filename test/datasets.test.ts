import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { createHash } from 'node:crypto'
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { queryDuckDb, readCsv, readXlsxAs } from '../src/export/testing/read-back.js'
import { ENGLISH, startCommand, type Ended, type Running } from './support/command.js'

/** Datasets, samples and overviews as users make them, from the build in dist/, of a folder that was ingested. */

const HERE = dirname(fileURLToPath(import.meta.url))
const SAMPLES = resolve(HERE, '../samples')
/** A machine that is busy with other suites. */
const SLOW_MS = 120_000

const REPORTS = [
  'pdf-2021-adds-up-wrongly.pdf',
  'text-2019-one-cell-a-line.txt',
  'web-2021-gbk.html',
  'word-2021-other-unit.docx',
  'word-with-password.docx',
]

let root: string

const start = (args: readonly string[]): Running => startCommand(args, { cwd: root, environment: ENGLISH })

const nianbao = async (...args: readonly string[]): Promise<Ended> => start(args).ended

async function digests(folder: string): Promise<Readonly<Record<string, string>>> {
  const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name))
  const each = files.sort().map(async (file): Promise<[string, string]> => {
    const digest = createHash('sha256')
      .update(await readFile(file))
      .digest('hex')
    return [file.slice(join(root, folder).length), digest]
  })
  return Object.fromEntries(await Promise.all(each))
}

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'nianbao-datasets-'))
  await mkdir(join(root, 'in/copies'), { recursive: true })
  for (const name of REPORTS) await cp(join(SAMPLES, name), join(root, 'in', name))
  await cp(join(SAMPLES, 'web-2021-gbk.html'), join(root, 'in/copies/again.html'))
  await writeFile(join(root, 'files.csv'), 'path,year,区域\ncopies/again.html,2020,\nweb-2021-gbk.html,,临江\n')
  expect(await nianbao('ingest', 'in', '--manifest', 'files.csv')).toMatchObject({ status: 2 })
  const corrected = await nianbao(
    'correct',
    'text-2019-one-cell-a-line.txt',
    'a_granted_all',
    '77',
    '--author',
    'Zhang',
  )
  expect(corrected).toMatchObject({ status: 0 })
}, SLOW_MS)
afterAll(async () => {
  await rm(root, { recursive: true, force: true })
})

describe('nianbao export', () => {
  test(
    'writes what the store holds, corrections and the manifest among it',
    async () => {
      const ended = await nianbao('export', '--format', 'csv,parquet', '--format', 'xlsx', '--out', 'all')
      expect(ended).toMatchObject({ status: 0, out: '' })
      const all = join(root, 'all')
      const values = await queryDuckDb(
        `select value, value_read = value, corrected from '${all}/tidy.parquet' where corrected <> 'no'`,
      )
      expect(values).toEqual([[77, false, 'corrected']])
      const documents = await queryDuckDb(
        `select path, status, names, "given_区域", problem_codes like '%given-differs%' from '${all}/documents.parquet' order by path`,
      )
      expect(documents.map(([path]) => path)).toEqual([
        'copies/again.html',
        ...REPORTS.filter((name) => !name.startsWith('web')),
      ])
      expect(documents[0]?.slice(2)).toEqual([2, '临江', true])
      expect(documents.at(-1)?.[1]).toBe('failed')
      // Every value of every format: the sum of the wide table is that of the tidy one.
      const [tidy] = await queryDuckDb(`select count(*), sum(value) from read_csv('${all}/tidy.csv')`)
      const wide = await readCsv(join(all, 'wide.csv'))
      const described = await queryDuckDb(`describe select * from '${all}/wide.parquet'`)
      const sheet = await readXlsxAs(
        join(all, 'wide.xlsx'),
        described.map(([name]) => String(name)),
      )
      const sum = (rows: readonly (readonly unknown[])[]): number =>
        rows.flatMap((row) => row.slice(9)).reduce<number>((total, cell) => total + Number(cell ?? 0), 0)
      expect(sum(wide)).toBeCloseTo(Number(tidy?.[1]), 6)
      expect(sum(sheet)).toBeCloseTo(Number(tidy?.[1]), 6)
    },
    SLOW_MS,
  )

  test(
    'gives the same bytes again, takes filters, and refuses what is not its own',
    async () => {
      const formats = 'csv,jsonl,parquet,xlsx,sqlite,stata'
      for (const out of ['one', 'two'])
        expect(await nianbao('export', '--format', formats, '--out', out)).toMatchObject({ status: 0 })
      expect(await digests('two')).toEqual(await digests('one'))
      const filtered = await nianbao('export', '--format', 'jsonl', '--out', 'one', '--path', '*.txt', '--form', '2019')
      expect(filtered.err).toContain('1 document, 198 values')
      await writeFile(join(root, 'two/mine.txt'), 'work')
      const refused = await nianbao('export', '--format', 'jsonl', '--out', 'two')
      expect(refused).toMatchObject({ status: 1, out: '' })
      expect(refused.err).toContain('mine.txt')
      expect(await nianbao('export', '--format', 'dta', '--out', 'three')).toMatchObject({ status: 1 })
      expect(await nianbao('export', '--format', 'csv')).toMatchObject({ status: 1 })
    },
    SLOW_MS,
  )

  test(
    'killed at any moment leaves what stood there',
    async () => {
      expect(await nianbao('export', '--format', 'jsonl', '--out', 'kept')).toMatchObject({ status: 0 })
      const before = await digests('kept')
      for (const signal of ['SIGKILL', 'SIGINT'] as const) {
        const { process: child, ended } = start(['export', '--format', 'xlsx,sqlite,csv', '--out', 'kept'])
        while (child.exitCode === null && !(await readdir(root)).some((name) => name.startsWith('.kept.unfinished')))
          await wait(2)
        child.kill(signal)
        await ended
        const after = await digests('kept')
        // Either not begun to be replaced, or whole: a small dataset may be quicker than the signal.
        if ('/dataset.sqlite' in after) await nianbao('export', '--format', 'jsonl', '--out', 'kept')
        expect(await digests('kept')).toEqual(before)
      }
      await nianbao('export', '--format', 'jsonl', '--out', 'kept')
      expect((await readdir(root)).filter((name) => name.startsWith('.kept'))).toEqual([])
    },
    SLOW_MS,
  )
})

test(
  'nianbao sample makes a page to tick, and an error rate of what was ticked',
  async () => {
    const made = await nianbao('sample', '--n', '30', '--out', 'sample', '--path', '*.pdf')
    expect(made).toMatchObject({ status: 0, out: '' })
    expect(await readFile(join(root, 'sample/index.html'), 'utf8')).toContain('Are these values right?')
    expect(await readdir(join(root, 'sample/pictures'))).toContain('0001.webp')
    const row = (number: number, verdict: string): string => `${number},pdf/2021/review,500,${verdict}`
    const rows = Array.from({ length: 100 }, (_, index) => row(index, index < 2 ? 'wrong' : 'right'))
    await writeFile(join(root, 'results.csv'), ['number,stratum,stratum_values,verdict', ...rows].join('\n'))
    const told = await nianbao('sample', '--result', 'results.csv')
    expect(told.status).toBe(0)
    expect(told.out).toContain('2 % (95 % confidence interval 0.24 % to 7.1 %)')
    expect(told.out).toContain('按层加权的错误率为 2 %')
    const beside = ['web/2021/review,500,source,right', 'word/2021/review,500,table,right']
    await writeFile(join(root, 'beside.csv'), ['stratum,stratum_values,shown,verdict', ...beside].join('\n'))
    expect((await nianbao('sample', '--result', 'beside.csv')).out).toContain(
      '其中 word/2021/review 的 1 个数值显示的是',
    )
    expect(await nianbao('sample', '--out', 'sample')).toMatchObject({ status: 1 })
    expect(await nianbao('sample')).toMatchObject({ status: 1 })
  },
  SLOW_MS,
)

test(
  'what a sample found wrong goes into nianbao correct --from',
  async () => {
    const html = await readFile(join(root, 'sample/index.html'), 'utf8')
    const [, json = ''] = /<script type="application\/json" id="sample">(.*?)<\/script>/s.exec(html) ?? []
    const page = z.object({ items: z.array(z.record(z.string(), z.unknown())) }).parse(JSON.parse(json))
    const { document, code, attempt, seen } = z
      .object({ document: z.string(), code: z.string(), attempt: z.number(), seen: z.number() })
      .parse(page.items[0])
    const head = 'document,code,verdict,correct,confirm,note,attempt,seen'
    const line = `${document},${code},wrong,987654,,smudged,${attempt},${seen}`
    await writeFile(join(root, 'found.csv'), `${head}\n${line}\n${document},${code},wrong,,,,${attempt},${seen}\n`)
    const told = await nianbao('correct', '--from', 'found.csv', '--dry-run', '--author', 'A')
    expect(told).toMatchObject({ status: 0 })
    expect(told.out).toMatch(new RegExp(`${code}: .* → 987654 \\(by a person\\)`))
    expect(told.err).toContain('1 value was found wrong without the right number')
    // A dry run changes nothing.
    expect((await nianbao('show', document.slice(0, 8), '--all')).out).not.toContain('987654')
  },
  SLOW_MS,
)

test(
  'nianbao overview makes a page in either language',
  async () => {
    expect(await nianbao('overview', '--out', 'zh.html', '--lang', 'zh')).toMatchObject({ status: 0, out: '' })
    expect(await nianbao('overview', '--out', 'en.html')).toMatchObject({ status: 0, out: '' })
    expect(await readFile(join(root, 'zh.html'), 'utf8')).toContain('年报数据概览')
    expect(await readFile(join(root, 'en.html'), 'utf8')).toContain('nianbao list --code encrypted')
    expect(await nianbao('overview', '--out', 'none/x.html')).toMatchObject({ status: 1 })
  },
  SLOW_MS,
)
