import { mkdir, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from '@jest/globals'
import { BlobError } from '../blobs/errors.js'
import type { JobSource } from '../queue/queue.js'
import type { Name } from '../store/store.js'
import { fingerprint as sha256Of } from '../store/testing/samples.js'
import { originalsIn } from './keep.js'
import { FleetOriginals, FolderOriginals, type Copy } from './originals.js'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nianbao-originals-'))
})

const name = (file: string, more: Partial<Name> = {}): Name => ({
  ...{ file, path: `in/${file.split('/').pop() ?? ''}`, root: folder, format: 'text', parts: [], given: null },
  ...{ sha256: '', bytes: 0, mtimeMs: 0, state: 'current', firstBatch: 1, lastBatch: 1 },
  ...more,
})

/** A store that knows no record, and these names. */
const storeOf = (...names: readonly Name[]) => ({
  attempts: () => Promise.resolve([]),
  attemptRecord: () => Promise.resolve(null),
  names: () => Promise.resolve(names),
})

const source = (...parts: JobSource['parts']): JobSource => ({ name: 'page 1.jpg', path: 'in/page 1.jpg', parts })

describe('what is fetched for a fleet’s worker', () => {
  /** Gives each content the name that it is asked by. */
  const blobs = {
    has: (): Promise<boolean> => Promise.resolve(true),
    fetch: async (sha256: string, target: string): Promise<void> => writeFile(target, sha256),
  }

  test('is the one file of a document, under a name of the worker’s own, and goes away', async () => {
    const originals = new FleetOriginals(storeOf(), blobs, folder)
    const seen: Copy[] = []
    for await (const copy of originals.copies('a', source({ name: 'page 1.jpg', file: '/etc/passwd' }))) {
      seen.push(copy)
      const [own = ''] = await readdir(folder)
      expect(copy).toMatchObject({ name: 'page 1.jpg', parts: [{ name: 'page 1.jpg', file: join(folder, own) }] })
      expect(await readFile(join(folder, own), 'utf8')).toBe('a')
      expect(await copy.explain()).toBeNull()
    }
    expect(seen).toHaveLength(1)
    expect(await readdir(folder)).toEqual([])
  })

  test('is fetched into a folder that somebody cleared away', async () => {
    const originals = new FleetOriginals(storeOf(), blobs, join(folder, 'worker'))
    for await (const { parts } of originals.copies('a', source({ name: 'a.pdf', file: '/a.pdf' })))
      expect(parts[0]?.file).toContain(join(folder, 'worker'))
  })

  test.each([
    ['is a file', () => join(folder, 'file'), null],
    ['may not be made', () => '/dev/null/worker', null],
    ['is full', () => folder, Object.assign(new Error('full'), { code: 'ENOSPC', errno: -28 })],
  ])('names the folder for temporary files that %s', async (_, place, fault) => {
    await writeFile(join(folder, 'file'), '')
    const failing = { ...blobs, ...(fault && { fetch: async () => Promise.reject(fault) }) }
    const copies = new FleetOriginals(storeOf(), failing, place()).copies(
      'a',
      source({ name: 'a.pdf', file: '/a.pdf' }),
    )
    await expect(copies.next()).rejects.toMatchObject({ name: 'BlobError', code: 'temp-unusable' })
  })

  test('is a group’s pictures in page order, each with its own name, and goes away when the first will do', async () => {
    const originals = new FleetOriginals(storeOf(), blobs, folder)
    const job = source(
      { name: 'page 1.jpg', file: '/in/page 1.jpg', sha256: 'a' },
      { name: 'page 2.jpg', file: '/in/../page 2.jpg', sha256: 'b' },
    )
    for await (const { parts } of originals.copies('a+b', job)) {
      expect(parts).toMatchObject([{ name: 'page 1.jpg' }, { name: 'page 2.jpg' }])
      expect(await Promise.all(parts.map(async ({ file }) => readFile(file, 'utf8')))).toEqual(['a', 'b'])
      break
    }
    expect(await readdir(folder)).toEqual([])
  })

  test('leaves nothing where a part of it cannot be had', async () => {
    const fetch = async (sha256: string, target: string): Promise<void> => {
      if (sha256 === 'b') throw new BlobError('blob-missing')
      await blobs.fetch(sha256, target)
    }
    const copies = new FleetOriginals(storeOf(), { ...blobs, fetch }, folder).copies(
      'a+b',
      source({ name: '1', sha256: 'a' }, { name: '2', sha256: 'b' }),
    )
    await expect(copies.next()).rejects.toThrow(BlobError)
    expect(await readdir(folder)).toEqual([])
  })

  test('is located where the storage has all of it', async () => {
    const row = { sha256: 'a', path: 'in/a.txt' }
    const parts = [{ name: 'a.txt', sha256: 'a' }]
    expect(await new FleetOriginals(storeOf(), blobs, folder).locate(row)).toEqual({
      ...row,
      sha256: undefined,
      name: 'a.txt',
      parts,
    })
    const none = { ...blobs, has: () => Promise.resolve(false) }
    expect(await new FleetOriginals(storeOf(), none, folder).locate(row)).toBeNull()
  })
})

describe('the files of a data folder', () => {
  const text = '年报'
  const sha256 = sha256Of(text)
  const filesOf = async (originals: FolderOriginals, job: JobSource): Promise<readonly (string | undefined)[]> => {
    const files: (string | undefined)[] = []
    for await (const { parts } of originals.copies(sha256, job)) files.push(parts[0]?.file)
    return files
  }

  test('are the job’s own, those under its other names that are still there, then the copy that was kept', async () => {
    const kept = originalsIn(folder)
    const [own, other, gone] = ['a.txt', 'b.txt', 'c.txt'].map((each) => join(folder, each))
    if (own === undefined || other === undefined || gone === undefined) throw new Error('three files')
    await writeFile(own, text)
    const names = [name(own), name(gone, { state: 'vanished' }), name(other), name('upload:abc/x.txt')]
    const originals = new FolderOriginals(storeOf(...names), kept)
    const job = source({ name: 'a.txt', file: own })
    expect(await filesOf(originals, job)).toEqual([own, other])
    await kept.put(sha256, own)
    expect(await filesOf(originals, job)).toEqual([own, other, kept.placeOf(sha256)])
    expect(await originals.locate({ sha256, path: 'in/a.txt' })).toMatchObject({
      parts: [{ name: 'a.txt', file: own }],
    })
    expect(await new FolderOriginals(storeOf(), kept).locate({ sha256, path: 'x/a.txt' })).toEqual({
      ...{ name: 'a.txt', path: 'x/a.txt', parts: [{ name: 'a.txt', sha256 }] },
    })
  })

  test('a copy that was kept is no file of its own, whoever wrote the job', async () => {
    const kept = originalsIn(folder)
    const told: unknown[] = []
    const watch = {
      maxBytes: 100,
      needsFolder: () => true,
      onChanged: (each: unknown) => {
        told.push(each)
        return Promise.resolve()
      },
    }
    const originals = new FolderOriginals(storeOf(), kept, watch)
    const place = kept.placeOf(sha256)
    await mkdir(join(place, '..'), { recursive: true })
    await writeFile(place, 'damaged')
    for await (const copy of originals.copies(sha256, source({ name: 'a.txt', file: place, sha256 }))) {
      expect(copy.parts).toEqual([{ name: 'a.txt', file: place }])
      expect(await copy.explain()).toBeNull()
    }
    expect(told).toEqual([])
  })

  test('that hold something else are told of; those that cannot be judged say why', async () => {
    const told: unknown[] = []
    const watch = {
      ...{ maxBytes: 100, needsFolder: () => true },
      onChanged: ({ print, known }: { readonly print: { readonly sha256: string }; readonly known: Name | null }) => {
        told.push([print.sha256, known?.file])
        return Promise.resolve()
      },
    }
    const file = join(folder, 'a.txt')
    const originals = new FolderOriginals(storeOf(name(file)), originalsIn(folder), watch)
    const explained = async (): Promise<string | null> => {
      for await (const copy of originals.copies(sha256, source({ name: 'a.txt', file }))) return copy.explain()
      throw new Error('a copy was expected')
    }
    expect(await explained()).toBeNull()
    await writeFile(file, 'other')
    expect(await explained()).toBeNull()
    expect(told).toEqual([[sha256Of('other'), file]])
    await writeFile(file, text)
    expect(await explained()).toBe('EAGAIN')
    await writeFile(file, 'x'.repeat(101))
    expect(await explained()).toBe('EFBIG')
    const away = join(folder, 'away')
    const unmounted = new FolderOriginals(
      storeOf(name(join(away, 'a.txt'), { root: away })),
      originalsIn(folder),
      watch,
    )
    for await (const copy of unmounted.copies(sha256, source({ name: 'a.txt', file: join(away, 'a.txt') })))
      await expect(copy.explain()).rejects.toMatchObject({ code: 'folder-vanished' })
  })
})
