import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { createHash, randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { collector } from '../../model/testing/collector.js'
import type { Blobs } from '../blobs.js'
import { BlobError, type BlobErrorCode } from '../errors.js'

/** A storage of originals, empty, and what a test does to it behind its back. */
export interface BlobsUnderTest {
  readonly blobs: Blobs
  /** Changes a byte of what is kept under a fingerprint. */
  readonly damage: (sha256: string) => Promise<void>
  /** Cuts the second half off the bytes that are kept under a fingerprint. */
  readonly cutShort: (sha256: string) => Promise<void>
  /** The same kind of storage where nothing answers. */
  readonly unreachable: () => Blobs
  readonly close: () => Promise<void>
}

const MEGABYTE = 1024 * 1024
/** Larger than anything that may be held in memory. */
const BIG_MEGABYTES = 96
const MAX_HELD_BYTES = 40 * MEGABYTE
const LOOK_EVERY_MS = 5

export const sha256Of = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex')

/**
 * States the guarantees of every storage of originals: folder and S3 both run this suite.
 * @param make gives a new, empty storage; the suite closes it
 */
export function describeBlobs(name: string, make: () => Promise<BlobsUnderTest>): void {
  describe(`${name} keeps originals`, () => {
    const folder = mkdtempSync(join(tmpdir(), 'nianbao-blobs-'))
    const file = join(folder, 'report.txt')
    const target = join(folder, 'fetched')
    let made: BlobsUnderTest | null = null
    const current = (): BlobsUnderTest => {
      if (!made) throw new Error('the storage is there in tests only')
      return made
    }
    /** Puts a text in, and gives its fingerprint. */
    const keep = async (text: string): Promise<string> => {
      writeFileSync(file, text)
      await current().blobs.put(sha256Of(text), file)
      return sha256Of(text)
    }
    beforeEach(async () => {
      made = await make()
      rmSync(target, { force: true })
    })
    afterEach(async () => {
      await made?.blobs.close()
      await made?.close()
    })
    afterAll(() => {
      rmSync(folder, { recursive: true })
    })

    test('what is taken away is there no more; taking it away twice changes nothing', async () => {
      const [kept, gone] = [await keep('kept'), await keep('gone')]
      const { blobs, unreachable } = current()
      expect(await blobs.delete(gone)).toBe(true)
      expect(await blobs.delete(gone)).toBe(false)
      expect([await blobs.has(gone), await blobs.has(kept)]).toEqual([false, true])
      expect(await listed(blobs)).toEqual([kept])
      await refused(unreachable().delete(kept), 'blobs-unreachable')
      // It can come back.
      await keep('gone')
      expect(await blobs.has(gone)).toBe(true)
    })

    test('what was put in comes out, as a file and as a stream', async () => {
      const { blobs } = current()
      const sha256 = await keep('年报')
      await blobs.fetch(sha256, target)
      expect(readFileSync(target, 'utf8')).toBe('年报')
      expect((await read(blobs, sha256)).toString('utf8')).toBe('年报')
      expect(await blobs.size(sha256)).toBe(Buffer.byteLength('年报'))
      expect(await blobs.has(sha256)).toBe(true)
      await blobs.check()
    })

    test('an empty file is a content as others are', async () => {
      const sha256 = await keep('')
      expect(await current().blobs.size(sha256)).toBe(0)
      expect(await read(current().blobs, sha256)).toHaveLength(0)
    })

    test('the same content is kept once, from whatever file it comes', async () => {
      const { blobs } = current()
      const other = join(folder, 'same content.txt')
      writeFileSync(other, 'x')
      writeFileSync(file, 'x')
      expect(await blobs.put(sha256Of('x'), file)).toBe(true)
      expect(await blobs.put(sha256Of('x'), other)).toBe(false)
      expect(await blobs.put(sha256Of('x'), join(folder, 'gone meanwhile'))).toBe(false)
    })

    test('two that put the same at once both succeed', async () => {
      const { blobs } = current()
      const text = 'x'.repeat(3 * MEGABYTE)
      writeFileSync(file, text)
      await Promise.all([1, 2, 3, 4].map(() => blobs.put(sha256Of(text), file)))
      expect(sha256Of(await read(blobs, sha256Of(text)))).toBe(sha256Of(text))
    })

    test('all that is kept is listed', async () => {
      const { blobs } = current()
      expect(await listed(blobs)).toEqual([])
      const kept = [await keep('x'), await keep('y'), await keep('z')]
      expect((await listed(blobs)).sort()).toEqual(kept.sort())
    })

    test('what was never put in is missing', async () => {
      const { blobs } = current()
      const sha256 = sha256Of('never put in')
      expect(await blobs.has(sha256)).toBe(false)
      expect(await blobs.size(sha256)).toBeNull()
      await refused(blobs.fetch(sha256, target), 'blob-missing')
      await refused(blobs.open(sha256), 'blob-missing')
      expect(existsSync(target)).toBe(false)
    })

    test('what was damaged is refused, and never comes out as a file', async () => {
      const { blobs, damage } = current()
      const sha256 = await keep('damaged on its disk')
      await damage(sha256)
      await refused(blobs.fetch(sha256, target), 'blob-damaged')
      await refused(read(blobs, sha256), 'blob-damaged')
      expect(readdirSync(folder).filter((each) => each.startsWith('fetched'))).toEqual([])
    })

    test('what is not whole is put in again', async () => {
      const { blobs, cutShort } = current()
      const sha256 = await keep('cut short by a power cut')
      await cutShort(sha256)
      await refused(blobs.fetch(sha256, target), 'blob-damaged')
      expect(await blobs.put(sha256, file)).toBe(true)
      expect((await read(blobs, sha256)).toString()).toBe('cut short by a power cut')
    })

    test('a file that changed is not kept under the wrong name', async () => {
      const { blobs } = current()
      writeFileSync(file, 'changed meanwhile')
      await refused(blobs.put(sha256Of('as it was'), file), 'blob-changed')
      await refused(blobs.put(sha256Of('as it was'), join(folder, 'gone')), 'blob-changed')
      expect(await blobs.has(sha256Of('as it was'))).toBe(false)
    })

    test('names that are no fingerprints lead nowhere', async () => {
      const { blobs } = current()
      for (const key of ['', '..', '../../etc/passwd', 'a'.repeat(63), 'A'.repeat(64), `${'a'.repeat(64)}/x`]) {
        await refused(blobs.put(key, file), 'blob-key-invalid')
        await refused(blobs.has(key), 'blob-key-invalid')
        await refused(blobs.fetch(key, target), 'blob-key-invalid')
        await refused(blobs.open(key), 'blob-key-invalid')
      }
    })

    test('a storage that cannot be reached says so', async () => {
      const blobs = current().unreachable()
      writeFileSync(file, 'x')
      try {
        await refused(blobs.check(), 'blobs-unreachable')
        await refused(blobs.put(sha256Of('x'), file), 'blobs-unreachable')
        await refused(blobs.fetch(sha256Of('x'), target), 'blobs-unreachable')
      } finally {
        await blobs.close()
      }
    })

    describe('a big file', () => {
      const big = join(folder, 'big')
      let sha256 = ''
      beforeAll(async () => {
        sha256 = await writeBig(big)
      })

      test('goes in and out piece by piece', async () => {
        const { blobs } = current()
        const memory = watchMemory()
        try {
          expect(await blobs.put(sha256, big)).toBe(true)
          expect(await blobs.size(sha256)).toBe(statSync(big).size)
          await blobs.fetch(sha256, target)
          expect(memory.most()).toBeLessThan(MAX_HELD_BYTES)
        } finally {
          memory.end()
        }
        expect(statSync(target).size).toBe(statSync(big).size)
      })

      test('that changed is not kept under the wrong name', async () => {
        const { blobs } = current()
        await refused(blobs.put(sha256Of('as it was'), big), 'blob-changed')
        expect(await blobs.has(sha256Of('as it was'))).toBe(false)
      })
    })
  })
}

async function refused(action: Promise<unknown>, code: BlobErrorCode): Promise<void> {
  const error: unknown = await action.then(
    () => null,
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(BlobError)
  expect(error instanceof BlobError ? error.code : error).toBe(code)
}

async function listed(blobs: Blobs): Promise<string[]> {
  const names: string[] = []
  for await (const name of blobs.list()) names.push(name)
  return names
}

async function read(blobs: Blobs, sha256: string): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of await blobs.open(sha256)) if (chunk instanceof Buffer) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** Writes a file of BIG_MEGABYTES, and gives its fingerprint. */
async function writeBig(path: string): Promise<string> {
  await using file = await open(path, 'w')
  const hash = createHash('sha256')
  const piece = randomBytes(MEGABYTE)
  for (let count = 0; count < BIG_MEGABYTES; count++) {
    piece.writeUInt32BE(count)
    hash.update(piece)
    await file.writeFile(piece)
  }
  return hash.digest('hex')
}

/** Looks how many bytes of buffers more than at its begin are held, until it is ended. */
function watchMemory(): { readonly most: () => number; readonly end: () => void } {
  const collect = collector()
  const atFirst = process.memoryUsage().arrayBuffers
  let most = 0
  const look = (): void => {
    if (most >= MAX_HELD_BYTES) return
    // Garbage that waits for its collection is not held. Collecting takes long in a process that has run many tests: only where it decides.
    if (process.memoryUsage().arrayBuffers - atFirst >= MAX_HELD_BYTES) collect()
    most = Math.max(most, process.memoryUsage().arrayBuffers - atFirst)
  }
  const timer = setInterval(look, LOOK_EVERY_MS)
  return {
    most: () => {
      look()
      return most
    },
    end: () => {
      clearInterval(timer)
    },
  }
}
