import { describe, expect, test } from '@jest/globals'
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describeBlobs, sha256Of } from './testing/describe-blobs.js'
import { FolderBlobs } from './folder.js'

const newFolder = (): string => mkdtempSync(join(tmpdir(), 'nianbao-folder-'))

describeBlobs('a folder', () => {
  const folder = newFolder()
  const blobs = new FolderBlobs(folder)
  return Promise.resolve({
    blobs,
    damage: (sha256) => {
      const bytes = readFileSync(blobs.placeOf(sha256))
      writeFileSync(blobs.placeOf(sha256), bytes.fill(0, 0, 1))
      return Promise.resolve()
    },
    cutShort: (sha256) => {
      truncateSync(blobs.placeOf(sha256), 5)
      return Promise.resolve()
    },
    unreachable: () => new FolderBlobs(join(folder, 'not mounted')),
    close: () => {
      rmSync(folder, { recursive: true })
      return Promise.resolve()
    },
  })
})

describe('a folder of originals', () => {
  test('is laid out as a person would look for them', () => {
    expect(new FolderBlobs('/shared').placeOf(`ab${'c'.repeat(62)}`)).toBe(`/shared/ab/${'c'.repeat(62)}`)
  })

  test('is made only where that was asked for', async () => {
    const folder = join(newFolder(), 'originals')
    const file = join(newFolder(), 'x')
    writeFileSync(file, 'x')
    await expect(new FolderBlobs(folder).put(sha256Of('x'), file)).rejects.toMatchObject({ code: 'blobs-unreachable' })
    expect(existsSync(folder)).toBe(false)
    expect(await new FolderBlobs(folder, { create: true }).put(sha256Of('x'), file)).toBe(true)
  })

  test('loses what was left unfinished long ago, and only that', async () => {
    const folder = newFolder()
    const [old, fresh] = [join(folder, 'a.unfinished'), join(folder, 'b.unfinished')]
    for (const file of [old, fresh]) writeFileSync(file, 'half')
    utimesSync(old, 0, 0)
    await new FolderBlobs(folder).tidy(60_000)
    expect(readdirSync(folder)).toEqual(['b.unfinished'])
    await new FolderBlobs(join(folder, 'nowhere')).tidy(0)
  })
})
