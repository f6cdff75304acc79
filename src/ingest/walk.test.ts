import { describe, expect, test } from '@jest/globals'
import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { fingerprint } from './fingerprint.js'
import { rootsOf } from './roots.js'
import { walk, type WalkOptions } from './walk.js'

function folderOf(...paths: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'nianbao-walk-'))
  for (const path of paths) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), path.endsWith('.png') ? 'GIF89a' : path)
  }
  return folder
}

async function pathsOf(folder: string, options: Partial<WalkOptions> = {}): Promise<readonly string[]> {
  const paths: string[] = []
  for await (const { path, parts } of walk(folder, { group: true, ...options }))
    paths.push(parts ? `${path} and ${parts.length - 1} more` : path)
  return paths
}

describe('a walk', () => {
  test('gives files and folders in natural order, what stands together together', async () => {
    const folder = folderOf('x-10.txt', 'x-2.txt', 'x-3/b.txt', 'x-3/a.txt', 'x-3/c/d.txt', 'X.txt')
    expect(await pathsOf(folder)).toEqual(['x-2.txt', 'x-3/a.txt', 'x-3/b.txt', 'x-3/c/d.txt', 'x-10.txt', 'X.txt'])
  })

  test('puts pictures of pages together where the first of their names stands', async () => {
    const folder = folderOf('a.txt', 'b-2.png', 'b-1.png', 'b-10/c.txt', 'b-3.png', 'z.txt')
    expect(await pathsOf(folder)).toEqual(['a.txt', 'b-1.png and 2 more', 'b-10/c.txt', 'z.txt'])
    expect(await pathsOf(folder, { group: false })).toHaveLength(6)
  })

  test('leaves out what is hidden, locked or no report by its extension, and tells the last', async () => {
    const folder = folderOf('.a.txt', '.b/c.txt', '~$d.docx', 'Thumbs.db', 'e.json', 'f/g.MP3', 'h')
    const leftOut: string[] = []
    expect(await pathsOf(folder, { onLeftOut: (_, extension) => leftOut.push(extension) })).toEqual(['h'])
    expect(leftOut.sort()).toEqual(['.json', '.mp3'])
  })

  test('follows links to files and none to folders; one that leads nowhere is a file', async () => {
    const folder = folderOf('a.txt', 'b/c.txt')
    symlinkSync(folder, join(folder, 'b/circle'))
    symlinkSync(join(folder, 'a.txt'), join(folder, 'b/link.txt'))
    symlinkSync(join(folder, 'nowhere'), join(folder, 'b/nowhere.txt'))
    expect(await pathsOf(folder)).toEqual(['a.txt', 'b/c.txt', 'b/link.txt', 'b/nowhere.txt'])
  })

  test('follows links that lead out of the folder only if asked, also over other links and through folders', async () => {
    const outside = folderOf('secret.txt', 'far/x.txt')
    const folder = folderOf('a.txt', 'b/c.txt')
    symlinkSync(join(outside, 'secret.txt'), join(folder, 'plain.txt'))
    symlinkSync(join(folder, 'plain.txt'), join(folder, 'b/over.txt'))
    symlinkSync(join('..', basename(outside), 'far/x.txt'), join(folder, 'relative.txt'))
    symlinkSync('../a.txt', join(folder, 'b/within.txt'))
    // A folder whose name begins as this one's is another folder.
    mkdirSync(`${folder}-2`)
    writeFileSync(join(`${folder}-2`, 'y.txt'), 'y')
    symlinkSync(join(`${folder}-2`, 'y.txt'), join(folder, 'sibling.txt'))
    const links: string[] = []
    expect(await pathsOf(folder, { onLink: (file) => links.push(basename(file)) })).toEqual([
      'a.txt',
      'b/c.txt',
      'b/within.txt',
    ])
    expect(links.sort()).toEqual(['over.txt', 'plain.txt', 'relative.txt', 'sibling.txt'])
    const outsiders: string[] = []
    for await (const { path, isOutside } of walk(folder, { group: true, followLinks: true }))
      if (isOutside) outsiders.push(path)
    expect(outsiders).toEqual(['b/over.txt', 'plain.txt', 'relative.txt', 'sibling.txt'])
  })

  test('finds folders and files whose names are GBK, and shows them readably', async () => {
    const folder = folderOf('a.txt')
    const gbk = (hex: string): Buffer => Buffer.concat([Buffer.from(`${folder}/`), Buffer.from(hex, 'hex')])
    mkdirSync(gbk('c4eab1a8'))
    writeFileSync(gbk('c4eab1a82fcff1cdbc2e747874'), 'x')
    writeFileSync(gbk('ff2e747874'), 'y')
    expect(await pathsOf(folder)).toEqual(['a.txt', '年报/像图.txt', '%FF.txt'])
    for await (const { file, path } of walk(folder, { group: true }))
      if (path === '年报/像图.txt') expect((await fingerprint([file])).bytes).toBe(1)
  })

  test('skips folders, ends at a depth, and tells what it cannot look into', async () => {
    const folder = folderOf('a.txt', 'data/b.txt', 'c/d.txt', 'c/e/f.txt')
    expect(await pathsOf(folder, { skip: new Set([join(folder, 'data')]), depth: 1 })).toEqual(['a.txt', 'c/d.txt'])
    const unreadable: string[] = []
    const gone = join(folder, 'gone')
    expect(
      await pathsOf(gone, { onUnreadable: (where, path, { code }) => unreadable.push(where, path, code ?? '') }),
    ).toEqual([])
    expect(unreadable).toEqual([gone, '', 'ENOENT'])
  })
})

describe('arguments', () => {
  async function found(...args: readonly string[]): Promise<readonly string[]> {
    const { roots } = await rootsOf(args)
    const paths: string[] = []
    for (const [place, root] of roots.entries())
      for await (const { file, path } of root.documents({ group: true }))
        if (!roots.slice(0, place).some((earlier) => earlier.has(file))) paths.push(path)
    return paths
  }

  test('are folders, globs and files; each file is the first one’s that has it', async () => {
    const folder = folderOf('a/1.txt', 'a/b/2.txt', 'a/b/3.html', 'c.txt')
    expect(await found(join(folder, 'a/b'), join(folder, 'a'))).toEqual(['2.txt', '3.html', '1.txt'])
    expect(await found(join(folder, '**/*.txt'), join(folder, 'a'))).toEqual([
      'a/1.txt',
      'a/b/2.txt',
      'c.txt',
      'b/3.html',
    ])
    expect(await found(join(folder, 'a/*.txt'))).toEqual(['1.txt'])
    expect(await found(join(folder, '{a/b,c}/*.html'))).toEqual(['a/b/3.html'])
    expect(await found(join(folder, 'c.txt'), join(folder, 'a/1.txt'), join(folder, 'c.txt'))).toEqual([
      'c.txt',
      '1.txt',
    ])
  })

  test('of which nothing is there are told', async () => {
    const folder = folderOf('a.txt')
    const { roots, missing } = await rootsOf([join(folder, 'b.txt'), join(folder, 'nowhere/*.txt'), folder, ''])
    expect(roots.map(({ whole }) => whole)).toEqual([true])
    expect(missing).toEqual([join(folder, 'b.txt'), join(folder, 'nowhere/*.txt'), ''])
  })

  test('a name with brackets is a name where such a file exists', async () => {
    const folder = folderOf('年报[1].txt', '年报1.txt')
    expect(await found(join(folder, '年报[1].txt'))).toEqual(['年报[1].txt'])
  })

  test('a link to a folder that is named is what it leads to', async () => {
    const folder = folderOf('a/1.txt')
    symlinkSync(join(folder, 'a'), join(folder, 'link'))
    const { roots } = await rootsOf([join(folder, 'link')])
    expect(roots[0]?.folder.endsWith('/a')).toBe(true)
  })
})
