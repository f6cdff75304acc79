import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { z } from 'zod'
import { openBlobs } from '../src/blobs/open.js'
import { chunk, head, Line, MULTIPART, part } from '../src/server/testing/line.js'
import { templates, textReport } from './support/many-reports.js'
import { startServices, type Services } from './support/services.js'
import { Client, done, fingerprintOf, run, serve, until, type Process, type Serving } from './support/serving.js'

/** The HTTP API on a real fleet: Redis, PostgreSQL, an S3 server, a worker; each a process of its own. */

let folder: string
let services: Services
let env: Readonly<Record<string, string>>
let token: string
let reader: string
let texts: readonly string[]
/** For what is ingested while S3 is away. */
let others: readonly string[]
let serving: Serving
let worker: Process

const client = (): Client => new Client(serving.url, token)
const begin = async (): Promise<void> => {
  serving = await serve(['--temp', join(folder, 'temp')], env)
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nianbao-serve-fleet-'))
  services = await startServices('tester', 'reader')
  ;({ env, writer: token, reader } = services)
  const made = await templates()
  texts = Array.from({ length: 60 }, (_, number) => textReport(made, number + 1))
  others = Array.from({ length: 30 }, (_, number) => textReport(made, number + 101))
  await begin()
  worker = run(['worker', '--concurrency', '1', '--health', '127.0.0.1:0'], env)
}, 240_000)

afterAll(async () => {
  await worker.end('SIGTERM')
  await serving.process.end('SIGTERM')
  await services.stop()
  await rm(folder, { recursive: true, force: true })
}, 120_000)

const counted = z.looseObject({ queues: z.array(z.looseObject({ active: z.number() })) })

const temporary = async (): Promise<readonly string[]> =>
  (await readdir(join(folder, 'temp'), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)

describe('nianbao serve on the fleet', () => {
  test('takes documents in, which a worker of another process extracts', async () => {
    const [one = '', two = ''] = texts
    const taken = await client().upload({ '县区/一.txt': one, '二.txt': two }, { url: 'https://example.org' })
    expect(taken).toMatchObject({
      documents: [{ id: fingerprintOf(one), outcome: 'new', job: 'added' }, { job: 'added' }],
    })
    const rows = await client().untilExtracted()
    expect(rows.map(({ path, status }) => [path, status])).toEqual([
      ['upload:/二.txt', 'ok'],
      ['upload:/县区/一.txt', 'ok'],
    ])
    const original = await client().fetch(`/v1/documents/${fingerprintOf(one)}/original`)
    expect(await original.text()).toBe(one)
    const again = await client().upload({ '县区/一.txt': one })
    expect(again).toMatchObject({ documents: [{ outcome: 'known', job: null, status: 'ok' }] })
  }, 120_000)

  test('takes in what lies in S3 already', async () => {
    const file = join(folder, 'object')
    const [, , three = ''] = texts
    await writeFile(file, three)
    const blobs = await openBlobs(env.NIANBAO_S3_URL ?? '')
    await blobs.put(fingerprintOf(three), file)
    await blobs.close()
    const documents = [{ sha256: fingerprintOf(three), name: 's3/三.txt' }]
    const headers = { 'content-type': 'application/json' }
    await client().json('/v1/documents', { method: 'POST', headers, body: JSON.stringify({ documents }) })
    const rows = await client().untilExtracted()
    expect(rows.find(({ path }) => path === 'upload:/s3/三.txt')).toMatchObject({ status: 'ok' })
  }, 120_000)

  test('reads a document again, corrects it, exports it', async () => {
    const id = fingerprintOf(texts[0] ?? '')
    await client().json(`/v1/documents/${id}/reprocess`, { method: 'POST' })
    await until('it is read again', async () => {
      const { attempts } = (await client().json(`/v1/documents/${id}`)) as { attempts: readonly unknown[] }
      return attempts.length === 2
    })
    const corrections = [{ code: 'p_rules_issued', value: 77 }]
    const headers = { 'content-type': 'application/json' }
    await client().json(`/v1/documents/${id}/corrections`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ corrections }),
    })
    const csv = await (await client().fetch(`/v1/export?format=csv&table=tidy&id=${id}`)).text()
    expect(csv.split('\r\n').find((line) => line.includes(',p_rules_issued,'))).toContain(',77,')
    for (const format of ['parquet', 'sqlite', 'xlsx']) {
      const dataset = await client().fetch(`/v1/export?format=${format}`)
      expect([format, dataset.status]).toEqual([format, 200])
      expect((await dataset.arrayBuffer()).byteLength).toBeGreaterThan(1_000)
    }
  }, 120_000)

  test('reads what a filter finds again after a dry run; tells what it holds and stands on', async () => {
    const ids = [texts[1], texts[2]].map((text) => fingerprintOf(text ?? ''))
    const asked = `/v1/reprocess?${ids.map((id) => `id=${id}`).join('&')}`
    const dry = await client().json(`${asked}&dryRun=true`, { method: 'POST' })
    expect(dry).toEqual({ documents: 2, batch: null, links: null })
    const { batch } = z
      .object({ batch: z.number() })
      .parse(await client().json(`${asked}&expected=2`, { method: 'POST' }))
    await until('the worker has read them', async () => {
      const { documents } = (await client().json(`/v1/batches/${batch}`)) as { documents: { total: number } }
      return documents.total === 2
    })
    expect(await client().json('/v1/failures')).toMatchObject({ documents: 0, reasons: [] })
    expect(await client().json('/v1/overview')).toMatchObject({ documents: 3, status: { failed: 0, pending: 0 } })
    const values = await client().json('/v1/overview/values')
    expect(values).toMatchObject({ distributions: expect.arrayContaining([expect.objectContaining({ reports: 3 })]) })
    const found = await client().json('/v1/doctor')
    expect(found).toMatchObject({
      checks: expect.arrayContaining(
        ['queue', 'database', 'originals'].map((id) => expect.objectContaining({ id, found: expect.any(String) })),
      ),
    })
    expect(JSON.stringify(found)).not.toContain(new URL(env.NIANBAO_S3_URL ?? '').password)
    expect((await new Client(serving.url, reader).fetch('/v1/doctor')).status).toBe(403)
  }, 240_000)

  test('has pictures of pages read as one document, uploaded together or ingested by their names', async () => {
    const place = join(folder, 'pages')
    await mkdir(place)
    const body = new FormData()
    for (const page of [1, 2, 3]) {
      const background = { r: 250, g: 250, b: 200 + page }
      const picture = await sharp({ create: { width: 300, height: 400, channels: 3, background } })
        .png()
        .toBuffer()
      if (page < 3) body.append('file', new Blob([new Uint8Array(picture)]), `县/上传-${page}.png`)
      if (page > 1) await writeFile(join(place, `扫描-${page - 1}.png`), picture)
    }
    const uploaded = await client().json('/v1/documents?group=true', { method: 'POST', body })
    expect(uploaded).toMatchObject({ documents: [{ path: 'upload:/县/上传-1.png', job: 'added' }] })
    // They hold no report: the command says that some failed.
    expect(await run(['ingest', place], env).ended).toBe(2)
    const rows = (await client().untilExtracted()).filter(({ path }) => path.endsWith('.png'))
    expect(rows.map(({ path }) => path).sort()).toEqual(['upload:/县/上传-1.png', '扫描-1.png'].sort())
    for (const { id, path } of rows) {
      const names = (path.startsWith('upload:') ? '上传' : '扫描').concat('-1.png')
      expect(await client().json(`/v1/documents/${id}`)).toMatchObject({
        record: { source: { parts: [{ name: names }, { name: names.replace('1', '2') }] } },
      })
      expect((await client().fetch(`/v1/documents/${id}/original?part=2`)).status).toBe(200)
    }
  }, 240_000)

  test('loses nothing though S3 is away in the middle of an ingest, and when the worker fetches', async () => {
    const { s3 } = services
    const place = join(folder, 's3-away')
    await mkdir(place)
    for (const [at, text] of others.entries()) await writeFile(join(place, `${at}.txt`), text)
    const objects = async (): Promise<number> =>
      (await readdir(s3.folder, { recursive: true })).filter((name) => name.endsWith('_object')).length
    const before = await objects()
    await done(['queue', 'pause'], env)
    const ingest = run(['ingest', '--detach', place], env)
    await until('some originals are kept', async () => (await objects()) > before || !ingest.isRunning())
    await s3.kill()
    await s3.restart()
    expect([await ingest.ended, ingest.printed.err]).toEqual([0, expect.stringContaining('30')])
    await s3.kill()
    await done(['queue', 'resume'], env)
    await until('the worker has begun', async () => {
      const { queues } = counted.parse(JSON.parse(await done(['queue', 'status', '--json'], env)))
      return queues.some(({ active }) => active > 0)
    })
    await s3.restart()
    const rows = await client().untilExtracted()
    const ids = new Set(others.map(fingerprintOf))
    expect(rows.filter(({ id }) => ids.has(id)).map(({ status }) => status)).toEqual(others.map(() => 'ok'))
  }, 240_000)

  test('killed in the middle of an upload leaves nothing of it, and what it took in is extracted', async () => {
    const before = (await client().documents()).length
    const line = await Line.to(Number(new URL(serving.url).port))
    line.say(head(token, [MULTIPART, 'Transfer-Encoding: chunked']))
    line.say(chunk(`${part('whole.txt')}${texts[3] ?? ''}\r\n${part('half.pdf')}%PDF-1.4\n${'x'.repeat(300_000)}`))
    await until('it lies on the disk', async () => (await temporary()).length === 2)
    const answered = new Set<string>()
    let next = 10
    const sending = Array.from({ length: 4 }, async () => {
      try {
        for (let at = next++; at < texts.length; at = next++) {
          await client().upload({ [`${at}.txt`]: texts[at] ?? '' })
          answered.add(fingerprintOf(texts[at] ?? ''))
        }
      } catch {
        // Killed meanwhile.
      }
    })
    await until('some are taken in', () => answered.size >= 5)
    await serving.process.end('SIGKILL')
    await Promise.all(sending)
    line.cut()
    await begin()
    expect(await temporary()).toEqual([])
    const ids = (await client().untilExtracted()).map(({ id }) => id)
    expect([...answered].filter((id) => !ids.includes(id))).toEqual([])
    expect(ids).not.toContain(fingerprintOf(texts[3] ?? ''))
    expect(ids.length).toBeGreaterThanOrEqual(before + answered.size)
    expect(new Set(ids).size).toBe(ids.length)
  }, 240_000)
})

describe('for those who look after it', () => {
  test('figures and readiness are told', async () => {
    const metrics = await (await new Client(serving.url, reader).fetch('/metrics')).text()
    for (const name of ['nianbao_queue_jobs{', 'nianbao_queue_up 1', 'nianbao_http_requests_total{'])
      expect(metrics).toContain(name)
    expect(await (await fetch(`${serving.url}/readyz`)).json()).toEqual({ status: 'ready' })
  })

  test('the queues are shown in a browser, to those who may write', async () => {
    const browser = { accept: 'text/html', cookie: '' }
    const page = (path: string, headers: Record<string, string>, more: RequestInit = {}): Promise<Response> =>
      fetch(serving.url + path, { redirect: 'manual', headers, ...more })
    const away = await page('/queues/', browser)
    expect([away.status, away.headers.get('location')]).toEqual([303, '/queues/login'])
    expect((await page('/queues/api/queues', { accept: 'application/json' })).status).toBe(401)
    expect((await page('/queues/static/../../../package.json', {})).status).toBe(401)
    const login = async (with_: string, headers: Record<string, string> = {}): Promise<Response> =>
      page(
        '/queues/login',
        { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
        {
          method: 'POST',
          body: `token=${encodeURIComponent(with_)}`,
        },
      )
    for (const wrong of ['', 'x', reader]) expect((await login(wrong)).status).toBe(401)
    expect((await login(token, { origin: 'https://evil.example' })).status).toBe(401)
    const entered = await login(token)
    expect([entered.status, entered.headers.get('location')]).toEqual([303, '/queues/'])
    const cookie = entered.headers.get('set-cookie') ?? ''
    expect(cookie).toMatch(/HttpOnly; SameSite=Strict/)
    expect(cookie).not.toContain(token)
    const own = { accept: 'text/html', cookie: cookie.split(';')[0] ?? '' }
    const board = await page('/queues/', own)
    expect([board.status, await board.text()]).toEqual([200, expect.stringContaining('nianbao')])
    const queues = await page('/queues/api/queues?page=1', own)
    expect(await queues.text()).toContain('bulk-')
    // The session is that of all pages: it looks where its token may look, for pages of this server alone.
    expect((await page('/v1/documents', own)).status).toBe(200)
    expect((await page('/v1/documents', { ...own, 'sec-fetch-site': 'cross-site' })).status).toBe(401)
    const unasked = await page('/v1/documents', { ...own, origin: 'https://evil.example' }, { method: 'POST' })
    expect(unasked.status).toBe(401)
    const foreign = await page(
      '/queues/api/queues/pause',
      { ...own, origin: 'https://evil.example' },
      { method: 'PUT' },
    )
    expect(foreign.status).toBe(401)
    const bearer = await page('/queues/api/queues', { authorization: `Bearer ${token}` })
    expect(bearer.status).toBe(200)
    expect((await page('/queues/api/queues', { authorization: `Bearer ${reader}` })).status).toBe(403)
  })

  test('no secret is printed', () => {
    const { out, err } = serving.process.printed
    for (const secret of [token, reader, new URL(env.NIANBAO_S3_URL ?? '').password])
      expect(out + err).not.toContain(secret)
  })

  test('a database that is away is told as such, and comes back', async () => {
    const { postgres } = services
    await postgres.kill()
    const refused = await client().fetch('/v1/documents')
    expect([refused.status, await refused.json()]).toMatchObject([503, { error: { code: 'unavailable' } }])
    expect((await fetch(`${serving.url}/readyz`)).status).toBe(503)
    expect((await fetch(`${serving.url}/healthz`)).status).toBe(200)
    await postgres.restart()
    await until('it is ready again', async () => (await fetch(`${serving.url}/readyz`)).status === 200)
    expect((await client().documents()).length).toBeGreaterThan(0)
  }, 120_000)
})
