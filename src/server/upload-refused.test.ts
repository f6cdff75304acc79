import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { join } from 'node:path'
import { all } from '../store/testing/lists.js'
import { ask, codeOf, form, type Answer } from './testing/ask.js'
import { pdf, text } from './testing/contents.js'
import { filesBelow } from './testing/files.js'
import { startServer, type TestServer } from './testing/server.js'

// A loaded machine takes its time.
jest.setTimeout(120_000)

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

const post = (body: FormData, more: object = {}): Promise<Answer> =>
  ask(server, '/v1/documents', { token: server.writer, body, ...more })

describe('an upload is refused whole', () => {
  /** Nothing of it may be known afterwards, and nothing lie on the disk. */
  const leavesNothing = async (asked: () => Promise<Answer>): Promise<Answer> => {
    const before = [await all(server.backend.store.documents()), await server.backend.queue.counts()]
    const originals = await filesBelow(join(server.folder, 'data', 'originals'))
    const answer = await asked()
    expect([await all(server.backend.store.documents()), await server.backend.queue.counts()]).toEqual(before)
    expect(await filesBelow(join(server.folder, 'data', 'originals'))).toEqual(originals)
    expect(await filesBelow(join(server.folder, 'uploads'))).toEqual([])
    return answer
  }

  test.each([
    '../../etc/passwd',
    '/etc/passwd',
    'a/../../b.pdf',
    'C:\\x.pdf',
    '..\\x.pdf',
    'a\u0000.pdf',
    'x'.repeat(300),
  ])('for the name %j', async (name) => {
    const answer = await leavesNothing(() => post(form({ 'good.txt': text('good name'), [name]: pdf('x') })))
    expect([answer.status, codeOf(answer)]).toEqual([400, 'name-invalid'])
    expect(await filesBelow(server.folder)).not.toContain('passwd')
  })

  test.each([
    ['an empty file name', 'Content-Disposition: form-data; name="file"; filename=""\r\nContent-Type: application/pdf'],
    ['a type alone', 'Content-Disposition: form-data; name="file"\r\nContent-Type: application/octet-stream'],
    ['nothing that says it is a file', 'Content-Disposition: form-data; name="file"'],
    ['a web page’s type', 'Content-Disposition: form-data; name="file"\r\nContent-Type: text/plain'],
  ])('for a part with %s', async (_, head) => {
    const body = `--b\r\n${head}\r\n\r\n%PDF-1.7\nx\r\n--b--\r\n`
    const headers = { 'content-type': 'multipart/form-data; boundary=b' }
    const answer = await leavesNothing(() => ask(server, '/v1/documents', { token: server.writer, body, headers }))
    expect([answer.status, codeOf(answer)]).toEqual([400, 'name-missing'])
    expect(JSON.stringify(answer.body)).toContain('“file” of the request is a file without a file name')
  })

  test.each<[string, Uint8Array<ArrayBuffer> | string]>([
    ['an archive', new Uint8Array([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1, 2, 3])],
    ['nothing', ''],
    ['zeros', new Uint8Array(1_000_000)],
    [
      'a program',
      new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, ...Array.from({ length: 500 }, (_, i) => i % 256)]),
    ],
    ['a package of something else', new Uint8Array([0x50, 0x4b, 3, 4, ...Array.from({ length: 200 }, () => 7)])],
  ])('for %s', async (_, content) => {
    const answer = await leavesNothing(() => post(form({ 'good.txt': text('good type'), 'bad.pdf': content })))
    expect([answer.status, codeOf(answer)]).toEqual([415, 'type-refused'])
  })

  test('for a file, or a request, that is too large', async () => {
    const large = await leavesNothing(() => post(form({ 'large.pdf': pdf('x'.repeat(9_000_000)) })))
    expect([large.status, codeOf(large)]).toEqual([413, 'too-large'])
    const files = Object.fromEntries(Array.from({ length: 101 }, (_, at) => [`${at}.txt`, text(String(at))]))
    const many = await leavesNothing(() => post(form(files)))
    expect([many.status, codeOf(many)]).toEqual([413, 'too-many-files'])
    expect(JSON.stringify(many.body)).toContain('100')
    const fields = await leavesNothing(() => post(form({ 'x.txt': text('x field') }, { note: 'x'.repeat(5_000) })))
    expect(codeOf(fields)).toBe('too-large')
  })

  test('without a file, or where it is no form', async () => {
    expect(codeOf(await leavesNothing(() => post(form({}, { organ: 'x' }))))).toBe('no-files')
    const headers = { 'content-type': 'multipart/form-data' }
    const broken = { token: server.writer, body: 'no form', headers }
    expect((await leavesNothing(() => ask(server, '/v1/documents', broken))).status).toBe(400)
    const typed = { token: server.writer, body: 'x', headers: { 'content-type': 'application/pdf' } }
    const answer = await leavesNothing(() => ask(server, '/v1/documents', typed))
    expect([answer.status, codeOf(answer)]).toEqual([415, 'content-type-refused'])
    expect(
      codeOf(await leavesNothing(() => post(form({ 'x.txt': text('proto') }, { __proto__x: 'y', constructor: 'z' })))),
    ).toBe('invalid-request')
  })

  test('in the language that is asked for', async () => {
    const { body } = await post(form({ '../x': 'x' }), { headers: { 'accept-language': 'zh-CN,zh;q=0.9,en;q=0.8' } })
    expect(JSON.stringify(body)).toContain('不能作为文档名')
  })
})
