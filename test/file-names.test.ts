import { describe, expect, test } from '@jest/globals'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execFileSync } from 'node:child_process'
import { nianbao, pathsOf, recordsOf } from './support/cli.js'
import { storedIn } from './support/ingest.js'

/** Files whose names, sizes or places are odd, as `nianbao extract` and `nianbao ingest` find them. */

const SAMPLES = join(import.meta.dirname, '../samples')
const TEXT = join(SAMPLES, 'text-2021-cells-ended-by-bars.txt')
const bytes = (folder: string, hex: string): Buffer =>
  Buffer.concat([Buffer.from(`${folder}/`), Buffer.from(hex, 'hex')])
const newFolder = (): string => mkdtempSync(join(tmpdir(), 'nianbao-names-'))

/** 镇/年报.txt and 镇/图-1.png … in GBK. */
function gbkFolder(): string {
  const folder = newFolder()
  mkdirSync(bytes(folder, 'd5f2'))
  copyFileSync(TEXT, bytes(folder, 'd5f22fc4eab1a82e747874'))
  return folder
}

describe('names in GBK', () => {
  test('are found and shown by extract, and written readably', async () => {
    const folder = gbkFolder()
    const out = join(newFolder(), 'out')
    const ended = await nianbao(['extract', folder, '--json', '--out', out])
    expect(ended).toMatchObject({ status: 0, err: '' })
    expect(recordsOf(ended).map(({ source, status }) => [source.path, source.name, status])).toEqual([
      ['镇/年报.txt', '年报.txt', 'ok'],
    ])
    expect(readdirSync(join(out, '镇'))).toEqual(['年报.txt.json'])
  })

  test('are taken as arguments, as a shell gives them', () => {
    const folder = gbkFolder()
    const main = join(import.meta.dirname, '../dist/src/cli/main.js')
    const out = execFileSync('/bin/sh', ['-c', `"${process.execPath}" "${main}" extract --json "${folder}"/*/*`])
    expect(out.toString()).toContain('"path":"年报.txt"')
    expect(out.toString()).toContain('"status":"ok"')
  })

  test('are found by ingest, and known again, as is their original', async () => {
    const folder = gbkFolder()
    const data = join(newFolder(), 'data')
    const args = ['ingest', folder, '--data', data, '--keep-originals']
    expect(await nianbao(args)).toMatchObject({ status: 0 })
    expect([...(await storedIn(data)).values()].map(({ path, status }) => [path, status])).toEqual([
      ['镇/年报.txt', 'ok'],
    ])
    expect(readdirSync(join(data, 'originals'))).toHaveLength(1)
    const again = await nianbao(args)
    expect(again).toMatchObject({ status: 0 })
    expect(again.out).toContain('1 unchanged')
  })
})

describe('names that are too long with what is put behind them', () => {
  test.each([
    ['of files', ['年'.repeat(83) + '.txt', 'x'.repeat(251) + '.txt', 'x'.repeat(250) + 'y.txt']],
    ['of folders and files together', [`${'年'.repeat(85)}/${'报'.repeat(83)}.txt`]],
    ['of many folders, one in the other', [`${`${'f'.repeat(250)}/`.repeat(14)}a.txt`]],
  ])('%s are shortened, and that is told', async (_, paths) => {
    const folder = newFolder()
    for (const path of paths) {
      mkdirSync(join(folder, path, '..'), { recursive: true })
      copyFileSync(TEXT, join(folder, path))
    }
    const out = join(
      folder,
      '..',
      `${'o'.repeat(200)}${String(Date.now())}`,
      'p'.repeat(200),
      'q'.repeat(200),
      'r'.repeat(100),
    )
    const ended = await nianbao(['extract', folder, '--quiet', '--out', out])
    expect(ended.status).toBe(0)
    expect(ended.err.match(/too long a name/g)).toHaveLength(paths.length)
    expect(ended.err).not.toMatch(/\n\s+at /)
    const written = readdirSync(out, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'))
    expect(written).toHaveLength(paths.length)
  })
})

describe('links out of the folder', () => {
  const linked = (): string => {
    const outside = newFolder()
    copyFileSync(TEXT, join(outside, 'secret.txt'))
    const folder = newFolder()
    copyFileSync(join(SAMPLES, 'word-2021-mixed-forms.docx'), join(folder, 'own.docx'))
    symlinkSync(join(outside, 'secret.txt'), join(folder, 'link.txt'))
    return folder
  }

  test('are followed by extract only if asked; one that is named itself is', async () => {
    const folder = linked()
    const ended = await nianbao(['extract', folder, '--json'])
    expect(pathsOf(ended)).toEqual(['own.docx'])
    expect(ended.err).toContain('Not followed: 1 link ')
    expect(pathsOf(await nianbao(['extract', folder, '--json', '--follow-links']))).toEqual(['link.txt', 'own.docx'])
    expect(pathsOf(await nianbao(['extract', join(folder, 'link.txt'), '--json']))).toEqual(['link.txt'])
    expect(pathsOf(await nianbao(['extract', `${folder}/*`, '--json']))).toEqual(['own.docx'])
  })

  test('are not followed to folders or in circles; one that leads nowhere is a file that cannot be read', async () => {
    const folder = linked()
    symlinkSync(newFolder(), join(folder, 'elsewhere'))
    symlinkSync('..', join(folder, 'circle'))
    symlinkSync('/nowhere/at-all.txt', join(folder, 'nowhere.txt'))
    const ended = await nianbao(['extract', folder, '--json'])
    expect(recordsOf(ended).map(({ source, status }) => [source.path, status])).toEqual([
      ['nowhere.txt', 'failed'],
      ['own.docx', expect.stringMatching(/^(?:ok|flagged)$/)],
    ])
    expect(ended.err).toContain('Not followed: ')
    expect(ended.err).not.toMatch(/\n\s+at /)
  })

  test('are never copied by ingest, which reads them if asked', async () => {
    const folder = linked()
    const data = join(newFolder(), 'data')
    const first = await nianbao(['ingest', folder, '--data', data, '--keep-originals'])
    expect(first.out).toContain('Not followed: 1 link ')
    expect((await storedIn(data)).size).toBe(1)
    await nianbao(['ingest', folder, '--data', data, '--keep-originals', '--follow-links'])
    expect((await storedIn(data)).size).toBe(2)
    expect(readdirSync(join(data, 'originals'))).toHaveLength(1)
  })
})

describe('a sparse file of 5 GB', () => {
  test('is refused by extract and ingest without being read', async () => {
    const folder = newFolder()
    const huge = ['huge.docx', 'huge.html', 'huge.pdf']
    for (const [place, begin] of ['PK\u0003\u0004', '<html>', '%PDF-1.7'].entries()) {
      writeFileSync(join(folder, huge[place] ?? ''), begin)
      truncateSync(join(folder, huge[place] ?? ''), 5 * 1024 ** 3)
    }
    copyFileSync(TEXT, join(folder, 'small.txt'))
    const data = join(folder, 'data')
    const started = performance.now()
    const records = recordsOf(await nianbao(['extract', folder, '--json']))
    expect(records.map(({ source, problems }) => [source.path, problems.map(({ code }) => code)])).toEqual([
      ...huge.map((name) => [name, ['file-too-large']]),
      ['small.txt', expect.anything()],
    ])
    const ended = await nianbao(['ingest', folder, '--data', data])
    expect(performance.now() - started).toBeLessThan(40_000)
    expect(ended.status).toBe(2)
    for (const name of huge) expect(ended.out).toMatch(new RegExp(`${name}\\s+EFBIG`))
    expect((await storedIn(data)).size).toBe(1)
    expect(existsSync(join(data, 'originals'))).toBe(false)
  })
})
