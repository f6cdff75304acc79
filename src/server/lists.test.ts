import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { problem } from '../model/problem.js'
import { problemRecord } from '../report/problems.js'
import { sampleAttempt, sampleRecord } from '../store/testing/samples.js'
import { ask, codeOf, upload } from './testing/ask.js'
import { extracted, text } from './testing/documents.js'
import { startServer, type TestServer } from './testing/server.js'

// A loaded machine takes its time.
jest.setTimeout(120_000)

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

describe('a list', () => {
  test('is filtered by what the manifest gives', async () => {
    const { documents } = await upload(server, { 'given.txt': text('给') }, { 省份: '湖南', level: 'town' })
    const listed = async (query: string) =>
      (await ask(server, `/v1/documents?${new URLSearchParams(query).toString()}`)).body
    expect(await listed('given.省份=湖南&given.level=town')).toMatchObject({ documents: [{ id: documents[0]?.id }] })
    expect(await listed('given.省份=湖')).toMatchObject({ documents: [] })
    expect(await listed('given.省份=湖南&given.level=city')).toMatchObject({ documents: [] })
    // An export takes the same filters.
    const table = await ask(server, `/v1/export?format=csv&table=documents&given.level=town`)
    expect(String(table.body).trim().split('\r\n')).toHaveLength(2)
  })

  test.each(['given.=x', 'given=x', 'colour=red', 'given.a=1&given.a=2'])('with %s is refused', async (query) => {
    const refused = await ask(server, `/v1/documents?${query}`)
    expect([refused.status, codeOf(refused)]).toEqual([400, 'invalid-request'])
  })

  test.each([
    ['status=fine', /"ok"\|"flagged"\|"failed"\|"pending"/],
    ['status=ok&status=fine', /"ok"\|"flagged"\|"failed"\|"pending"/],
    ['year=now', /must be a year of four digits/],
  ])('that is asked for with %s is told what it may be', async (query, words) => {
    const { body } = await ask(server, `/v1/documents?${query}`)
    expect(body).toMatchObject({ error: { message: expect.stringMatching(words) } })
  })

  test('of batches names the latest first, and counts tell how documents stand', async () => {
    const before = await ask(server, '/v1/counts')
    const { batch } = await upload(server, { 'county/a.txt': text('a'), 'county/b.txt': text('b') })
    const { body } = await ask(server, '/v1/batches?limit=1')
    expect(body).toMatchObject({ batches: [{ id: batch, kind: 'ingest', state: 'done' }] })
    expect(Object.keys((body as { batches: [object] }).batches[0])).not.toContain('documents')
    const { documents: known } = before.body as { documents: number }
    expect((await ask(server, '/v1/counts')).body).toMatchObject({ documents: known + 2, duplicates: 0 })
    await server.backend.store.saveAttempt(sampleAttempt(sampleRecord(text('a'), { path: 'upload:/county/a.txt' })))
    expect((await ask(server, `/v1/counts?batch=${batch}`)).body).toMatchObject({
      ...{ documents: 2, status: { ok: 1, pending: 1 } },
    })
    expect(codeOf(await ask(server, '/v1/batches?limit=0'))).toBe('invalid-request')
    expect(codeOf(await ask(server, '/v1/counts?colour=red'))).toBe('invalid-request')
  })
})

describe('a document', () => {
  test('is named by eight digits, where no other one begins so', async () => {
    const id = await extracted(server, text('short'), 'short.txt')
    const short = id.slice(0, 8)
    expect((await ask(server, `/v1/documents/${short}`)).body).toMatchObject({ document: { id } })
    expect((await ask(server, `/v1/documents/${short}/checks`)).status).toBe(200)
    const said = await ask(server, `/v1/documents/${short}/corrections`, {
      ...{ token: server.writer, json: { corrections: [{ code: 'p_rules_issued', value: 9 }] } },
    })
    expect(said.body).toMatchObject({ document: { id }, corrections: [{ value: '9' }] })
    expect(codeOf(await ask(server, '/v1/documents/00000000'))).toBe('document-unknown')
    expect(codeOf(await ask(server, `/v1/documents/${id.slice(0, 7)}`))).toBe('invalid-request')
    // Removed documents are found by it, too.
    await ask(server, `/v1/documents/${short}`, { token: server.writer, method: 'DELETE' })
    const restored = await ask(server, `/v1/documents/${short}/restore`, { token: server.writer, json: {} })
    expect(restored.body).toMatchObject({ document: { id, removedAt: null } })
  })

  test('whose digits may mean several is not guessed: the answer names them', async () => {
    const ids = ['a', 'b'].map((digit) => `0123456789${digit.repeat(54)}`)
    for (const sha256 of ids) {
      const record = sampleRecord(sha256, { path: `${sha256}.txt` })
      const renamed = { ...record, source: { ...record.source, sha256 } }
      await server.backend.store.saveAttempt(sampleAttempt(renamed))
    }
    const refused = await ask(server, '/v1/documents/0123456789')
    expect([refused.status, codeOf(refused)]).toEqual([409, 'document-ambiguous'])
    expect(refused.body).toMatchObject({
      error: { candidates: ids, message: `0123456789 may be any of several documents: ${ids.join(', ')}.` },
    })
    const deleted = await ask(server, '/v1/documents/0123456789', { token: server.writer, method: 'DELETE' })
    expect(codeOf(deleted)).toBe('document-ambiguous')
    expect((await ask(server, '/v1/documents/0123456789a')).body).toMatchObject({ document: { id: ids[0] } })
  })

  test('that failed says why in the language of who removes it', async () => {
    const content = text('failed')
    const id = (await upload(server, { 'failed.txt': content })).documents[0]?.id ?? ''
    const record = sampleRecord(content, { path: 'upload:/failed.txt' })
    const failed = { ...record, status: 'failed' as const, report: null, records: [], problems: [] }
    const problems = [problemRecord(problem('encrypted'), 'en')]
    await server.backend.store.saveAttempt(sampleAttempt({ ...failed, problems }))
    const removed = await ask(server, `/v1/documents/${id}`, {
      ...{ token: server.writer, method: 'DELETE', headers: { 'accept-language': 'zh-CN' } },
    })
    expect(removed.headers.get('content-language')).toBe('zh')
    expect(removed.body).toMatchObject({ document: { failure: { message: expect.stringMatching(/密码/) } } })
  })

  test('is not removed, or brought back, over what somebody said since', async () => {
    const id = await extracted(server, text('raced'), 'raced.txt')
    const seen = (await ask(server, `/v1/documents/${id}`)).headers.get('etag') ?? ''
    await ask(server, `/v1/documents/${id}/corrections`, {
      ...{ token: server.writer, json: { author: '王芳', corrections: [{ code: 'p_rules_issued', value: 9 }] } },
    })
    const remove = async (etag: string) =>
      ask(server, `/v1/documents/${id}`, { token: server.writer, method: 'DELETE', headers: { 'if-match': etag } })
    const refused = await remove(seen)
    expect([refused.status, codeOf(refused)]).toEqual([412, 'said-meanwhile'])
    expect(refused.body).toMatchObject({ error: { message: expect.stringContaining('王芳') } })
    const now = (await ask(server, `/v1/documents/${id}`)).headers.get('etag') ?? ''
    expect((await remove(now)).body).toMatchObject({ decisions: [{ kind: 'remove' }] })
    const restored = await ask(server, `/v1/documents/${id}/restore`, {
      ...{ token: server.writer, json: {}, headers: { 'if-match': seen } },
    })
    expect(codeOf(restored)).toBe('said-meanwhile')
  })
})
