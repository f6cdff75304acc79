import { afterAll, beforeAll, expect, jest, test } from '@jest/globals'
import type { paths } from 'nianbao-api'
import createClient from 'openapi-fetch'
import { extracted, text, UNKNOWN } from './testing/documents.js'
import { startServer, type TestServer } from './testing/server.js'

/** A client that is made of the API's own description, against a real server. */

// A loaded machine takes its time.
jest.setTimeout(120_000)

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

const clientOf = (token: string) =>
  createClient<paths>({ baseUrl: server.url, headers: { authorization: `Bearer ${token}` } })

test('a document is found, corrected on the version that was seen, and counted', async () => {
  const id = await extracted(server, text('甲镇'), '甲.txt')
  const client = clientOf(server.writer)
  const list = await client.GET('/v1/documents', { params: { query: { search: ['甲'] } } })
  expect(list.data?.documents.map((row) => row.id)).toEqual([id])
  const params = { path: { id } }
  const document = await client.GET('/v1/documents/{id}', { params })
  const etag = document.response.headers.get('etag') ?? ''
  const corrections = [{ code: 'p_rules_issued', value: 7 }]
  const said = await client.POST('/v1/documents/{id}/corrections', {
    params: { ...params, header: { 'if-match': etag } },
    body: { corrections },
  })
  expect(said.data?.corrections).toMatchObject([
    { kind: 'correct', code: 'p_rules_issued', value: '7', author: 'writer' },
  ])
  const again = await client.POST('/v1/documents/{id}/corrections', {
    params: { ...params, header: { 'if-match': etag } },
    body: { corrections: [{ code: 'p_rules_issued', value: 8 }] },
  })
  expect([again.response.status, again.error?.error.code]).toEqual([412, 'said-meanwhile'])
  const tally = await client.GET('/v1/counts', { params: { query: {} } })
  expect(tally.data).toMatchObject({ documents: 1, year: { 2023: 1 } })
})

test('doubts come with what is needed to settle them, and are gone then', async () => {
  const id = await extracted(server, text('乙镇'), '乙.txt', {
    status: 'flagged',
    values: {
      p_rules_issued: { value: 9, raw: '9', flags: ['low-confidence'], confidence: 0.7, alternatives: ['3', '7'] },
      a_received_new_all: { value: null, raw: null, state: 'not-found', flags: ['not-found'], cell: null },
    },
  })
  const client = clientOf(server.writer)
  const query = { search: ['乙.txt'], limit: 5 }
  const before = await client.GET('/v1/doubts', { params: { query } })
  const [group] = before.data?.documents ?? []
  const codes = group?.doubts.map((doubt) => doubt.code) ?? []
  expect([group?.document.id, before.data?.next]).toEqual([id, null])
  expect(codes).toEqual(['p_rules_issued', 'a_received_new_all'])
  expect(group?.doubts[0]).toMatchObject({ raw: '9', confidence: 0.7, alternatives: ['3', '7'], places: [{ page: 1 }] })
  const [equation] = group?.doubts[1]?.equations ?? []
  expect(equation).toMatchObject({
    id: 'applications.balance',
    at: 'total',
    name: 'Balance of applications, column “Total”',
  })
  expect(group?.values[equation?.right[0] ?? '']).toMatchObject({ value: 7, state: 'number' })
  const corrections = codes.map((code) => ({ code, value: 7 }))
  const said = await client.POST('/v1/documents/{id}/corrections', { params: { path: { id } }, body: { corrections } })
  expect(said.response.status).toBe(200)
  const after = await client.GET('/v1/doubts', { params: { query } })
  // All that the sample's equations find wrong is no doubt about a reading.
  expect(after.data?.documents.flatMap(({ doubts }) => doubts.filter(({ kind }) => kind !== 'suspect'))).toEqual([])
  const sheets = await client.GET('/v1/documents/{id}/sheets', { params: { path: { id } } })
  expect(Object.keys(sheets.data?.labels ?? {})).toContain('p_rules_issued')
})

test('refusals are typed by their status', async () => {
  const { error, response } = await clientOf(server.reader).GET('/v1/documents/{id}/pages/{page}/picture', {
    params: { path: { id: UNKNOWN, page: '1' } },
  })
  expect([response.status, error?.error.code]).toEqual([404, 'document-unknown'])
})
