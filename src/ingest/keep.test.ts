import { beforeEach, describe, expect, test } from '@jest/globals'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { FolderBlobs } from '../blobs/folder.js'
import { copyTo, leave, originalsIn, uploadTo } from './keep.js'
import { lookAt, type Sight } from './sight.js'

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

let data = ''
let file = ''
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'nianbao-originals-'))
  file = join(data, 'report.txt')
  writeFileSync(file, '年报')
})

const sightOf = async (...parts: readonly string[]): Promise<Sight> => {
  const found = { file: parts[0] ?? '', path: 'x', ...(parts.length > 1 && { parts }) }
  const [sight] = await lookAt([found], null, new AbortController().signal)
  if (!sight) throw new Error('one look gives one sight')
  return sight
}
const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry) => (entry.isFile() ? [entry.name] : []))

describe('copies in the data folder', () => {
  test('stand under their fingerprint, and the document is read where it was', async () => {
    const originals = originalsIn(data)
    const sight = await sightOf(file)
    const digest = sha256('年报')
    const parts = [{ name: 'report.txt', file, sha256: digest }]
    expect(await copyTo(originals)(sight)).toEqual({ sight, parts })
    expect(originals.placeOf(digest)).toBe(join(data, 'originals', digest.slice(0, 2), digest.slice(2)))
    expect(readFileSync(originals.placeOf(digest), 'utf8')).toBe('年报')
  })

  test('are not made of what changed or went away meanwhile: reading it says so', async () => {
    const keep = copyTo(originalsIn(data))
    const sight = await sightOf(file)
    writeFileSync(file, 'other')
    const parts = [{ name: 'report.txt', file }]
    expect(await keep(sight)).toEqual({ sight, parts })
    rmSync(file)
    expect(await keep(sight)).toEqual({ sight, parts })
    expect(filesIn(join(data, 'originals'))).toEqual([])
  })

  test('that cannot be made stop the run', async () => {
    writeFileSync(join(data, 'originals'), 'a file is in the way')
    await expect(copyTo(originalsIn(data))(await sightOf(file))).rejects.toMatchObject({ code: 'folder-unwritable' })
  })
})

describe('originals for workers elsewhere', () => {
  const storage = (): FolderBlobs => {
    mkdirSync(join(data, 'storage'), { recursive: true })
    return new FolderBlobs(join(data, 'storage'))
  }

  test('are put into the storage, and named by their digests', async () => {
    const second = join(data, 'second.txt')
    writeFileSync(second, '二')
    const blobs = storage()
    const { parts } = await uploadTo(blobs)(await sightOf(file, second))
    expect(parts).toEqual([
      { name: 'report.txt', file, sha256: sha256('年报') },
      { name: 'second.txt', file: second, sha256: sha256('二') },
    ])
    for (const part of parts) expect(await blobs.has(part.sha256 ?? '')).toBe(true)
  })

  test('of a file that changed meanwhile are what it is now', async () => {
    const sight = await sightOf(file)
    writeFileSync(file, 'other')
    const kept = await uploadTo(storage())(sight)
    expect(kept).toMatchObject({
      sight: { kind: 'read', print: { sha256: sha256('other') } },
      parts: [{ name: 'report.txt', sha256: sha256('other') }],
    })
  })

  test('of a file that went away are none', async () => {
    const sight = await sightOf(file)
    rmSync(file)
    expect(await uploadTo(storage())(sight)).toMatchObject({
      sight: { kind: 'unreadable', reason: 'ENOENT' },
      parts: [],
    })
  })

  test('stop the run where the storage fails', async () => {
    const away = new FolderBlobs(join(data, 'not mounted'))
    await expect(uploadTo(away)(await sightOf(file))).rejects.toMatchObject({ code: 'blobs-unreachable' })
  })
})

test('originals may be left where they are', async () => {
  const sight = await sightOf(file)
  expect(await leave(sight)).toEqual({ sight, parts: [{ name: 'report.txt', file }] })
})
