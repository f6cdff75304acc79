import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { createHash } from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileOfUpload } from '../ingest/uploaded.js'
import { namesOf, takeAll } from '../queue/testing/samples.js'
import { sha256OfGroup } from '../readers/identity.js'
import { fingerprint, sampleAttempt, sampleRecord } from '../store/testing/samples.js'
import { all } from '../store/testing/lists.js'
import { ask, codeOf, form, upload, type Answer } from './testing/ask.js'
import { pdf, text } from './testing/contents.js'
import { sizeBelow } from './testing/files.js'
import { startServer, type TestServer } from './testing/server.js'
import { recover } from './uploads/recover.js'

// A loaded machine takes its time.
jest.setTimeout(120_000)

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

const post = (body: FormData, more: object = {}): Promise<Answer> =>
  ask(server, '/v1/documents', { token: server.writer, body, ...more })
const sample = (name: string) => readFile(join(import.meta.dirname, '../../samples', name))

describe('documents that are uploaded', () => {
  test('are taken in under their fingerprints, their originals kept, their jobs waiting', async () => {
    const before = await server.backend.queue.counts()
    const { documents } = await upload(server, { '县/甲.txt': text('甲'), '乙.txt': text('乙') })
    expect(documents).toMatchObject([
      { id: fingerprint(text('甲')), name: '县/甲.txt', path: 'upload:/县/甲.txt', outcome: 'new', job: 'added' },
      { id: fingerprint(text('乙')), name: '乙.txt', path: 'upload:/乙.txt', outcome: 'new', job: 'added' },
    ])
    for (const { id } of documents) expect(await server.backend.blobs.has(id)).toBe(true)
    expect((await server.backend.queue.counts()).waiting).toBe(before.waiting + 2)
    expect(
      await readdir(
        (await readdir(join(server.folder, 'uploads'))).map((each) => join(server.folder, 'uploads', each))[0] ?? '',
      ),
    ).toEqual([])
  })

  test('a second time are known, and not extracted again', async () => {
    await upload(server, { 'same.txt': text('same') })
    const again = await upload(server, { 'same.txt': text('same') })
    expect(again.documents).toMatchObject([{ outcome: 'known', job: 'waiting', status: 'pending' }])
    await server.backend.store.saveAttempt(sampleAttempt(sampleRecord(text('same'))))
    const done = await upload(server, { 'same.txt': text('same'), 'other.txt': text('same') })
    expect(done.documents).toMatchObject([
      { outcome: 'known', job: null, status: 'ok' },
      { outcome: 'duplicate', job: null, status: 'ok' },
    ])
  })

  test('of the same name and another content are documents of their own, both current', async () => {
    await upload(server, { 'report.txt': text('first') })
    await upload(server, { 'report.txt': text('second') })
    const rows = await all(server.backend.store.documents({ paths: ['upload:/report.txt'] }))
    expect(rows.map(({ current }) => current)).toEqual([true, true])
  })

  test('that failed for a while are tried again', async () => {
    await upload(server, { 'transient.txt': text('transient') })
    await takeAll(server.backend.queue)
    const problem = { code: 'worker-lost', severity: 'error', message: '…', page: null, table: null } as const
    const failed = sampleRecord(text('transient'), { status: 'failed', problems: [problem] })
    await server.backend.store.saveAttempt(sampleAttempt(failed))
    const [row] = await all(server.backend.store.documents({ sha256: [fingerprint(text('transient'))] }))
    const { documents } = await upload(server, { 'transient.txt': text('transient') })
    expect(documents[0]?.job).toBe(row?.failure?.class === 'transient' ? 'added' : null)
  })

  test('carry what is given of them; what is given later is added', async () => {
    const { documents } = await upload(server, { 'given.txt': text('given') }, { organ: '甲县', year: '2023', url: '' })
    const id = documents[0]?.id ?? ''
    const given = async () =>
      ((await ask(server, `/v1/documents/${id}`)).body as { names: [{ given: unknown }] }).names[0].given
    expect(await given()).toEqual({ organ: '甲县', year: '2023' })
    await upload(server, { 'given.txt': text('given') }, { url: 'https://example.org' })
    await upload(server, { 'given.txt': text('given') })
    expect(await given()).toEqual({ organ: '甲县', year: '2023', url: 'https://example.org' })
  })

  test('are told by their content, whatever they are called', async () => {
    const { documents } = await upload(server, { 'x.exe': pdf('digital') })
    const { body } = await ask(server, `/v1/documents?id=${documents[0]?.id}`)
    expect(body).toMatchObject({ documents: [{ format: 'pdf' }] })
  })

  test('wait in the order of whoever waits: few are for somebody, scans come last', async () => {
    await takeAll(server.backend.queue)
    const picture = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3])
    await upload(server, { 'scan.png': picture })
    await upload(server, Object.fromEntries(['a', 'b', 'c', 'd', 'e', 'f'].map((each) => [`${each}.txt`, text(each)])))
    await upload(server, { 'urgent.txt': text('urgent') })
    const names = namesOf(await takeAll(server.backend.queue))
    expect([names[0], names.at(-1), names.length]).toEqual(['urgent.txt', 'scan.png', 8])
  })
})

describe('pictures that are pages of one document', () => {
  const page = (content: string) => new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, ...Buffer.from(content)])
  const sha = (content: Uint8Array<ArrayBuffer>): string => createHash('sha256').update(content).digest('hex')
  const [one, two] = [page('one'), page('two')]
  const id = sha256OfGroup([sha(one), sha(two)])
  const together = (files: Parameters<typeof form>[0], path = '/v1/documents?group=true'): Promise<Answer> =>
    ask(server, path, { token: server.writer, body: form(files, { organ: '甲县' }) })
  const claimed = async () => {
    const jobs = await takeAll(server.backend.queue)
    return jobs.find(({ key }) => key.sha256 === id)?.source
  }
  const source = {
    ...{ name: 'x-1.png', path: 'upload:/县/x-1.png' },
    parts: [
      { name: 'x-1.png', sha256: sha(one) },
      { name: 'x-2.png', sha256: sha(two) },
    ],
  }

  test('are taken in as that document, each page kept', async () => {
    const { status, body } = await together({ '县/x-1.png': one, '县/x-2.png': two })
    expect(status).toBe(202)
    expect(body).toMatchObject({ documents: [{ id, name: '县/x-1.png', path: 'upload:/县/x-1.png', outcome: 'new' }] })
    expect((body as { documents: unknown[] }).documents).toHaveLength(1)
    expect(await claimed()).toMatchObject(source)
    const second = await ask(server, `/v1/documents/${id}/original?part=2`)
    expect(second.headers.get('content-disposition')).toContain('x-2.png')
    expect((await ask(server, `/v1/documents/${id}/original?part=3`)).status).toBe(404)
    const again = await together({ '县/x-1.png': one, '县/x-2.png': two })
    expect(again.body).toMatchObject({ documents: [{ id, outcome: 'known', status: 'pending' }] })
  })

  test('are read again as that document, also before they were read, and when their upload was cut short', async () => {
    const { store, queue, kind } = server.backend
    await takeAll(queue)
    const { status } = await ask(server, `/v1/documents/${id}/reprocess`, { token: server.writer, method: 'POST' })
    expect(status).toBe(202)
    expect(await claimed()).toMatchObject(source)
    const batch = await store.beginBatch({ kind: 'ingest', arguments: ['upload:/x'], ...kind })
    const [name] = await store.names(id)
    if (!name) throw new Error('a name was expected')
    await store.putNames(batch, [{ ...name, sha256: id, bytes: 22, mtimeMs: 0, format: 'image' }])
    await takeAll(queue)
    expect(await recover(server.backend)).toBe(1)
    expect(await claimed()).toMatchObject(source)
  })

  test('may lie in the storage of originals already', async () => {
    const documents = [sha(two), sha(one)].map((sha256, at) => ({ sha256, name: `y-${at + 1}.png` }))
    const path = '/v1/documents?group=true'
    const { status, body } = await ask(server, path, { token: server.writer, json: { documents } })
    expect([status, body]).toMatchObject([202, { documents: [{ id: sha256OfGroup([sha(two), sha(one)]) }] }])
  })

  test('are pictures all; one alone is itself', async () => {
    const other = await together({ 'x-1.png': one, 'x.txt': text('no page') })
    expect([other.status, codeOf(other)]).toEqual([400, 'no-page'])
    const alone = await together({ 'x-1.png': page('alone') })
    expect(alone.body).toMatchObject({ documents: [{ id: sha(page('alone')) }] })
    expect(codeOf(await together({ 'x-1.png': one }, '/v1/documents?group=maybe'))).toBe('invalid-request')
  })
})

describe('objects of the storage of originals', () => {
  const put = async (content: Uint8Array<ArrayBuffer> | string): Promise<string> => {
    const file = join(server.folder, 'object')
    await writeFile(file, content)
    const sha256 = createHash('sha256').update(content).digest('hex')
    await server.backend.blobs.put(sha256, file)
    return sha256
  }
  const name = (documents: unknown): Promise<Answer> =>
    ask(server, '/v1/documents', { token: server.writer, json: { documents } })

  test('are taken in by their names', async () => {
    const sha256 = await put(text('object'))
    const { status, body } = await name([{ sha256, name: '县/o.txt', given: { organ: '甲县' } }])
    expect(status).toBe(202)
    expect(body).toMatchObject({ documents: [{ id: sha256, path: 'upload:/县/o.txt', outcome: 'new', job: 'added' }] })
  })

  test('take the room of one, however many are named', async () => {
    const large = await put(pdf('x'.repeat(7_000_000)))
    const documents = Array.from({ length: 40 }, (_, at) => ({ sha256: large, name: `${at}.pdf` }))
    let most = 0
    const watch = setInterval(() => {
      sizeBelow(join(server.folder, 'uploads')).then(
        (size) => {
          most = Math.max(most, size)
        },
        () => undefined,
      )
    }, 5)
    const { status } = await name(documents)
    clearInterval(watch)
    expect(status).toBe(202)
    expect(most).toBeLessThan(15_000_000)
  })

  test('are looked at as files are', async () => {
    const sha256 = await put(new Uint8Array([0x1f, 0x8b, 8, 0, 1, 2, 3]))
    const refused = await name([{ sha256, name: 'x.gz' }])
    expect([refused.status, codeOf(refused)]).toEqual([415, 'type-refused'])
    const unknown = await name([{ sha256: fingerprint('nowhere'), name: 'x.pdf' }])
    expect([unknown.status, codeOf(unknown)]).toEqual([404, 'object-unknown'])
    expect(codeOf(await name([{ sha256, name: '../x' }]))).toBe('name-invalid')
    for (const wrong of [[], [{ sha256: '../../etc/passwd', name: 'x' }], [{ sha256 }], 'x', null])
      expect(codeOf(await name(wrong))).toBe('invalid-request')
  })
})

test('documents whose upload was cut short before their jobs get them at the next start', async () => {
  const { store, queue, kind } = server.backend
  const content = text('cut short')
  const { documents } = await upload(server, { 'cut.txt': content })
  const id = documents[0]?.id ?? ''
  const batch = await store.beginBatch({ kind: 'ingest', arguments: ['upload:/half.txt'], ...kind })
  const half = fingerprint('half')
  await store.putNames(batch, [
    {
      ...{ file: fileOfUpload(half, 'half.txt'), path: 'upload:/half.txt', root: 'upload:', sha256: half, bytes: 4 },
      ...{ mtimeMs: 0, format: 'text', parts: [], given: null },
    },
  ])
  const before = (await queue.counts()).waiting
  expect(await recover(server.backend)).toBe(1)
  expect((await queue.counts()).waiting).toBe(before + 1)
  expect(await recover(server.backend)).toBe(0)
  expect((await store.batch(batch))?.state).toBe('interrupted')
  expect(id).not.toBe(half)
})

test('a sample of each format that is read is taken in', async () => {
  for (const name of await readdir(join(import.meta.dirname, '../../samples'))) {
    if (/\.(?:json|md|csv)$/.test(name)) continue
    const content = new Uint8Array(await sample(name))
    const { status } = await post(form({ [name]: content }))
    expect([name, status]).toEqual([name, name.includes('password') ? 415 : 202])
  }
})
