import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { describe, expect, test } from '@jest/globals'
import type { DocumentRecord } from '../../model/record.js'
import { openStore } from '../open.js'
import { faultsIn, inFolder } from '../testing/folders.js'
import { all } from '../testing/lists.js'
import { sampleAttempt, sampleRecord } from '../testing/samples.js'

/** Processes that end at the worst moment, running the build in dist/. */

const BUILT = new URL('../../../dist/src/store/open.js', import.meta.url).href
const SQLITE = import.meta.resolve('better-sqlite3')

/** Runs a script in a process of its own, `folder` and `record` in its hand; resolves with how it ended. */
async function run(script: string, folder: string, record: DocumentRecord | null, killAfterMs?: number) {
  const text = `
    import { openStore } from ${JSON.stringify(BUILT)}
    import Database from ${JSON.stringify(SQLITE)}
    const folder = ${JSON.stringify(folder)}, record = ${JSON.stringify(record)}
    const attempt = (sha256) => ({
      key: { sha256, version: '1', options: 'x' }, generation: 1, batch: null,
      startedAt: '2026-01-01T00:00:00.000Z', finishedAt: '2026-01-01T00:00:00.000Z',
      record: { ...record, source: { ...record.source, sha256, path: sha256 } },
    })
    ${script}`
  const child = spawn(process.execPath, ['--input-type=module', '-e', text], { stdio: ['ignore', 'pipe', 'inherit'] })
  let printed = ''
  child.stdout.on('data', (chunk: Buffer) => {
    printed += chunk.toString()
    if (killAfterMs !== undefined && printed.includes('ready')) setTimeout(() => child.kill('SIGKILL'), killAfterMs)
  })
  const [, signal] = (await once(child, 'close')) as [number | null, string | null]
  return { signal, printed }
}

const name = (index: number): string => index.toString(16).padStart(64, '0')

/** Six processes start, one after the other: on a busy host each takes some seconds. */
const SIX_STARTS_MS = 120_000

describe('a process that is killed', () => {
  test('in the middle of writing a document leaves all before it, and nothing of it', () =>
    inFolder(async (folder) => {
      const record = sampleRecord('x')
      // With its values written and its checks not, the thirtieth document ends the process.
      const script = `
        let checks = 0
        class Deadly extends Database {
          constructor(file, options) {
            const verbose = (sql) => { if (sql.startsWith('insert into "checks"') && ++checks === 30) process.kill(process.pid, 'SIGKILL') }
            super(file, { ...options, verbose })
          }
        }
        const { store } = await openStore(folder, { load: async () => Deadly })
        for (let index = 0; index < 100; index++)
          await store.saveAttempt(attempt(index.toString(16).padStart(64, '0')))`
      expect((await run(script, folder, record)).signal).toBe('SIGKILL')
      expect(faultsIn(folder)).toEqual([])
      const { store, close } = await openStore(folder)
      expect((await all(store.documents())).map(({ sha256 }) => sha256)).toEqual(
        Array.from({ length: 29 }, (_, index) => name(index)),
      )
      await close()
    }))

  test(
    'again and again, at any moment, loses no document and has none twice',
    () =>
      inFolder(async (folder) => {
        const record = sampleRecord('x')
        // Works on a queue as ingest does: a result is saved before its job is done.
        const script = `
        const { store, queue } = await openStore(folder)
        await queue.enqueue(Array.from({ length: 200 }, (_, index) => ({
          key: attempt(index.toString(16).padStart(64, '0')).key, priority: 'digital', batch: null,
          source: { name: 'x', path: 'x', parts: [] },
        })))
        console.log('ready')
        const consumer = queue.consume(
          async (job) => {
            await store.saveAttempt(attempt(job.key.sha256))
            return { end: 'done' }
          },
          { concurrency: 4, onError: (error) => { throw error } },
        )
        for (;;) {
          const { waiting, active } = await queue.counts()
          if (waiting + active === 0) break
          await new Promise((done) => setTimeout(done, 2))
        }
        await consumer.close(0)`
        for (let kill = 0; kill < 4; kill++) {
          await run(script, folder, record, 20 + Math.random() * 150)
          expect(faultsIn(folder)).toEqual([])
        }
        expect((await run(script, folder, record)).signal).toBeNull()
        expect(faultsIn(folder)).toEqual([])
        const { store, queue, close } = await openStore(folder)
        expect(await queue.counts()).toMatchObject({ done: 200, waiting: 0, active: 0, failed: 0 })
        let documents = 0
        for await (const { sha256, effective } of store.effective()) {
          expect(sha256).toBe(name(documents++))
          expect(effective.record.records).toEqual(record.records)
          expect(await store.attempts(sha256)).toHaveLength(1)
        }
        expect(documents).toBe(200)
        await close()
      }),
    SIX_STARTS_MS,
  )
})

describe('the right to fill a store', () => {
  test('is held by one at a time', () =>
    inFolder(async (folder) => {
      const first = await openStore(folder)
      const second = await openStore(folder)
      const lock = first.lockForIngest()
      expect(() => second.lockForIngest()).toThrow(expect.objectContaining({ code: 'ingest-running' }))
      // Others may look and correct meanwhile.
      expect(await second.store.saveAttempt(sampleAttempt(sampleRecord('x')))).toBe('saved')
      lock.release()
      lock.release()
      second.lockForIngest()
      await second.close()
      first.lockForIngest()
      await first.close()
    }))

  test('goes with the process that held it, however that ends', () =>
    inFolder(async (folder) => {
      const script = `
        const opened = await openStore(folder)
        opened.lockForIngest()
        console.log('ready')
        setInterval(() => {}, 1_000)`
      const held = run(script, folder, null, 1_000)
      const { lockForIngest, close } = await openStore(folder)
      let refused = false
      for (let time = 0; time < 100 && !refused; time++)
        try {
          await new Promise((resolve) => setTimeout(resolve, 50))
          lockForIngest().release()
        } catch {
          refused = true
        }
      expect(refused).toBe(true)
      expect((await held).signal).toBe('SIGKILL')
      lockForIngest().release()
      await close()
    }))
})
