import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { sampleAttempt, sampleRecord } from '../store/testing/samples.js'
import { ask, codeOf, upload } from './testing/ask.js'
import { CODE, extracted, text, UNKNOWN } from './testing/documents.js'
import { startServer, type TestServer } from './testing/server.js'

// A loaded machine takes its time.
jest.setTimeout(120_000)

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

describe('what people take back', () => {
  const say = async (id: string, what: string, json: unknown, etag?: string) =>
    ask(server, `/v1/documents/${id}/${what}`, {
      ...{ token: server.writer, json },
      ...(etag !== undefined && { headers: { 'if-match': etag } }),
    })
  const correction = (value: number) => ({ corrections: [{ code: CODE, value }] })
  const etagOf = async (id: string): Promise<string> =>
    (await ask(server, `/v1/documents/${id}`)).headers.get('etag') ?? ''

  test('counts no more; the history keeps it, and who took it back', async () => {
    const id = await extracted(server, text('withdrawn'), 'withdrawn.txt')
    await say(id, 'corrections', correction(9))
    await say(id, 'corrections', correction(12))
    const { status, body } = await say(id, 'withdrawals', { codes: [CODE], note: 'a slip' })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      corrections: [
        { value: '9' },
        { value: '12' },
        { kind: 'withdraw', code: CODE, author: 'writer', note: 'a slip' },
      ],
    })
    const after = async () =>
      (
        (await ask(server, `/v1/documents/${id}`)).body as {
          effective: { values: readonly { code: string; value: number | null }[] }
        }
      ).effective.values.find(({ code }) => code === CODE)?.value
    expect(await after()).toBe(9)
    await say(id, 'withdrawals', { codes: [CODE] })
    expect(await after()).toBe(7)
    const nothing = await say(id, 'withdrawals', { codes: [CODE] })
    expect([nothing.status, codeOf(nothing)]).toEqual([422, 'statement-invalid'])
    expect(codeOf(await say(UNKNOWN, 'withdrawals', { codes: [CODE] }))).toBe('document-unknown')
    expect(codeOf(await say(id, 'withdrawals', { codes: [] }))).toBe('invalid-request')
  })

  test('and what they say is refused where it was said otherwise since the version that they saw', async () => {
    const id = await extracted(server, text('race'), 'race.txt')
    const seen = await etagOf(id)
    expect(seen).toMatch(/^"\d+-0"$/)
    const first = await say(id, 'corrections', { author: '王芳', ...correction(9) }, seen)
    expect(first.status).toBe(200)
    expect(first.headers.get('etag')).toBe(await etagOf(id))
    const late = await say(id, 'corrections', correction(8), seen)
    expect([late.status, codeOf(late)]).toEqual([412, 'said-meanwhile'])
    expect(late.body).toMatchObject({ error: { message: expect.stringMatching(/王芳 said something else.*“9”/) } })
    // Another value is another matter, and so is a version that is known.
    const other = { corrections: [{ code: 'p_rules_repealed', value: 1 }] }
    expect((await say(id, 'corrections', other, seen)).status).toBe(200)
    expect((await say(id, 'corrections', correction(8), await etagOf(id))).status).toBe(200)
    const stale = await say(id, 'withdrawals', { codes: [CODE] }, first.headers.get('etag') ?? '')
    expect([stale.status, codeOf(stale)]).toEqual([412, 'said-meanwhile'])
    const confirmed = await say(id, 'confirmations', { codes: [CODE] }, seen)
    expect([confirmed.status, codeOf(confirmed)]).toEqual([412, 'said-meanwhile'])
    for (const [etag, code] of [
      ['"x"', 'invalid-request'],
      ['12', 'invalid-request'],
      ['"999999-0"', 'version-unknown'],
    ] as const)
      expect(codeOf(await say(id, 'corrections', correction(1), etag))).toBe(code)
  })
})

describe('attempts', () => {
  test('are chosen by people; a worse one is kept back until then', async () => {
    const { store } = server.backend
    const id = await extracted(server, text('chosen'), 'chosen.txt')
    const worse = sampleRecord(text('chosen'), { status: 'flagged', values: { [CODE]: { flags: ['low-confidence'] } } })
    await store.saveAttempt(sampleAttempt(worse, { generation: 2 }))
    const before = await ask(server, `/v1/documents/${id}`)
    expect(before.body).toMatchObject({
      ...{ document: { status: 'ok' }, decisions: [] },
      attempts: [
        { current: true, keptBack: false },
        { current: false, keptBack: true },
      ],
    })
    expect((await ask(server, `/v1/documents?keptBack=true&id=${id}`)).body).toMatchObject({ documents: [{ id }] })
    const [first, second] = (await store.attempts(id)).map((attempt) => attempt.id)
    const use = async (attempt: number | string, etag?: string) =>
      ask(server, `/v1/documents/${id}/attempts/${attempt}/use`, {
        ...{ token: server.writer, json: { note: 'looked' } },
        ...(etag !== undefined && { headers: { 'if-match': etag } }),
      })
    const etag = before.headers.get('etag') ?? ''
    const used = await use(second ?? 0, etag)
    expect(used.status).toBe(200)
    expect(used.body).toMatchObject({
      document: { status: 'flagged' },
      decisions: [{ kind: 'use-attempt', attempt: second, author: 'writer', note: 'looked' }],
    })
    const late = await use(first ?? 0, etag)
    expect([late.status, codeOf(late)]).toEqual([412, 'attempt-meanwhile'])
    expect((await use(first ?? 0, used.headers.get('etag') ?? '')).body).toMatchObject({ document: { status: 'ok' } })
    expect(codeOf(await use(999_999))).toBe('attempt-unknown')
    expect(codeOf(await use('x'))).toBe('invalid-request')
  })
})

describe('removing', () => {
  test('takes a document out of lists, also when it comes in again, until it is restored or forgotten', async () => {
    const content = text('removed')
    const { documents } = await upload(server, { 'removed.txt': content })
    const id = documents[0]?.id ?? ''
    await server.backend.store.saveAttempt(sampleAttempt(sampleRecord(content, { path: 'upload:/removed.txt' })))
    const remove = async (query = '') =>
      ask(server, `/v1/documents/${id}${query}`, { token: server.writer, method: 'DELETE' })
    const listed = async (filter = '') =>
      ((await ask(server, `/v1/documents?id=${id}${filter}`)).body as { documents: readonly unknown[] }).documents
    const removed = await remove('?note=no+report')
    expect(removed.status).toBe(200)
    expect(removed.body).toMatchObject({
      document: { id, removedAt: expect.stringMatching(/Z$/), purgedAt: null },
      decisions: [{ kind: 'remove', author: 'writer', note: 'no report' }],
    })
    expect((await remove()).body).toMatchObject({ decisions: [{ kind: 'remove' }] })
    expect([await listed(), await listed('&removed=true')]).toMatchObject([[], [{ id }]])
    expect((await ask(server, `/v1/documents/${id}`)).body).toMatchObject({ document: { id, status: 'ok' } })
    expect((await upload(server, { 'again.txt': content })).documents).toMatchObject([{ id, job: null }])
    expect(await listed()).toEqual([])
    const restore = async () => ask(server, `/v1/documents/${id}/restore`, { token: server.writer, json: {} })
    expect((await restore()).body).toMatchObject({ document: { removedAt: null, status: 'ok' } })
    expect(await listed()).toMatchObject([{ id }])
    expect((await remove('?forever=true')).body).toMatchObject({
      document: { status: 'pending', purgedAt: expect.stringMatching(/Z$/) },
    })
    expect(await server.backend.blobs.has(id)).toBe(false)
    await upload(server, { 'again.txt': content })
    expect(await server.backend.blobs.has(id)).toBe(false)
    await restore()
    expect((await upload(server, { 'again.txt': content })).documents).toMatchObject([{ id, status: 'pending' }])
    expect(await server.backend.blobs.has(id)).toBe(true)
  })

  test('needs a token that writes, and a document that is known', async () => {
    const answer = await ask(server, `/v1/documents/${UNKNOWN}`, { token: server.writer, method: 'DELETE' })
    expect([answer.status, codeOf(answer)]).toEqual([404, 'document-unknown'])
    const reader = await ask(server, `/v1/documents/${UNKNOWN}`, { method: 'DELETE' })
    expect([reader.status, codeOf(reader)]).toEqual([403, 'forbidden'])
    const restored = await ask(server, `/v1/documents/${UNKNOWN}/restore`, { token: server.writer, json: {} })
    expect(codeOf(restored)).toBe('document-unknown')
  })
})
