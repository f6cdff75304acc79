import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { parse } from 'csv-parse/sync'
import { zipEntryNames } from '../readers/containers/zip.js'
import type { DocumentFilter, Store, StoredDocument } from '../store/store.js'
import { fingerprint, sampleAttempt, sampleBatch, sampleName, sampleRecord } from '../store/testing/samples.js'
import { ask, codeOf } from './testing/ask.js'
import { filesBelow } from './testing/files.js'
import { Line } from './testing/line.js'
import { startServer, type TestServer } from './testing/server.js'

// A loaded machine takes its time.
jest.setTimeout(120_000)

const DOCUMENTS = 30

let server: TestServer
beforeAll(async () => {
  server = await startServer({ exports: 2, pace: { bytes: 1_000, windowMs: 500 } })
  const { store } = server.backend
  const batch = await store.beginBatch(sampleBatch)
  for (let at = 0; at < DOCUMENTS; at += 1) {
    const name = `d${String(at).padStart(2, '0')}.pdf`
    await store.putNames(batch, [sampleName(name, name, { given: { source: `=${at}` } })])
    if (at > 0) await store.saveAttempt(sampleAttempt(sampleRecord(name, { path: name })))
  }
})
afterAll(() => server.stop())

const bytesOf = async (query: string): Promise<Buffer> => {
  const headers = { authorization: `Bearer ${server.reader}` }
  const response = await fetch(`${server.url}/v1/export?${query}`, { headers })
  expect([query, response.status]).toEqual([query, 200])
  return Buffer.from(await response.arrayBuffer())
}

describe('a table', () => {
  test('comes as plain CSV, every document of it', async () => {
    const rows = parse<{ document: string; path: string }>(await bytesOf('format=csv&table=tidy'), { columns: true })
    expect(new Set(rows.map(({ document }) => document)).size).toBe(DOCUMENTS - 1)
    expect(rows[0]?.path).toBe('d01.pdf')
  })

  test('of documents has those that wait, and what was given', async () => {
    const rows = parse<Record<string, string>>(await bytesOf('format=csv&table=documents'), { columns: true })
    expect(rows).toHaveLength(DOCUMENTS)
    expect(rows.at(-1)).toMatchObject({ path: 'd00.pdf', status: 'pending', given_source: '=0' })
  })

  test('comes as JSON Lines, filtered', async () => {
    const id = fingerprint('d07.pdf')
    const lines = (await bytesOf(`format=jsonl&table=wide&id=${id}`)).toString().trimEnd().split('\n')
    expect(lines.map((line) => (JSON.parse(line) as { document: string }).document)).toEqual([id])
    expect((await bytesOf('format=jsonl&table=checks&year=1999')).toString()).toBe('')
  })
})

describe('a dataset', () => {
  test.each(['csv', 'jsonl', 'parquet', 'xlsx', 'stata'])(
    'of %s comes as a ZIP file with its description',
    async (format) => {
      const names = zipEntryNames(await bytesOf(`format=${format}`))
      expect(names).toContain('datapackage.json')
      expect(names.some((name) => name.includes('tidy'))).toBe(true)
    },
  )

  test('of SQLite comes as its file', async () => {
    const file = join(server.folder, 'dataset.sqlite')
    await writeFile(file, await bytesOf('format=sqlite'))
    const database = new Database(file, { readonly: true })
    expect(database.prepare('select count(*) as count from documents').get()).toEqual({ count: DOCUMENTS })
    database.close()
  })

  test('leaves nothing on the disk of the server', async () => {
    await bytesOf('format=parquet')
    while ((await filesBelow(join(server.folder, 'uploads'))).length > 0) await wait(20)
  })
})

describe('an export is refused', () => {
  test.each(['', 'format=exe', 'format=csv&table=secrets', 'format=csv&colour=red', 'format=parquet&table=tidy'])(
    'with %j',
    async (query) => {
      const answer = await ask(server, `/v1/export?${query}`)
      expect([answer.status, codeOf(answer)]).toEqual([400, 'invalid-request'])
    },
  )

  test('while as many as allowed are made; who does not take one is cut off, and makes room', async () => {
    const { store } = server.backend
    // More than the system's buffers hold: all documents again and again, but for those who ask for one.
    const many = (filter: DocumentFilter = {}) => (filter.sha256 ? store.effective(filter) : repeated(store, TIMES))
    const busy = await startServer({ exports: 1, pace: { bytes: 1_000, windowMs: 1_500 } }, (backend) => ({
      ...backend,
      store: overlaid(backend.store, { effective: many }),
    }))
    const said = `GET /v1/export?format=jsonl&table=tidy HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${busy.reader}\r\n\r\n`
    const small = `/v1/export?format=csv&table=tidy&id=${fingerprint('d01.pdf')}`
    const lines: Line[] = []
    let answer = await ask(busy, small)
    while (answer.status === 200) {
      const line = await Line.to(busy.port)
      lines.push(line)
      line.deafen()
      line.say(said)
      answer = await ask(busy, small)
    }
    expect([answer.status, codeOf(answer), answer.headers.get('retry-after')]).toEqual([429, 'busy', '5'])
    while (answer.status === 429) {
      await wait(50)
      answer = await ask(busy, small)
    }
    expect(answer.status).toBe(200)
    for (const line of lines) line.cut()
    await busy.stop()
  })
})

/** Some fifty megabytes of the tidy table. */
const TIMES = 30

async function* repeated(store: Store, times: number): AsyncGenerator<StoredDocument> {
  for (let time = 0; time < times; time += 1) yield* store.effective()
}

/** A store with some of its methods replaced. */
const overlaid = (store: Store, replaced: Partial<Store>): Store =>
  new Proxy(store, {
    get: (target, name) => {
      const own: unknown = Reflect.get(replaced, name)
      if (own !== undefined) return own
      const value: unknown = Reflect.get(target, name)
      return typeof value === 'function' ? (value.bind(target) as unknown) : value
    },
  })
