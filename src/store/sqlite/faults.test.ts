import { existsSync } from 'node:fs'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { type StoreErrorCode } from '../errors.js'
import { openStore, STORE_FILE, type OpenOptions } from '../open.js'
import { storeErrorOf } from '../testing/errors.js'
import { Database, faultsIn, inFolder } from '../testing/folders.js'
import { all } from '../testing/lists.js'
import type { SqliteOptions } from './handle.js'
import { sampleAttempt, sampleBatch, sampleName, sampleRecord } from '../testing/samples.js'

const errorOf = async (promise: Promise<unknown>): Promise<StoreErrorCode> => (await storeErrorOf(promise)).code

const open = async (folder: string, options?: OpenOptions): Promise<void> => (await openStore(folder, options)).close()

describe('opening a store', () => {
  test('makes the folder, and finds everything there the next time', () =>
    inFolder(async (folder) => {
      const deep = join(folder, 'a', 'b')
      const { store, close } = await openStore(deep)
      await store.putNames(await store.beginBatch(sampleBatch), [sampleName('x.pdf', 'x')])
      await close()
      const again = await openStore(deep, { create: false })
      expect(await all(again.store.documents())).toHaveLength(1)
      await again.close()
    }))

  test('by two at once makes one store', () =>
    inFolder(async (folder) => {
      const opened = await Promise.all([openStore(folder), openStore(folder), openStore(folder)])
      await Promise.all(opened.map(({ store }) => store.beginBatch(sampleBatch)))
      expect(await opened[0].store.batches(10)).toHaveLength(3)
      for (const { close } of opened) await close()
    }))

  test('that shall not be made makes nothing', () =>
    inFolder(async (folder) => {
      const nowhere = join(folder, 'nowhere')
      expect(await errorOf(open(nowhere, { create: false }))).toBe('store-missing')
      expect(existsSync(nowhere)).toBe(false)
    }))

  test('without a SQLite library says how to have one', () =>
    inFolder(async (folder) => {
      const load = (): Promise<never> => Promise.reject(new Error('Cannot find package'))
      const standIn = (): null => null
      expect(await errorOf(open(folder, { load, standIn }))).toBe('store-unavailable')
      await expect(open(folder, { load, standIn })).rejects.toThrow(
        /Node\.js 22\.16 .*g\+\+ make python3.*npm rebuild better-sqlite3/,
      )
    }))

  test('of a file that is no database leaves the file alone', () =>
    inFolder(async (folder) => {
      const text = 'This is no database, though long enough to be one. '.repeat(100)
      await writeFile(join(folder, STORE_FILE), text)
      expect(await errorOf(open(folder))).toBe('not-a-store')
      expect(await readFile(join(folder, STORE_FILE), 'utf8')).toBe(text)
    }))

  test('of a database of something else leaves it alone', () =>
    inFolder(async (folder) => {
      const other = new Database(join(folder, STORE_FILE))
      other.exec('create table recipes (name text)')
      other.close()
      expect(await errorOf(open(folder))).toBe('not-a-store')
    }))

  test('of a newer version is refused', () =>
    inFolder(async (folder) => {
      await open(folder)
      const newer = new Database(join(folder, STORE_FILE))
      newer.exec(`insert into kysely_migration values ('9999-hyperspace', '2099-01-01')`)
      newer.close()
      expect(await errorOf(open(folder))).toBe('store-newer')
    }))

  test('where no folder can be says so', () =>
    inFolder(async (folder) => {
      await writeFile(join(folder, 'file'), '')
      expect(await errorOf(open(join(folder, 'file', 'data')))).toBe('folder-unwritable')
      await mkdir(join(folder, 'data', STORE_FILE), { recursive: true })
      expect(await errorOf(open(join(folder, 'data')))).toBe('folder-unwritable')
    }))
})

describe('a store that is used', () => {
  test('and whose folder goes away stops, rather than write into nothing', () =>
    inFolder(async (folder) => {
      const data = join(folder, 'data')
      const { store, close } = await openStore(data)
      const batch = await store.beginBatch(sampleBatch)
      await rm(data, { recursive: true })
      expect(await errorOf(store.putNames(batch, [sampleName('x.pdf', 'x')]))).toBe('folder-vanished')
      expect(await errorOf(store.saveAttempt(sampleAttempt(sampleRecord('x'))))).toBe('folder-vanished')
      await close()
    }))

  test('waits while another process writes, without holding up its own, and gives up in the end', () =>
    inFolder(async (folder) => {
      const { store, close } = await openStore(folder, { busyMs: 400 })
      const other = new Database(join(folder, STORE_FILE))
      other.exec('begin immediate')
      let ticks = 0
      const clock = setInterval(() => ticks++, 10)
      expect(await errorOf(store.beginBatch(sampleBatch))).toBe('store-locked')
      expect(await errorOf(store.saveAttempt(sampleAttempt(sampleRecord('x'))))).toBe('store-locked')
      expect(ticks).toBeGreaterThan(5)
      setTimeout(() => other.exec('rollback'), 50)
      expect(await store.saveAttempt(sampleAttempt(sampleRecord('x')))).toBe('saved')
      clearInterval(clock)
      other.close()
      await close()
    }))

  test('on a disk that becomes full stops with nothing half written, and goes on once there is room', () =>
    inFolder(async (folder) => {
      /** A disk with room for some dozen documents. */
      class Small extends Database {
        constructor(file: string, options?: SqliteOptions) {
          super(file, options)
          this.pragma('max_page_count = 200')
        }
      }
      const full = await openStore(folder, { load: () => Promise.resolve(Small) })
      let saved = 0
      const fill = async (): Promise<void> => {
        for (; saved < 1_000; saved++) await full.store.saveAttempt(sampleAttempt(sampleRecord(`document ${saved}`)))
      }
      expect(await errorOf(fill())).toBe('disk-full')
      expect(saved).toBeGreaterThan(3)
      expect(await all(full.store.effective())).toHaveLength(saved)
      expect(await errorOf(fill())).toBe('disk-full')
      await full.close()
      expect(faultsIn(folder)).toEqual([])
      const roomy = await openStore(folder)
      expect(await roomy.store.saveAttempt(sampleAttempt(sampleRecord(`document ${saved}`)))).toBe('saved')
      expect(await all(roomy.store.effective())).toHaveLength(saved + 1)
      await roomy.close()
      expect(faultsIn(folder)).toEqual([])
    }))
})
