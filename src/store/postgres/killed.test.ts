import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import pg from 'pg'
import { all } from '../testing/lists.js'
import { asked, faultsInDatabase, postgresForTests, type TestPostgres } from '../testing/postgres.js'
import { sampleAttempt, sampleRecord } from '../testing/samples.js'
import { openPostgres } from './open.js'

/** Processes that end at the worst moment, running the build in dist/. */

const BUILT = new URL('../../../dist/src/store/postgres/open.js', import.meta.url).href

let server: TestPostgres | null = null
beforeAll(async () => {
  server = await postgresForTests()
})
afterAll(() => server?.stop())
const database = async (): Promise<string> => (await server?.database()) ?? ''

const name = (index: number): string => index.toString(16).padStart(64, '0')
const record = sampleRecord('x')
const attempt = (index: number) => {
  const source = { ...record.source, sha256: name(index), path: name(index) }
  return sampleAttempt({ ...record, source })
}

/** A process that saves documents one after the other and tells of each. */
function saving(url: string, documents: number) {
  const text = `
    import { openPostgres } from ${JSON.stringify(BUILT)}
    const store = await openPostgres(${JSON.stringify(url)})
    const attempt = ${JSON.stringify(sampleAttempt(record))}
    for (let index = 0; index < ${documents}; index++) {
      const sha256 = index.toString(16).padStart(64, '0')
      const source = { ...attempt.record.source, sha256, path: sha256 }
      const key = { ...attempt.key, sha256 }
      console.log(index, await store.saveAttempt({ ...attempt, key, record: { ...attempt.record, source } }))
    }
    await store.close()`
  return spawn(process.execPath, ['--input-type=module', '-e', text], { stdio: ['ignore', 'pipe', 'inherit'] })
}

describe('a process that is killed', () => {
  test('in the middle of writing a document leaves nothing of it, and nobody waits for it', async () => {
    const url = await database()
    // Holds up whoever writes a document's checks, when its attempt is written already.
    const blocker = new pg.Client(url)
    await blocker.connect()
    await blocker.query('begin; lock table checks in exclusive mode')
    const child = saving(url, 1)
    const waits = `select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`
    while ((await asked(url, waits)).length === 0) await new Promise((resolve) => setTimeout(resolve, 20))
    child.kill('SIGKILL')
    await once(child, 'close')
    await blocker.query('rollback')
    await blocker.end()
    const store = await openPostgres(url)
    expect(await store.saveAttempt(attempt(0))).toBe('saved')
    expect(await store.attempts(name(0))).toHaveLength(1)
    await store.close()
    expect(await faultsInDatabase(url)).toEqual([])
  })

  test('just after it wrote a document leaves all of it', async () => {
    const url = await database()
    const child = saving(url, 1_000)
    for await (const chunk of child.stdout) if (String(chunk).includes('5 saved')) break
    child.kill('SIGKILL')
    await once(child, 'exit')
    const store = await openPostgres(url)
    expect(await store.saveAttempt(attempt(5))).toBe('present')
    expect(await store.attempts(name(5))).toHaveLength(1)
    await store.close()
    expect(await faultsInDatabase(url)).toEqual([])
  })

  test('again and again, at any moment, beside another that does the same, loses no document and has none twice', async () => {
    const url = await database()
    const documents = 60
    for (let kill = 0; kill < 3; kill++) {
      const children = [saving(url, documents), saving(url, documents)]
      await Promise.all(children.map((child) => once(child.stdout, 'data')))
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 100))
      const ended = children.map((child) => once(child, 'exit'))
      for (const child of children) child.kill('SIGKILL')
      await Promise.all(ended)
      expect(await faultsInDatabase(url)).toEqual([])
    }
    const last = saving(url, documents)
    last.stdout.resume()
    expect(await once(last, 'exit')).toEqual([0, null])
    const store = await openPostgres(url)
    const found = await all(store.documents())
    expect(found.map(({ sha256 }) => sha256)).toEqual(Array.from({ length: documents }, (_, index) => name(index)))
    for (const { sha256 } of found) expect(await store.attempts(sha256)).toHaveLength(1)
    await store.close()
    expect(await faultsInDatabase(url)).toEqual([])
  })
})
