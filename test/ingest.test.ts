import { beforeAll, describe, expect, test } from '@jest/globals'
import { copyFile, mkdir, mkdtemp, readFile, rename, rm, symlink, utimes, writeFile } from 'node:fs/promises'
import { existsSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import {
  childrenOf,
  extractionOrder,
  nianbao,
  orphansOf,
  queueIn,
  start,
  storedIn,
  type Ended,
} from './support/ingest.js'
import {
  htmlReport,
  templates,
  textReport,
  townName,
  writeTextReports,
  type Templates,
} from './support/many-reports.js'

/** `nianbao ingest` from end to end: what it finds, keeps and says. */

const GOLDEN = join(import.meta.dirname, 'golden/reports')

let made: Templates
beforeAll(async () => {
  made = await templates()
})

async function folderOf(files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'nianbao-ingest-'))
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), content)
  }
  return folder
}

const summary = z.object({
  interrupted: z.boolean(),
  waiting: z.number(),
  counts: z.record(z.string(), z.union([z.number(), z.boolean()])),
  codes: z.record(z.string(), z.number()),
  unreadable: z.array(z.object({ path: z.string(), reason: z.string() })),
  manifest: z.object({ count: z.number(), paths: z.array(z.string()) }).nullable(),
})
const summaryOf = ({ out }: Ended): z.infer<typeof summary> => summary.parse(JSON.parse(out))

describe('ingest', () => {
  test('takes in what a folder holds, once each, and says what became of it', async () => {
    const folder = await folderOf({
      'reports/a.txt': textReport(made, 1),
      'reports/sub/b.html': htmlReport(made, 2),
      'reports/sub/same as a.txt': textReport(made, 1),
      'reports/broken.pdf': '%PDF-1.4 broken',
      'reports/empty.doc': '',
      'reports/.hidden/c.txt': textReport(made, 3),
      'reports/notes.md': 'no report',
    })
    const data = join(folder, 'data')
    const ended = await nianbao('ingest', join(folder, 'reports'), '--data', data)
    expect(ended.status).toBe(2)
    expect(ended.out).toContain('5 documents found: 4 new, 0 changed, 1 duplicate, 0 unchanged, 0 unreadable.')
    expect(ended.out).toMatch(/4 extracted in .*: 2 ok, 0 flagged, 2 failed\./)
    expect(ended.out).toContain('Left out: .md × 1.')
    expect(ended.out).toMatch(/^ +1 +damaged-file +damaged file +error +Download it again/m)
    const stored = [...(await storedIn(data)).values()]
    expect(Object.fromEntries(stored.map(({ path, status, code }) => [path, code ?? status]))).toEqual({
      'a.txt': 'ok',
      'broken.pdf': 'damaged-file',
      'empty.doc': 'empty-file',
      'sub/b.html': 'ok',
    })
    expect(stored.find(({ path }) => path === 'a.txt')?.names.map(({ path }) => path)).toEqual([
      'a.txt',
      'sub/same as a.txt',
    ])
  })

  test('a data folder below the folder is no document, nor what is led to by links to folders', async () => {
    const folder = await folderOf({ 'a.txt': textReport(made, 1), 'b/b.txt': textReport(made, 2) })
    await symlink(folder, join(folder, 'b', 'circle'))
    const data = join(folder, 'data')
    const again = async (): Promise<Ended> => nianbao('ingest', folder, '--data', data, '--keep-originals', '--json')
    expect(summaryOf(await again()).counts).toMatchObject({ found: 2, fresh: 2 })
    expect(summaryOf(await again()).counts).toMatchObject({ found: 2, unchanged: 2, total: 0 })
    expect(readdirSync(join(data, 'originals'))).toHaveLength(2)
  })

  test('goes by content: renamed, copied, changed and vanished files', async () => {
    const folder = await folderOf({
      'a.txt': textReport(made, 1),
      'b.txt': textReport(made, 2),
      'c.txt': textReport(made, 3),
      'd.txt': textReport(made, 4),
    })
    const data = join(folder, 'data')
    const run = async (): Promise<Ended> => nianbao('ingest', folder, '--data', data, '--json')
    await run()
    await writeFile(join(folder, 'a.txt'), textReport(made, 11))
    await rename(join(folder, 'b.txt'), join(folder, 'b2.txt'))
    await copyFile(join(folder, 'c.txt'), join(folder, 'c2.txt'))
    await rm(join(folder, 'd.txt'))
    await writeFile(join(folder, 'e.txt'), textReport(made, 5))
    expect(summaryOf(await run()).counts).toMatchObject({
      ...{ found: 5, fresh: 1, changed: 1, unchanged: 1, vanished: 2, total: 2, done: 2 },
      duplicates: 2,
    })
    const stored = [...(await storedIn(data)).values()]
    expect(stored.map(({ record, current }) => [record?.report?.organ, current]).sort()).toEqual(
      [1, 2, 3, 4, 5, 11].map((number) => [`${townName(number)}人民政府`, number !== 1 && number !== 4]).sort(),
    )
    expect(stored.every(({ attempts }) => attempts === 1)).toBe(true)
  })

  test('reads nothing again that has not changed', async () => {
    const folder = await folderOf({ 'a.txt': textReport(made, 1) })
    const data = join(folder, 'data')
    const file = join(folder, 'a.txt')
    const time = new Date('2024-05-01T12:00:00Z')
    await utimes(file, time, time)
    await nianbao('ingest', folder, '--data', data)
    // As long as before and with the time of before: only reading it would tell.
    await writeFile(file, (await readFile(file, 'utf8')).replace('2021年中山', '2021年中海').replaceAll('条', '件'))
    await utimes(file, time, time)
    expect(summaryOf(await nianbao('ingest', folder, '--data', data, '--json')).counts).toMatchObject({ unchanged: 1 })
  })

  test('globs and files take in what they name, and nothing vanishes by them', async () => {
    const folder = await folderOf({
      'x/a.txt': textReport(made, 1),
      'x/y/b.txt': textReport(made, 2),
      'x/c.html': htmlReport(made, 3),
    })
    const data = join(folder, 'data')
    await nianbao('ingest', join(folder, 'x'), '--data', data)
    const some = await nianbao('ingest', join(folder, 'x/**/*.txt'), join(folder, 'x/c.html'), '--data', data, '--json')
    expect(summaryOf(some).counts).toMatchObject({ found: 3, unchanged: 3, vanished: 0 })
    await mkdir(join(folder, 'empty'))
    const empty = await nianbao('ingest', join(folder, 'empty'), '--data', data)
    expect(empty).toMatchObject({ status: 1, err: 'error: there is nothing to read.\n' })
    const nowhere = await nianbao('ingest', join(folder, 'x'), join(folder, 'nowhere'), '--data', data)
    expect(nowhere).toMatchObject({ status: 1, out: '' })
    expect(nowhere.err).toContain(`error: there is nothing at ${join(folder, 'nowhere')}.`)
  })

  test('pages in pictures of one folder are one document, unless --no-group', async () => {
    const pages = [1, 2].map((page) => [`甲/第${page}页.png`, `GIF89a${page}`] as const)
    const folder = await folderOf(Object.fromEntries(pages))
    const data = join(folder, 'data')
    await nianbao('ingest', folder, '--data', data)
    const [group] = (await storedIn(data)).values()
    expect(group).toMatchObject({ path: '甲/第1页.png', record: { source: { parts: [{}, {}] } } })
    const again = summaryOf(await nianbao('ingest', folder, '--data', data, '--json'))
    expect(again.counts).toMatchObject({ found: 1, unchanged: 1 })
    const alone = summaryOf(await nianbao('ingest', folder, '--data', data, '--json', '--no-group'))
    expect(alone.counts).toMatchObject({ found: 2, unchanged: 0 })
  })

  test('a manifest is carried through; its lines without a file are told', async () => {
    const folder = await folderOf({
      'reports/a.txt': textReport(made, 1),
      'reports/b.txt': textReport(made, 2),
      'files.csv': `\uFEFFpath,organ,year,source\r\nreports/a.txt,${townName(1)}人民政府,2021,甲\r\nreports/b.txt,别处局,2021,乙\r\nreports/missing.txt,丙,2021,丙\r\n`,
    })
    const data = join(folder, 'data')
    const args = ['ingest', join(folder, 'reports'), '--data', data, '--manifest', join(folder, 'files.csv')]
    const ended = await nianbao(...args)
    expect(ended.out).toContain('1 line of the manifest matches no file: reports/missing.txt')
    const stored = [...(await storedIn(data)).values()]
    expect(stored.map(({ names, status }) => [names[0]?.given?.source, status])).toEqual([
      ['甲', 'ok'],
      ['乙', 'flagged'],
    ])
    await writeFile(join(folder, 'files.csv'), 'path,organ\nreports/b.txt,' + `${townName(2)}人民政府\n`)
    expect(summaryOf(await nianbao(...args, '--json')).counts).toMatchObject({ unchanged: 2, total: 0 })
    expect([...(await storedIn(data)).values()].map(({ status }) => status)).toEqual(['ok', 'ok'])
    await writeFile(join(folder, 'files.csv'), 'name,organ\n')
    expect(await nianbao(...args)).toMatchObject({
      status: 1,
      err: expect.stringContaining('has no column named path'),
    })
  })

  test('--dry-run counts and estimates, and makes nothing', async () => {
    const folder = await folderOf({ 'r/a.txt': textReport(made, 1), 'r/b.txt': textReport(made, 1) })
    await copyFile(join(import.meta.dirname, 'golden-scans/scan-2021-seal.pdf'), join(folder, 'r/scan.pdf'))
    const data = join(folder, 'data')
    const ended = await nianbao('ingest', join(folder, 'r'), '--data', data, '--dry-run')
    expect(ended).toMatchObject({ status: 0, err: '' })
    expect(ended.out).toContain('3 documents found: 0 unchanged, 1 duplicate, 0 unreadable.')
    expect(ended.out).toContain('To extract: 1 born-digital, 1 scan (about 3 pages); 0 more are left over')
    expect(ended.out).toMatch(/about .* with \d+ at a time \(a rough guess/)
    expect(existsSync(data)).toBe(false)
  })

  test('born-digital documents come before scans', async () => {
    const folder = await folderOf({ 'z.txt': textReport(made, 1), 'y.txt': textReport(made, 2) })
    await copyFile(join(import.meta.dirname, 'golden-scans/jpg-2021-1.jpg'), join(folder, 'a.jpg'))
    const data = join(folder, 'data')
    await nianbao('ingest', folder, '--data', data, '--jobs', '1', '--ocr', 'off')
    const order = await extractionOrder(data)
    expect(order).toHaveLength(3)
    expect(order.at(-1)).toBe('a.jpg')
  })

  test('what the machine lacked is tried again by the next run', async () => {
    const folder = await folderOf({})
    await copyFile(join(GOLDEN, 'doc-2021.doc'), join(folder, 'a.doc'))
    const data = join(folder, 'data')
    await nianbao('ingest', folder, '--data', data, '--soffice', '/nowhere/soffice')
    expect([...(await storedIn(data)).values()]).toMatchObject([{ status: 'failed', code: 'office-missing' }])
    expect((await nianbao('ingest', folder, '--data', data)).out).toContain('1 unchanged')
    expect([...(await storedIn(data)).values()]).toMatchObject([{ status: 'ok', code: null, attempts: 2 }])
  }, 120_000)

  test('one run at a time', async () => {
    const folder = await folderOf({})
    await writeTextReports(join(folder, 'r'), 300)
    const data = join(folder, 'data')
    const first = start('ingest', join(folder, 'r'), '--data', data, '--quiet')
    while (((await queueIn(data))?.done ?? 0) === 0) await new Promise((done) => setTimeout(done, 50))
    const second = await nianbao('ingest', join(folder, 'r'), '--data', data)
    expect(second).toMatchObject({ status: 1, out: '' })
    expect(second.err).toMatch(/^error: Another ingest or reprocessing is at work/)
    first.process.kill('SIGINT')
    expect((await first.ended).status).toBe(130)
  }, 60_000)

  test('Ctrl-C ends within 5 s, gives back what was in work and leaves no process; the next run goes on', async () => {
    const folder = await folderOf({})
    await writeTextReports(join(folder, 'r'), 300)
    const data = join(folder, 'data')
    const running = start('ingest', join(folder, 'r'), '--data', data)
    const pid = running.process.pid ?? 0
    while (((await queueIn(data))?.done ?? 0) < 5) await new Promise((done) => setTimeout(done, 50))
    expect((await childrenOf(pid)).length).toBeGreaterThan(0)
    const at = performance.now()
    running.process.kill('SIGINT')
    const ended = await running.ended
    expect(performance.now() - at).toBeLessThan(5_000)
    expect(ended).toMatchObject({ status: 130, err: expect.stringContaining('stopping') })
    expect(ended.out).toMatch(/^Interrupted; what is done is stored\./)
    expect(await orphansOf(pid)).toEqual([])
    const left = await queueIn(data)
    expect(left).toMatchObject({ active: 0 })
    expect(left?.waiting).toBeGreaterThan(0)
    const rest = summaryOf(await nianbao('ingest', join(folder, 'r'), '--data', data, '--json'))
    expect(rest).toMatchObject({ waiting: 0, counts: { found: 300 } })
    const stored = [...(await storedIn(data)).values()]
    expect(stored.map(({ status, attempts }) => `${status} ${attempts}`)).toEqual(Array(300).fill('ok 1'))
  }, 120_000)
})
