import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { KEPT_MS } from '../src/ingest/purge.js'
import { STORE_FILE } from '../src/store/open.js'
import { faultsIn } from '../src/store/testing/folders.js'
import { chunk, head, Line, MULTIPART, part } from '../src/server/testing/line.js'
import { nianbao, orphansOf } from './support/ingest.js'
import { templates, textReport } from './support/many-reports.js'
import { randomNumbers } from './support/random.js'
import { Client, done, fingerprintOf, serve, until, type Serving } from './support/serving.js'

/** The HTTP API on a data folder, as users run it: from the token to the dataset, and through kills. */

const KILLS = 4
const TOGETHER = 6

let folder: string
let data: string
let token: string
let texts: readonly string[]
let serving: Serving

const client = (): Client => new Client(serving.url, token)
const begin = async (): Promise<void> => {
  serving = await serve(['--data', data, '--jobs', '2', '--log-level', 'info'])
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nianbao-serve-test-'))
  data = join(folder, 'data')
  token = await done(['token', 'create', 'tester', '--scope', 'write', '--expires', '1d', '--data', data])
  const made = await templates()
  texts = Array.from({ length: 200 }, (_, number) => textReport(made, number + 1))
  await begin()
}, 120_000)

afterAll(async () => {
  await serving.process.end('SIGKILL')
  await rm(folder, { recursive: true, force: true })
})

const uploadsIn = async (): Promise<readonly string[]> =>
  (await readdir(join(data, 'uploads'), { recursive: true, withFileTypes: true }).catch(() => []))
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)

describe('nianbao serve', () => {
  test('extracts what is uploaded, and gives it back', async () => {
    await client().upload({ '县区/一.txt': texts[0] ?? '' }, { organ: '某县' })
    const [row] = await client().untilExtracted()
    expect(row).toMatchObject({ id: fingerprintOf(texts[0] ?? ''), path: 'upload:/县区/一.txt', year: 2021 })
    const original = await client().fetch(`/v1/documents/${row?.id}/original`)
    expect(await original.text()).toBe(texts[0])
    const again = await client().json(`/v1/documents/${row?.id}/reprocess`, { method: 'POST' })
    expect(again).toMatchObject({ job: 'added' })
    await until('it is read again', async () => {
      const document = (await client().json(`/v1/documents/${row?.id}`)) as { attempts: readonly unknown[] }
      return document.attempts.length === 2
    })
  }, 120_000)

  test('leaves the folder to nobody else that fills it, but to all that look', async () => {
    const taken = await nianbao('ingest', join(import.meta.dirname, '../samples'), '--data', data)
    expect(taken.status).toBe(1)
    expect(taken.err).toContain('Another ingest')
    expect((await nianbao('list', '--json', '--data', data)).out).toContain('upload:/')
    const second = await nianbao('serve', '--port', '0', '--data', data)
    expect([second.status, second.err]).toEqual([1, expect.stringContaining('Another ingest')])
  }, 120_000)

  test('exports while documents come in', async () => {
    const uploading = (async () => {
      for (let at = 1; at <= 40; at += 1)
        await client().upload({ [`${at}.txt`]: texts[at] ?? '' }, { [`column ${at % 3}`]: 'x' })
    })()
    const uploaded = new AbortController()
    void uploading.finally(() => {
      uploaded.abort()
    })
    for (let exports = 0; !uploaded.signal.aborted || exports < 3; exports += 1) {
      const rows = (await (await client().fetch('/v1/export?format=jsonl&table=tidy')).text()).trimEnd().split('\n')
      const documents = new Map<string, number>()
      for (const line of rows) {
        const { document } = JSON.parse(line) as { document: string }
        documents.set(document, (documents.get(document) ?? 0) + 1)
      }
      // Whole documents, whatever happens meanwhile.
      for (const count of documents.values()) expect(count).toBe(200)
      const dataset = await client().fetch('/v1/export?format=csv')
      expect([200, 503]).toContain(dataset.status)
      const bytes = Buffer.from(await dataset.arrayBuffer())
      if (dataset.status === 200) expect(bytes.subarray(-22, -18).toString('hex')).toBe('504b0506')
    }
    await uploading
    expect((await client().untilExtracted()).length).toBe(41)
  }, 240_000)

  test('forgets what was removed more than thirty days ago when it begins', async () => {
    const [content = ''] = [texts[199]]
    await client().upload({ 'removed.txt': content })
    await client().untilExtracted()
    const id = fingerprintOf(content)
    const original = join(data, 'originals', id.slice(0, 2), id.slice(2))
    await client().json(`/v1/documents/${id}`, { method: 'DELETE' })
    expect(existsSync(original)).toBe(true)
    await serving.process.end('SIGTERM')
    const store = new Database(join(data, STORE_FILE))
    const long = new Date(Date.now() - KEPT_MS - 60_000).toISOString()
    store.prepare('update documents set removed_at = ? where sha256 = ?').run(long, id)
    store.close()
    await begin()
    await until('it is forgotten', () => Promise.resolve(!existsSync(original)))
    await until('it is on record', async () => {
      const { decisions } = (await client().json(`/v1/documents/${id}`)) as { decisions: readonly { kind: string }[] }
      return decisions.at(-1)?.kind === 'purge'
    })
  }, 120_000)

  test('ends in good order when it is told to', async () => {
    expect(await serving.process.end('SIGTERM')).toBe(0)
    expect(await orphansOf(serving.process.pid)).toEqual([])
    expect(await readdir(join(data, 'uploads'))).toEqual([])
    for (const secret of [token])
      expect(serving.process.printed.out + serving.process.printed.err).not.toContain(secret)
    await begin()
  }, 120_000)
})

describe('killed', () => {
  test('in the middle of an upload it leaves nothing of it, and the next one begins clean', async () => {
    const before = (await client().documents()).length
    const line = await Line.to(Number(new URL(serving.url).port))
    line.say(head(token, [MULTIPART, 'Transfer-Encoding: chunked']))
    line.say(chunk(`${part('whole.txt')}${texts[100] ?? ''}\r\n${part('half.pdf')}%PDF-1.4\n${'x'.repeat(300_000)}`))
    await until('it lies on the disk', async () => (await uploadsIn()).length === 2)
    await serving.process.end('SIGKILL')
    line.cut()
    expect(await uploadsIn()).toHaveLength(2)
    await begin()
    expect(await uploadsIn()).toEqual([])
    expect(await client().documents()).toHaveLength(before)
    await client().upload({ 'whole.txt': texts[100] ?? '' })
    expect((await client().untilExtracted()).length).toBe(before + 1)
  }, 240_000)

  test('at any moment, what it said to have taken in is extracted, once', async () => {
    const random = randomNumbers(7)
    const answered = new Set<string>()
    let next = 101
    for (let kill = 0; kill < KILLS; kill += 1) {
      let killed = false
      const sending = Array.from({ length: TOGETHER }, async () => {
        while (!killed && next < texts.length) {
          const [at, text] = [next, texts[next] ?? '']
          next += 1
          try {
            await client().upload({ [`${at}.txt`]: text })
            answered.add(fingerprintOf(text))
          } catch {
            // Killed meanwhile: nobody was told that it was taken in.
          }
        }
      })
      const enough = answered.size + Math.floor(8 * random())
      await until('some are taken in', () => answered.size > enough)
      await wait(60 * random())
      await serving.process.end('SIGKILL')
      killed = true
      await Promise.all(sending)
      await begin()
    }
    const rows = await client().untilExtracted()
    const ids = rows.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect([...answered].filter((id) => !ids.includes(id))).toEqual([])
    expect(answered.size).toBeGreaterThan(0)
    expect(new Set(rows.map(({ status }) => status))).toEqual(new Set(['ok', 'flagged']))
    expect(await serving.process.end('SIGTERM')).toBe(0)
    // The first document of all was read a second time, and its first attempt is history.
    expect(faultsIn(data)).toEqual([{ id: 1 }])
    await begin()
  }, 300_000)
})

describe('nianbao token', () => {
  test('makes, lists and revokes tokens, and never shows one again', async () => {
    const place = ['--data', data]
    const made = JSON.parse(await done(['token', 'create', '读者', '--json', ...place])) as { token: string }
    expect(made).toMatchObject({ name: '读者', scopes: ['read'], expiresAt: null })
    const listed = await done(['token', 'list', ...place])
    expect(listed).toMatch(/读者\s+read/)
    expect(listed).toMatch(/tester\s+read, write/)
    expect(await done(['token', 'list', '--json', ...place])).not.toContain(made.token)
    const twice = await nianbao('token', 'create', '读者', ...place)
    expect([twice.status, twice.out]).toEqual([1, ''])
    expect(await done(['token', 'revoke', '读者', ...place])).toContain('revoked')
    expect((await nianbao('token', 'revoke', '读者', ...place)).status).toBe(1)
    await until('it is of no use', async () => {
      const { status } = await new Client(serving.url, made.token).fetch('/v1/documents')
      return status === 401
    })
  }, 120_000)

  test.each([
    'create',
    'create a/b',
    'create x --scope admin',
    'create x --expires 2001-01-01',
    'create x --expires soon',
  ])('refuses %s', async (args) => {
    expect((await nianbao('token', ...args.split(' '), '--data', data)).status).toBe(1)
  })
})
