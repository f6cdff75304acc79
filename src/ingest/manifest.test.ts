import { describe, expect, test } from '@jest/globals'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Manifest } from './manifest.js'

const folder = mkdtempSync(join(tmpdir(), 'nianbao-manifest-'))

async function manifest(content: string | Uint8Array): Promise<Manifest> {
  const file = join(folder, 'files.csv')
  writeFileSync(file, content)
  return Manifest.read(file)
}

const found = (path: string, file = join('/elsewhere', path)): { file: string; path: string } => ({ file, path })

describe('a manifest', () => {
  test('finds its lines by the path below its own folder, as found, or absolute', async () => {
    const read = await manifest('path,organ,year\n2021/a.pdf,甲局,2021\nb.pdf,乙局,2020\n/data/c.pdf,丙局,2019\n')
    expect(read.givenFor(found('x.pdf', join(folder, '2021/a.pdf')))).toEqual({ organ: '甲局', year: '2021' })
    expect(read.givenFor(found('b.pdf'))).toEqual({ organ: '乙局', year: '2020' })
    expect(read.givenFor(found('c.pdf', '/data/c.pdf'))).toEqual({ organ: '丙局', year: '2019' })
    expect(read.givenFor(found('d.pdf'))).toBeNull()
    expect(read.unmatched()).toEqual({ count: 0, paths: [], ambiguous: [] })
  })

  test('keeps columns that it does not know, and leaves out what is blank', async () => {
    const read = await manifest('\uFEFFpath;url;note\r\n"a;b.pdf";https://example.cn/?a=1;"two\nlines"\r\nc.pdf;;\r\n')
    expect(read.givenFor(found('a;b.pdf'))).toEqual({ url: 'https://example.cn/?a=1', note: 'two\nlines' })
    expect(read.givenFor(found('c.pdf'))).toEqual({})
  })

  test('is read as Chinese Excel saves it: GBK', async () => {
    const gbk = Buffer.from('706174682c6f7267616e0ab1a8b8e62e7064662cb9abb0b2bed60a', 'hex')
    expect((await manifest(gbk)).givenFor(found('报告.pdf'))).toEqual({ organ: '公安局' })
  })

  test('knows Windows slashes and accents taken apart', async () => {
    const read = await manifest('Path\ttitle\n.\\2021\\caf\u00e9.pdf\tx\n')
    expect(read.givenFor(found('2021/cafe\u0301.pdf'))).toEqual({ title: 'x' })
  })

  test('speaks of a group by any of its pictures', async () => {
    const read = await manifest('path,organ\n甲/第2页.png,甲局\n')
    const parts = ['/data/甲/第1页.png', '/data/甲/第2页.png']
    expect(read.givenFor({ ...found('甲/第1页.png', parts[0]), parts })).toEqual({ organ: '甲局' })
  })

  test('tells the lines that no file was found for, and those that several were', async () => {
    const read = await manifest('path,organ\na.pdf,甲局\nmissing.pdf,乙局\n')
    read.givenFor(found('a.pdf', '/one/a.pdf'))
    read.givenFor(found('a.pdf', '/two/a.pdf'))
    expect(read.unmatched()).toEqual({ count: 1, paths: ['missing.pdf'], ambiguous: ['a.pdf'] })
  })

  test('may call the column `file`, as exports do; `path` comes first where both are there', async () => {
    expect((await manifest('file,organ\na.pdf,甲局\n')).givenFor(found('a.pdf'))).toEqual({ organ: '甲局' })
    const both = await manifest('file,path,organ\n/data/x.pdf,a.pdf,甲局\n')
    expect(both.givenFor(found('a.pdf'))).toEqual({ file: '/data/x.pdf', organ: '甲局' })
  })

  test('without such a column, or not there, stops the run', async () => {
    await expect(manifest('name,organ\na.pdf,甲局\n')).rejects.toMatchObject({ reason: 'path' })
    await expect(Manifest.read(join(folder, 'nowhere.csv'))).rejects.toMatchObject({ reason: 'ENOENT' })
  })
})
