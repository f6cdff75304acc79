import { beforeAll, describe, expect, test } from '@jest/globals'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { documentRecord } from '../src/model/record.js'
import {
  DAMAGED,
  GOLDEN,
  TEXT,
  WEB,
  WORD,
  complaintsWhenReadBy,
  folderOf,
  nianbao,
  pathsOf,
  recordsOf,
} from './support/cli.js'
import type { Ended } from './support/command.js'

/** `nianbao extract` as users run it, from the build in dist/, over copies of the golden reports. */

describe('extract --json', () => {
  test('prints one record a line in natural order, paths as found below the argument, nothing else', async () => {
    const folder = await folderOf({
      'x-10.docx': WORD,
      'x-2.html': WEB,
      'town/2021.txt': TEXT,
      '.hidden/2021.txt': TEXT,
      '~$x-2.docx': WORD,
      'x-2.truth.json': { text: '{}' },
    })
    const ended = await nianbao(['extract', folder, '--json'])
    expect(ended).toMatchObject({ status: 0, err: '' })
    expect(pathsOf(ended)).toEqual(['town/2021.txt', 'x-2.html', 'x-10.docx'])
    expect(recordsOf(ended).map(({ source }) => source.name)).toEqual(['2021.txt', 'x-2.html', 'x-10.docx'])
  })

  test('takes arguments in their order, each file once, globs below their fixed part', async () => {
    const folder = await folderOf({ 'a/1.txt': TEXT, 'a/b/2.txt': { text: 'two' }, 'c.html': WEB })
    const ended = await nianbao(['extract', 'c.html', 'a/**/*.txt', './a/1.txt', '--json'], { cwd: folder })
    expect(pathsOf(ended)).toEqual(['c.html', '1.txt', 'b/2.txt'])
  })

  test('a name with brackets is a name where such a file exists', async () => {
    const folder = await folderOf({ '年报[1].txt': TEXT, '年报1.txt': { text: 'other' } })
    expect(pathsOf(await nianbao(['extract', '年报[1].txt', '--json'], { cwd: folder }))).toEqual(['年报[1].txt'])
  })

  test('makes one document of pictures whose names number its pages, unless --no-group', async () => {
    const picture = (page: number): { text: string } => ({ text: `GIF89a${page}` })
    const folder = await folderOf({
      '甲/第2页.png': picture(2),
      '甲/第1页.png': picture(1),
      '乙/x (10).jpg': picture(10),
      ...Object.fromEntries([1, 2, 3, 4, 5, 6, 7, 8, 9].map((page) => [`乙/x (${page}).jpg`, picture(page)])),
      // Named like pages, and no pictures: an error page under the name of one, and reports.
      '丙/x-1.jpg': { text: '<html><body>404 Not Found</body></html>' },
      '丙/x-2.jpg': picture(2),
      '丙/1.txt': TEXT,
      '丙/2.txt': TEXT,
    })
    const grouped = recordsOf(await nianbao(['extract', folder, '--json']))
    const partsOf = Object.fromEntries(
      grouped.map(({ source }) => [source.path, source.parts?.map(({ name }) => name)]),
    )
    expect(partsOf).toEqual({
      '甲/第1页.png': ['第1页.png', '第2页.png'],
      '乙/x (1).jpg': [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((page) => `x (${page}).jpg`),
      '丙/1.txt': undefined,
      '丙/2.txt': undefined,
      '丙/x-1.jpg': undefined,
      '丙/x-2.jpg': undefined,
    })
    expect(grouped.find(({ source }) => source.path === '甲/第1页.png')?.source).toMatchObject({
      name: '第1页.png',
      bytes: 14,
      format: 'image',
    })
    const named = ['甲/第2页.png', '甲/第1页.png']
    const alone = await nianbao(['extract', ...named, '--json', '--no-group'], { cwd: folder })
    expect(pathsOf(alone)).toEqual(['第2页.png', '第1页.png'])
    expect(pathsOf(await nianbao(['extract', ...named, '--json'], { cwd: folder }))).toEqual(['第1页.png'])
  })

  test('reads a .doc by the LibreOffice that is named; one that is not there is told, with what to do', async () => {
    const folder = await folderOf({ 'a.doc': { golden: 'doc-2021.doc' } })
    const [read] = recordsOf(await nianbao(['extract', folder, '--json']))
    expect(read).toMatchObject({ status: 'ok', source: { format: 'doc' } })
    const [missing] = recordsOf(await nianbao(['extract', folder, '--json', '--soffice', '/nowhere/soffice']))
    expect(missing).toMatchObject({ status: 'failed', problems: [{ code: 'office-missing' }] })
    expect(missing?.problems[0]?.message).toMatch(/nowhere.*apt-get install libreoffice-writer-nogui/)
  })

  test('a bad file is a failed record, the others come out whole, and the status is 2', async () => {
    const folder = await folderOf({ 'a.pdf': DAMAGED, 'b.docx': WORD })
    const ended = await nianbao(['extract', 'nowhere.pdf', folder, '--json'], { cwd: folder })
    expect(ended).toMatchObject({ status: 2, err: '' })
    const [absent, damaged, whole] = recordsOf(ended)
    expect(absent).toMatchObject({
      status: 'failed',
      source: { path: 'nowhere.pdf' },
      problems: [{ code: 'unreadable-input' }],
    })
    expect(damaged).toMatchObject({ status: 'failed', source: { path: 'a.pdf', format: 'pdf' } })
    expect(whole?.status).not.toBe('failed')
  })

  test('limits come from the options', async () => {
    const folder = await folderOf({ 'a.docx': WORD })
    const code = async (...options: string[]): Promise<string | undefined> =>
      recordsOf(await nianbao(['extract', folder, '--json', ...options]))[0]?.problems[0]?.code
    expect(await code('--timeout', '0.001')).toBe('timeout')
    expect(await code('--max-file-mb', '0.001')).toBe('file-too-large')
    expect(await code('--memory-mb', '20')).toBe('memory-limit')
  })

  test('the sentences of problems come in the language asked for', async () => {
    const folder = await folderOf({ 'a.pdf': { text: '' } })
    const [record] = recordsOf(await nianbao(['extract', folder, '--json', '--lang', 'zh']))
    expect(record?.problems[0]?.message).toBe('文件没有内容。请重新下载。')
  })

  test('ends in silence when nobody reads on', async () => {
    const files = Object.fromEntries(Array.from({ length: 20 }, (_, n) => [`${n}.docx`, WORD]))
    const folder = await folderOf(files)
    expect(await complaintsWhenReadBy('head -c 10', `extract "${folder}" --json`)).toBe('')
  })
})

describe('extract for a person', () => {
  let ended: Ended
  beforeAll(async () => {
    const folder = await folderOf({
      'a.pdf': DAMAGED,
      'b.docx': WORD,
      'c.docx': { golden: 'docx-2021.docx' },
      'd.json': { text: '' },
    })
    ended = await nianbao(['extract', folder])
  })

  test('prints a line a document in aligned columns', () => {
    const [head, ...lines] = ended.out.split('\n')
    expect(head).toMatch(/^path +status +form +organ +year +values +checks +first problem$/)
    expect(lines[0]).toMatch(/^a\.pdf +failed /)
    expect(lines[1]).toMatch(/^b\.docx +ok +2019 +石桥镇人民政府 +2019 +198\/198 +40\/40$/)
    expect(lines[2]).toMatch(/^c\.docx +flagged /)
  })

  test('then the totals, what was left out, and what to do about the failed and flagged ones', () => {
    expect(ended.out).toContain('3 documents: 1 ok, 1 flagged, 1 failed.')
    expect(ended.out).toContain('Left out: .json × 1.')
    const toDo = ended.out.slice(ended.out.indexOf('What to do:'))
    expect(toDo).toMatch(/ {2}a\.pdf {2}failed\n {4}\S.*\n[^]* {2}c\.docx {2}flagged\n {4}\S/)
  })

  test('has no colours where there is no terminal, and ends with 2 since one failed', () => {
    expect(ended.out).not.toContain('\u001b')
    expect(ended).toMatchObject({ status: 2, err: '' })
  })

  test('flagged alone is no failure; --quiet prints nothing', async () => {
    const quiet = await nianbao(['extract', join(GOLDEN, 'docx-2021.docx'), '--quiet'])
    expect(quiet).toEqual({ status: 0, signal: null, out: '', err: '' })
  })
})

describe('extract --out', () => {
  test('writes a mirror of the input in which no two documents share a file', async () => {
    const folder = await folderOf({
      'a/town/r.docx': WORD,
      'a/town/r.html': WEB,
      'b/town/r.docx': { golden: 'docx-2021.docx' },
      'b/town/R.docx': TEXT,
    })
    const out = join(folder, 'out')
    const { status } = await nianbao(['extract', 'a', 'b', '--out', out, '--json'], { cwd: folder })
    expect(status).toBe(0)
    const written = (await readdir(out, { recursive: true })).filter((path) => path.includes('.')).sort()
    expect(written).toEqual([
      'cells.csv',
      'records.csv',
      'tables.csv',
      'town/R.docx.3.json',
      'town/r.docx.2.json',
      'town/r.docx.json',
      'town/r.html.json',
    ])
    const record = documentRecord.parse(JSON.parse(await readFile(join(out, 'town/r.docx.2.json'), 'utf8')))
    expect(record.source.path).toBe('town/r.docx')
    expect(record.report?.form).toBe('2021')
  })

  test('writes all values to records.csv, as Chinese Excel opens it and runs no formula', async () => {
    const folder = await folderOf({ '=1+1.docx': WORD })
    await nianbao(['extract', '.', '--out', 'out', '--quiet'], { cwd: folder })
    const csv = await readFile(join(folder, 'out/records.csv'), 'utf8')
    expect(
      csv.startsWith('\uFEFFpath,status,organ,year,form,table,item,measure,code,label,state,value,raw,unit,'),
    ).toBe(true)
    const lines = csv.split('\r\n')
    expect(lines).toHaveLength(1 + 198 + 1)
    expect(lines.slice(1, -1).every((line) => line.startsWith("'=1+1.docx,"))).toBe(true)
    expect(lines.slice(1, -1).every((line) => line.includes(' › '))).toBe(true)
  })

  test('an interrupted run ends with 130, leaves whole files only, and no process', async () => {
    const files = Object.fromEntries(Array.from({ length: 200 }, (_, n) => [`${n}.docx`, WORD]))
    const folder = await folderOf(files)
    const out = join(folder, 'out')
    let pid = 0
    const ended = await nianbao(['extract', folder, '--out', out, '--json'], {
      onOutput: (started) => {
        pid = started
        process.kill(pid, 'SIGINT')
      },
    })
    expect(ended).toMatchObject({ status: 130, err: '' })
    const written = await readdir(out)
    expect(written).toContain('0.docx.json')
    expect(written.filter((name) => !/^\d+\.docx\.json$/.test(name))).toEqual([])
    const left = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
    const commands = await Promise.all(left.map(async (id) => readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '')))
    expect(commands.filter((command) => command.includes(`child.js\0${pid}\0`))).toEqual([])
  })
})
