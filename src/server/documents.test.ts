import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { problem } from '../model/problem.js'
import { takeAll } from '../queue/testing/samples.js'
import { problemRecord } from '../report/problems.js'
import { sampleAttempt, sampleRecord } from '../store/testing/samples.js'
import { ask, codeOf, upload } from './testing/ask.js'
import { extracted, text, UNKNOWN } from './testing/documents.js'
import { startServer, type TestServer } from './testing/server.js'

// A loaded machine takes its time.
jest.setTimeout(120_000)

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

describe('a list', () => {
  test('comes in pages that give each document once, in the order of their paths', async () => {
    for (const town of ['甲', '乙', '丙', '丁', '戊']) await upload(server, { [`list/${town}.txt`]: text(town) })
    const paths: unknown[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const { body } = await ask(server, `/v1/documents?limit=2&path=upload:/list/*${cursor && `&cursor=${cursor}`}`)
      const page = body as { documents: readonly { path: string }[]; next: string | null }
      expect(page.documents.length).toBeLessThanOrEqual(2)
      paths.push(...page.documents.map(({ path }) => path))
      cursor = page.next
    }
    expect(paths).toEqual(['丁', '丙', '乙', '戊', '甲'].map((town) => `upload:/list/${town}.txt`))
  })

  test('is filtered as nianbao list is', async () => {
    const id = await extracted(server, text('己'), '己.txt', { year: 2019, form: '2019', organ: '己县花石镇人民政府' })
    for (const filter of [
      'year=2019',
      'form=2019',
      'status=ok&status=flagged&year=2019',
      `id=${id}`,
      'path=upload:/己*',
      'organ=花石镇',
      'organ=无此机关&organ=己县花石',
      'title=花石镇人民政府2019',
      `id=${id.slice(0, 8)}`,
    ])
      expect((await ask(server, `/v1/documents?${filter}`)).body).toMatchObject({ documents: [{ id }], next: null })
    for (const filter of [
      'year=2019&faults=true',
      'organ=石花镇',
      'organ=花石镇&year=2020',
      'form=2019&status=failed',
      'batch=9999',
    ])
      expect((await ask(server, `/v1/documents?${filter}`)).body).toEqual({ documents: [], next: null })
  })

  test.each([
    ...['limit=0', 'limit=1001', 'limit=x', 'cursor=x', 'cursor=WyJhIl0', 'status=fine', 'year=now', 'code=no-such'],
    ...[
      'colour=red',
      'id=abc',
      'id=1234567',
      'organ=',
      `path=${'x'.repeat(201)}`,
      'doubts=maybe',
      'batch=-1',
      'extractorBefore=new',
    ],
  ])('is refused with %s', async (query) => {
    const answer = await ask(server, `/v1/documents?${query}`)
    expect([answer.status, codeOf(answer)]).toEqual([400, 'invalid-request'])
  })

  test('and a document tell nothing of the server’s disk', async () => {
    const id = await extracted(server, text('庚'), '庚.txt')
    for (const path of ['/v1/documents', `/v1/documents/${id}`])
      expect(JSON.stringify((await ask(server, path)).body)).not.toContain(server.folder)
  })
})

describe('a document', () => {
  test('is given whole: as read, as it counts, with its history', async () => {
    const id = await extracted(server, text('辛'), '辛.txt')
    const { status, body } = await ask(server, `/v1/documents/${id}`)
    expect(status).toBe(200)
    expect(body).toMatchObject({
      document: { id, path: 'upload:/辛.txt', status: 'ok', year: 2023 },
      names: [{ path: 'upload:/辛.txt', state: 'current' }],
      record: { schema: 'document.v1', source: { sha256: id } },
      effective: { status: 'ok', report: { year: 2023 } },
      attempts: [{ generation: 1, current: true, status: 'ok' }],
      corrections: [],
    })
  })

  test('says its problems and failures in the language of who asks', async () => {
    const found = problemRecord(problem('value-not-found', { section: '三', count: 2 }), 'en')
    const id = await extracted(server, text('申城'), '申城.txt', { status: 'flagged', problems: [found] })
    const asked = async (path: string, language: string) =>
      ask(server, path, { headers: { 'accept-language': language } })
    const zh = { title: '数值缺单元格', message: expect.stringContaining('有 2 个数值在报告中没有对应单元格') }
    const en = { title: 'values without a cell', message: expect.stringContaining('2 values of table 三 have no cell') }
    for (const [language, said] of [
      ['zh-CN,zh;q=0.9', zh],
      ['en', en],
    ] as const) {
      const problems = await asked(`/v1/documents/${id}/problems`, language)
      expect(problems.body).toMatchObject({ problems: [said] })
      expect(problems.headers.get('content-language')).toBe(language.slice(0, 2))
      const { message } = said
      expect((await asked(`/v1/documents/${id}`, language)).body).toMatchObject({
        ...{ effective: { problems: [said] }, record: { problems: [{ message }] } },
      })
      const sheet = await asked(`/v1/export?format=jsonl&table=problems&id=${id}`, language)
      expect(sheet.body).toEqual(message)
    }
    const failed = await extracted(server, text('酉城'), '酉城.txt', {
      ...{ status: 'failed', problems: [problemRecord(problem('timeout', { seconds: 5 }), 'en')] },
    })
    const list = await asked(`/v1/documents?id=${failed}`, 'zh')
    expect(list.body).toMatchObject({ documents: [{ failure: { message: expect.stringContaining('读取超过 5 秒') } }] })
  })

  test('that waits is there, with nothing read of it', async () => {
    const { documents } = await upload(server, { 'waits.txt': text('waits') })
    const id = documents[0]?.id ?? ''
    expect((await ask(server, `/v1/documents/${id}`)).body).toMatchObject({
      ...{ document: { id, status: 'pending' }, record: null, effective: null, attempts: [] },
    })
    for (const part of ['tables', 'checks', 'problems']) {
      const answer = await ask(server, `/v1/documents/${id}/${part}`)
      expect([answer.status, codeOf(answer)]).toEqual([409, 'not-extracted'])
    }
  })

  test('gives its tables, checks, problems and original by themselves', async () => {
    const id = await extracted(server, text('壬'), '壬.txt')
    expect((await ask(server, `/v1/documents/${id}/tables`)).body).toMatchObject({ tables: [{ id: 't1' }] })
    expect((await ask(server, `/v1/documents/${id}/checks`)).body).toMatchObject({ checks: [{ pass: true }] })
    expect((await ask(server, `/v1/documents/${id}/problems`)).body).toEqual({ problems: [] })
    const original = await ask(server, `/v1/documents/${id}/original`)
    expect(original.body).toBe(text('壬'))
    expect(original.headers.get('content-disposition')).toBe(
      `attachment; filename*=UTF-8''${encodeURIComponent('壬.txt')}`,
    )
    const digest = Buffer.from(id, 'hex').toString('base64')
    expect(original.headers.get('repr-digest')).toBe(`sha-256=:${digest}:`)
    const part = await ask(server, `/v1/documents/${id}/original?part=2`)
    expect([part.status, codeOf(part)]).toEqual([404, 'original-missing'])
  })

  test.each(['', '/tables', '/checks', '/problems', '/original'])('that is unknown has no %j', async (part) => {
    const answer = await ask(server, `/v1/documents/${UNKNOWN}${part}`)
    expect([answer.status, codeOf(answer)]).toEqual([404, 'document-unknown'])
  })

  test.each(['abc', '..%2F..%2Fetc%2Fpasswd', UNKNOWN.toUpperCase(), `${UNKNOWN}0`, '%00'])(
    'is not asked for by %j',
    async (id) => {
      const answer = await ask(server, `/v1/documents/${id}`)
      expect(codeOf(answer)).toBe('invalid-request')
    },
  )
})

describe('reprocessing and batches', () => {
  test('a document is enqueued again, in a batch of its own', async () => {
    const id = await extracted(server, text('again'), 'again.txt')
    expect(await takeAll(server.backend.queue)).not.toEqual([])
    const asked = { method: 'POST', token: server.writer }
    const { status, body, headers } = await ask(server, `/v1/documents/${id}/reprocess`, asked)
    expect(status).toBe(202)
    const batch = (body as { batch: number }).batch
    expect(headers.get('location')).toBe(`/v1/batches/${batch}`)
    expect((await ask(server, `/v1/batches/${batch}`)).body).toMatchObject({
      ...{ id: batch, kind: 'reprocess', arguments: [id], state: 'done', counts: { selected: 1 } },
    })
  })

  test('a batch tells how its documents stand', async () => {
    const { batch, documents } = await upload(server, { 'b1.txt': text('b1'), 'b2.txt': text('b2') })
    expect(documents.map(({ job }) => job)).toEqual(['added', 'added'])
    await server.backend.store.saveAttempt(sampleAttempt(sampleRecord(text('b1'))))
    expect((await ask(server, `/v1/batches/${batch}`)).body).toMatchObject({
      ...{ kind: 'ingest', arguments: ['upload:/b1.txt', 'upload:/b2.txt'], state: 'done' },
      documents: { total: 2, pending: 1, ok: 1, flagged: 0, failed: 0 },
    })
  })

  test('what is unknown is said to be so', async () => {
    const unknown = await ask(server, `/v1/documents/${UNKNOWN}/reprocess`, { method: 'POST', token: server.writer })
    expect([unknown.status, codeOf(unknown)]).toEqual([404, 'document-unknown'])
    const batch = await ask(server, '/v1/batches/999999')
    expect([batch.status, codeOf(batch)]).toEqual([404, 'batch-unknown'])
    for (const id of ['0', '-1', 'x', '1e3', '2147483648', '99999999999999999999'])
      expect(codeOf(await ask(server, `/v1/batches/${id}`))).toBe('invalid-request')
  })
})
