import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { takeAll } from '../queue/testing/samples.js'
import { all } from '../store/testing/lists.js'
import { ask, codeOf, form, upload } from './testing/ask.js'
import { filesBelow, sizeBelow } from './testing/files.js'
import { chunk, head, Line, MULTIPART, part } from './testing/line.js'
import { startServer, type TestServer } from './testing/server.js'

// A loaded machine takes its time.
jest.setTimeout(120_000)

/** Hostile requests on real sockets, with short time limits. */

const MEGABYTE = 1024 * 1024
const GIGABYTE = 1024 * MEGABYTE

let server: TestServer
beforeAll(async () => {
  server = await startServer({
    ...{ pace: { bytes: 1_000, windowMs: 800 }, headersMs: 2_000, lingerMs: 500 },
    ...{ uploads: 4, waiting: 100_000 },
  })
})
afterAll(() => server.stop())

const text = (town: string): string => `${town}2023年政府信息公开工作年度报告\n`
const uploads = (): string => join(server.folder, 'uploads')

/** Nothing lies about, nothing is held, and the next one is served. */
const isWell = async (): Promise<void> => {
  while ((await filesBelow(uploads())).length > 0) await wait(20)
  expect((await ask(server, '/readyz')).body).toEqual({ status: 'ready' })
  expect((await upload(server, { 'well.txt': text('well') })).documents).toHaveLength(1)
}

/** Says the same bytes again and again until an answer comes, or a gigabyte is through; gives how many bytes went. */
async function pour(line: Line, bytes: Uint8Array): Promise<{ readonly sent: number; readonly most: number }> {
  let [sent, most] = [0, 0]
  while (sent < GIGABYTE && line.status === null && (await line.sayAll(bytes))) {
    sent += bytes.length
    if (sent % (32 * MEGABYTE) < bytes.length) most = Math.max(most, await sizeBelow(uploads()))
  }
  await line.until(() => line.status !== null)
  return { sent, most: Math.max(most, await sizeBelow(uploads())) }
}

describe('a gigabyte', () => {
  test('that says so is refused before any of it comes', async () => {
    const line = await Line.to(server.port)
    line.say(head(server.writer, [MULTIPART, `Content-Length: ${GIGABYTE}`]))
    await line.until(() => line.code !== null)
    expect([line.status, line.code]).toEqual([413, 'too-large'])
    line.cut()
    await isWell()
  })

  test('of zeros is refused by its beginning', async () => {
    const before = process.memoryUsage().rss
    const line = await Line.to(server.port)
    line.say(head(server.writer, [MULTIPART, 'Transfer-Encoding: chunked']))
    line.say(chunk(part('zeros.pdf')))
    const { sent, most } = await pour(line, chunk(new Uint8Array(MEGABYTE)))
    await line.until(() => line.code !== null)
    expect([line.status, line.code]).toEqual([415, 'type-refused'])
    expect(sent).toBeLessThan(200 * MEGABYTE)
    expect(most).toBeLessThan(2 * MEGABYTE)
    expect(process.memoryUsage().rss - before).toBeLessThan(300 * MEGABYTE)
    line.cut()
    await isWell()
  })

  test('that begins like a document is refused at the bound of a file', async () => {
    const line = await Line.to(server.port)
    line.say(head(server.writer, [MULTIPART, 'Transfer-Encoding: chunked']))
    line.say(chunk(`${part('large.pdf')}%PDF-1.4\n`))
    const { most } = await pour(line, chunk(new Uint8Array(MEGABYTE)))
    await line.until(() => line.code !== null)
    expect([line.status, line.code]).toEqual([413, 'too-large'])
    expect(most).toBeLessThan(10 * MEGABYTE)
    line.cut()
    await isWell()
  })

  test('without a token, or of JSON, goes nowhere', async () => {
    for (const [token, more, status] of [
      ['nobody', MULTIPART, 401],
      [server.reader, MULTIPART, 403],
      [server.writer, 'Content-Type: application/json', 413],
    ] as const) {
      const line = await Line.to(server.port)
      line.say(head(token, [more, 'Transfer-Encoding: chunked']))
      await pour(line, chunk(new Uint8Array(MEGABYTE).fill(0x20)))
      expect(line.status).toBe(status)
      // The server reads on for a moment, then it cuts the connection.
      line.say(new Uint8Array(100))
      await line.until(() => line.closed)
      expect(line.closed).toBe(true)
    }
    await isWell()
  })
})

describe('what comes too slowly', () => {
  test.each([
    ['a file', [MULTIPART, 'Transfer-Encoding: chunked'], chunk(`${part('slow.pdf')}%PDF-1.4\n`)],
    ['JSON', ['Content-Type: application/json', 'Content-Length: 100000'], '{"documents":['],
    ['nothing at all', [MULTIPART, 'Content-Length: 100000'], ''],
  ])('is cut off: %s', async (_, more, beginning) => {
    const line = await Line.to(server.port)
    line.say(head(server.writer, more))
    line.say(beginning)
    while (line.status === null && !line.closed) {
      line.say(more.includes('Transfer-Encoding: chunked') ? chunk('x') : ' ')
      await wait(30)
    }
    await line.until(() => line.code !== null)
    expect([line.status, line.code]).toEqual([408, 'too-slow'])
    await line.until(() => line.closed)
    expect(line.closed).toBe(true)
    await isWell()
  })

  test('is cut off in its head, too', async () => {
    const line = await Line.to(server.port)
    line.say('GET /v1/documents HTTP/1.1\r\n')
    while (!line.closed) {
      line.say('X-Slow: yes\r\n')
      await wait(50)
    }
    expect([line.status, line.code]).toEqual([408, 'too-slow'])
    await isWell()
  })

  test('is taken in where it is only not fast', async () => {
    const line = await Line.to(server.port)
    const content = chunk(`${part('steady.txt')}${text('steady')}\r\n`)
    line.say(head(server.writer, [MULTIPART, 'Transfer-Encoding: chunked']))
    line.say(content)
    for (let time = 0; time < 12; time += 1) {
      line.say(chunk(`--XX\r\nContent-Disposition: form-data; name="f${time}"\r\n\r\n${'x'.repeat(900)}\r\n`))
      await wait(60)
    }
    line.say(Buffer.concat([chunk('--XX--\r\n'), Buffer.from('0\r\n\r\n')]))
    await line.until(() => line.status !== null)
    expect(line.status).toBe(202)
    line.cut()
  })
})

describe('a line that breaks', () => {
  test('in the middle of an upload leaves nothing', async () => {
    const before = (await all(server.backend.store.documents())).length
    const line = await Line.to(server.port)
    line.say(head(server.writer, [MULTIPART, 'Transfer-Encoding: chunked']))
    line.say(chunk(`${part('whole.txt')}${text('broken line')}\r\n${part('half.pdf')}%PDF-1.4\n`))
    line.say(chunk('x'.repeat(MEGABYTE)))
    while ((await filesBelow(uploads())).length < 2) await wait(10)
    line.cut()
    while ((await filesBelow(uploads())).length > 0) await wait(20)
    expect((await all(server.backend.store.documents())).length).toBe(before)
    await isWell()
  })
})

describe('“Expect: 100-continue”', () => {
  test('is answered to those who may come in, and to no others', async () => {
    const body = `${part('asked.txt')}${text('asked')}\r\n--XX--\r\n`
    const more = [MULTIPART, `Content-Length: ${Buffer.byteLength(body)}`, 'Expect: 100-continue']
    const refused = await Line.to(server.port)
    refused.say(head('nobody', more))
    await refused.until(() => refused.status !== null)
    expect(refused.status).toBe(401)
    expect(refused.heard).not.toContain('100 Continue')
    const taken = await Line.to(server.port)
    taken.say(head(server.writer, more))
    await taken.until(() => taken.heard.includes('100 Continue'))
    taken.say(body)
    await taken.until(() => taken.status !== null)
    expect(taken.status).toBe(202)
    for (const line of [refused, taken]) line.cut()
  })
})

describe('what is no HTTP', () => {
  test.each([
    ['noise', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n', 400, 'invalid-request'],
    ['an address in Chinese', 'GET /v1/documents?organ=\xe9\x95\x87 HTTP/1.1\r\nHost: x\r\n\r\n', 400, 'url-invalid'],
    ['an unknown version', 'GET / HTTP/9.9\r\n\r\n', 400, 'invalid-request'],
    ['a head that has no end', `GET / HTTP/1.1\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, 431, 'headers-too-large'],
    [
      'two lengths',
      'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx',
      400,
      'invalid-request',
    ],
    [
      'a length and chunks',
      'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      400,
      'invalid-request',
    ],
    ['an address that is none', 'GET /%ff%zz HTTP/1.1\r\nHost: x\r\n\r\n', 404, 'not-found'],
  ])('is refused: %s', async (_, said, status, code) => {
    const line = await Line.to(server.port)
    line.say(Buffer.from(said, 'latin1'))
    await line.until(() => line.code !== null)
    expect([line.status, line.code]).toEqual([status, code])
    line.cut()
    await isWell()
  })
})

describe('a thousand at once', () => {
  test('are all answered, with what they asked for or when to come again', async () => {
    // Usual patience: on a loaded machine a thousand heads take longer to read than the others here are given.
    const crowded = await startServer({ uploads: 4, waiting: 100_000 })
    const answers = await Promise.all(
      Array.from({ length: 1_000 }, async (_, at) => {
        const { status, headers } =
          at % 2 === 0
            ? await ask(crowded, '/v1/documents?limit=5')
            : await ask(crowded, '/v1/documents', {
                token: crowded.writer,
                body: form({ [`${at}.txt`]: text(`town ${at}`) }),
              })
        return [at % 2 === 0 ? 'list' : 'upload', status, headers.get('retry-after') !== null] as const
      }),
    )
    const kinds = new Map<string, number>()
    for (const answer of answers) kinds.set(answer.join(' '), (kinds.get(answer.join(' ')) ?? 0) + 1)
    const taken = kinds.get('upload 202 false') ?? 0
    expect(taken).toBeGreaterThan(0)
    const expected = new Map([
      ['list 200 false', 500],
      ['upload 202 false', taken],
      ['upload 429 true', 500 - taken],
    ])
    expect(kinds).toEqual(new Map([...expected].filter(([, count]) => count > 0)))
    const known = (await all(crowded.backend.store.documents({ paths: ['upload:/[0-9]*.txt'] }))).length
    expect(known).toBe(taken)
    expect((await ask(crowded, '/readyz')).body).toEqual({ status: 'ready' })
    expect((await upload(crowded, { 'after.txt': text('after') })).documents).toHaveLength(1)
    await crowded.stop()
  })
})

test('a full queue turns uploads away until there is room', async () => {
  const small = await startServer({ waiting: 2 })
  try {
    await upload(small, { 'a.txt': text('a'), 'b.txt': text('b') })
    const refused = async () => {
      const answer = await ask(small, '/v1/documents', { token: small.writer, body: form({ 'c.txt': text('c') }) })
      return answer.status === 429 ? [codeOf(answer), answer.headers.get('retry-after')] : answer.status
    }
    while ((await refused()) === 202) await wait(50)
    expect(await refused()).toEqual(['queue-full', '30'])
    await takeAll(small.backend.queue)
    while ((await refused()) !== 202) await wait(50)
  } finally {
    await small.stop()
  }
})
