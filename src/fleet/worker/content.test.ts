import { mkdir, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from '@jest/globals'
import { BlobError } from '../../blobs/errors.js'
import type { Taken } from '../../queue/bullmq/consumer.js'
import { fetchContent, workingFolder } from './content.js'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nianbao-content-'))
})

const taken = (files: readonly string[], digests: readonly string[]): Taken => ({
  key: { sha256: digests.join('+'), version: '1', options: '' },
  source: { name: 'page 1.jpg', path: 'in/page 1.jpg', files, digests },
  ...{ extraction: null, batch: null, generation: 1, attempt: 1, starts: 1, stalls: 0, waitedMs: 0 },
})

/** Gives each content the name that it is asked by. */
const blobs = { fetch: async (sha256: string, target: string): Promise<void> => writeFile(target, sha256) }

describe('what a worker fetches', () => {
  test('is the one file of a document, under a name of the worker’s own', async () => {
    const { content, remove } = await fetchContent(blobs, folder, taken(['/etc/passwd'], ['a']))
    const [name = ''] = await readdir(folder)
    expect(content).toEqual({ file: join(folder, name) })
    expect(await readFile(join(folder, name), 'utf8')).toBe('a')
    await remove()
    expect(await readdir(folder)).toEqual([])
  })

  test('is a group’s pictures in page order, each with its own name', async () => {
    const job = taken(['/in/page 1.jpg', '/in/../page 2.jpg'], ['a', 'b'])
    const { content, remove } = await fetchContent(blobs, folder, job)
    if (!Array.isArray(content)) throw new Error('a group was expected')
    expect(content).toMatchObject([{ name: 'page 1.jpg' }, { name: 'page 2.jpg' }])
    expect(await readdir(folder)).toHaveLength(2)
    await remove()
    expect(await readdir(folder)).toEqual([])
  })

  test('leaves nothing where a part of it cannot be had', async () => {
    const failing = {
      fetch: async (sha256: string, target: string): Promise<void> => {
        if (sha256 === 'b') throw new BlobError('blob-missing')
        await blobs.fetch(sha256, target)
      },
    }
    await expect(fetchContent(failing, folder, taken(['/1', '/2'], ['a', 'b']))).rejects.toThrow(BlobError)
    expect(await readdir(folder)).toEqual([])
  })
})

describe('a worker’s folder', () => {
  test('is its own; what killed workers left is cleared away, and nothing else', async () => {
    // No process has so high a number.
    await mkdir(join(folder, 'nianbao-worker-99999999-abc'))
    await writeFile(join(folder, 'nianbao-worker-99999999-abc', 'left'), '')
    await mkdir(join(folder, `nianbao-worker-${process.pid}-abc`))
    await mkdir(join(folder, 'reports'))
    const own = await workingFolder(folder)
    expect((await readdir(folder)).map((name) => join(folder, name)).sort()).toEqual(
      [own, join(folder, `nianbao-worker-${process.pid}-abc`), join(folder, 'reports')].sort(),
    )
  })
})
