import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { mkdtemp, readdir, rm, utimes } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PictureCache } from './cache.js'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nianbao-pictures-'))
})
afterEach(async () => rm(folder, { recursive: true, force: true }))

const picture = (byte: number): Uint8Array => new Uint8Array(100).fill(byte)

test('what was put is got again, also by another process', async () => {
  const cache = new PictureCache(join(folder, 'deep', 'er'), 1_000)
  expect(await cache.get('a1')).toBeNull()
  await cache.put('a1', picture(1))
  expect(await cache.get('a1')).toEqual(Buffer.from(picture(1)))
  expect(await new PictureCache(cache.folder, 1_000).get('a1')).toEqual(Buffer.from(picture(1)))
})

test('those not used for longest go where there is no room', async () => {
  const cache = new PictureCache(folder, 1_000)
  for (let each = 0; each < 10; each += 1) {
    await cache.put(`b${each}`, picture(each))
    const at = new Date(1_000_000 + 1_000 * each)
    await utimes(join(folder, `b${each}.webp`), at, at)
  }
  // The oldest is looked at, and so stays.
  await cache.get('b0')
  await cache.put('c1', picture(99))
  const left = (await readdir(folder)).sort()
  expect(left).toHaveLength(8)
  expect(left).toEqual(expect.arrayContaining(['b0.webp', 'c1.webp']))
  expect(left).not.toContain('b1.webp')
})

test('one that is kept is counted after a restart', async () => {
  for (let each = 0; each < 10; each += 1) await new PictureCache(folder, 2_000).put(`d${each}`, picture(each))
  await new PictureCache(folder, 1_000).put('e1', picture(1))
  expect(await readdir(folder)).toHaveLength(8)
})
