import { afterAll, beforeAll, expect, jest, test } from '@jest/globals'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { sampleAttempt, sampleRecord } from '../store/testing/samples.js'
import { ask, codeOf, upload, type Answer } from './testing/ask.js'
import { extracted, text, UNKNOWN } from './testing/documents.js'
import { startServer, type TestServer } from './testing/server.js'

/** Pictures of pages, drawn in children of their own. */

// A loaded machine takes its time.
jest.setTimeout(120_000)

const PAGE = { number: 1, width: 595.32, height: 841.92, rotation: 0, dpi: null, read: 'text-layer' } as const

let server: TestServer
let id: string

beforeAll(async () => {
  server = await startServer()
  id = await withPages(await readFile(join(import.meta.dirname, '../../samples/pdf-2021-adds-up-wrongly.pdf')))
})
afterAll(() => server.stop())

/** Takes in a PDF as one that was read, with a first page. */
async function withPages(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const taken = (await upload(server, { [`${bytes.length}.pdf`]: bytes })).documents[0]?.id ?? ''
  const record = sampleRecord(taken)
  const source = { ...record.source, sha256: taken, format: 'pdf' as const, pages: [PAGE] }
  await server.backend.store.saveAttempt(sampleAttempt({ ...record, source }))
  return taken
}

const bytesOf = async (path: string, headers: Record<string, string> = {}) => {
  const response = await fetch(server.url + path, { headers: { authorization: `Bearer ${server.reader}`, ...headers } })
  return { response, bytes: Buffer.from(await response.arrayBuffer()) }
}
const sizeOf = async (bytes: Buffer) => {
  const { format, width, height } = await sharp(bytes).metadata()
  return { format, width, height }
}
const kept = async (): Promise<number> => (await readdir(join(server.folder, 'pictures')).catch(() => [])).length

test('a page is drawn once, and named by a strong ETag', async () => {
  const path = `/v1/documents/${id}/pages/1/picture?width=600`
  const both = await Promise.all([bytesOf(path), bytesOf(path)])
  expect(both.map(({ response }) => response.status)).toEqual([200, 200])
  expect(await sizeOf(both[0].bytes)).toEqual({ format: 'webp', width: 600, height: 849 })
  expect(both[1].bytes.equals(both[0].bytes)).toBe(true)
  expect(await kept()).toBe(1)
  const etag = both[0].response.headers.get('etag') ?? ''
  expect(etag).toMatch(/^"[0-9a-f]{64}"$/)
  const again = await bytesOf(path, { 'if-none-match': etag })
  expect([again.response.status, again.bytes.length]).toEqual([304, 0])
})

test('a part of it is what stands there on the page', async () => {
  const part = await bytesOf(`/v1/documents/${id}/pages/1/picture?width=400&box=100,200,300,250`)
  expect(await sizeOf(part.bytes)).toEqual({ format: 'webp', width: 400, height: 101 })
  const whole = await bytesOf(`/v1/documents/${id}/pages/1/picture?width=1190`)
  const same = await sharp(whole.bytes).extract({ left: 200, top: 400, width: 400, height: 101 }).raw().toBuffer()
  const cut = await sharp(part.bytes).raw().toBuffer()
  const difference = cut.reduce((sum, byte, at) => sum + Math.abs(byte - (same[at] ?? 0)), 0) / cut.length
  expect(difference).toBeLessThan(20)
})

test('what is no page, no part or no document with pages is refused', async () => {
  const codeAt = async (path: string): Promise<unknown[]> => {
    const answer: Answer = await ask(server, path)
    return [answer.status, codeOf(answer)]
  }
  const plain = await extracted(server, text('丙镇'), '丙.txt')
  const pictureOf = (document: string, rest: string): string => `/v1/documents/${document}/pages/${rest}`
  expect(await codeAt(pictureOf(UNKNOWN, '1/picture'))).toEqual([404, 'document-unknown'])
  expect(await codeAt(pictureOf(id, '2/picture'))).toEqual([404, 'page-unknown'])
  expect(await codeAt(pictureOf(plain, '1/picture'))).toEqual([404, 'page-unknown'])
  const wrong = ['?width=9', '?width=99999', '?box=1,2,3', '?box=1,2,3,NaN', '?box=300,0,100,100', '?box=900,0,950,50']
  for (const query of wrong)
    expect([query, await codeAt(pictureOf(id, `1/picture${query}`))]).toEqual([query, [400, 'invalid-request']])
})

test('an original that holds something else by now is not shown; one that cannot be drawn harms nobody', async () => {
  const changed = await withPages(Buffer.from('%PDF-1.4\nno page at all'))
  const broken = await ask(server, `/v1/documents/${changed}/pages/1/picture`)
  expect([broken.status, codeOf(broken)]).toEqual([404, 'original-missing'])
  const before = await kept()
  const [file = ''] = await filesOf(id)
  await writeFile(file, 'another content')
  const other = await ask(server, `/v1/documents/${id}/pages/1/picture?width=777`)
  expect([other.status, codeOf(other)]).toEqual([404, 'original-missing'])
  expect(await kept()).toBe(before)
  // Whoever is alive answers: the server itself has drawn nothing.
  expect((await ask(server, '/healthz', { token: null })).status).toBe(200)
})

/** Where the copy of a document is kept. */
async function filesOf(sha256: string): Promise<readonly string[]> {
  const entries = await readdir(server.folder, { recursive: true, withFileTypes: true })
  return entries
    .filter(({ name }) => name.endsWith(sha256.slice(-40)))
    .map(({ name, parentPath }) => join(parentPath, name))
}
