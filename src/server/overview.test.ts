import { afterAll, beforeAll, expect, jest, test } from '@jest/globals'
import { z } from 'zod'
import { failedSample, fingerprint, sampleAttempt, sampleName, sampleRecord } from '../store/testing/samples.js'
import { ask, codeOf } from './testing/ask.js'
import { startServer, type TestServer } from './testing/server.js'

// A loaded machine takes its time.
jest.setTimeout(120_000)

let server: TestServer
beforeAll(async () => {
  server = await startServer()
  const { store } = server.backend
  const batch = await store.beginBatch({ kind: 'ingest', arguments: [], ...server.backend.kind })
  const put = async (path: string, record: ReturnType<typeof sampleRecord> | null): Promise<void> => {
    await store.putNames(batch, [sampleName(path, path)])
    if (record) await store.saveAttempt(sampleAttempt(record))
  }
  for (const year of [2020, 2021, 2023])
    await put(`甲/${year}.pdf`, sampleRecord(`甲/${year}.pdf`, { year, organ: '甲县人民政府', number: year - 2000 }))
  const flags = ['unbalanced'] as const
  const fault = { code: 'unbalanced', severity: 'fault', message: '不平。', page: null, table: null } as const
  await put(
    '甲/another.pdf',
    sampleRecord('甲/another.pdf', {
      ...{ year: 2023, organ: '甲县人民政府', status: 'flagged', problems: [fault] },
      values: { a_granted_all: { flags: [...flags] } },
    }),
  )
  await put('乙/2022.pdf', sampleRecord('乙/2022.pdf', { year: 2022, organ: '乙县人民政府' }))
  await put('乙/failed.pdf', failedSample('乙/failed.pdf'))
  await put('waits.pdf', null)
})
afterAll(() => server.stop())

test('an overview counts documents by year, folder, form, format and problem', async () => {
  const { body, status } = await ask(server, '/v1/overview')
  expect(status).toBe(200)
  expect(body).toMatchObject({
    ...{ documents: 7, gone: 0, organs: 2, missing: 1, status: { ok: 4, flagged: 1, failed: 1, pending: 1 } },
    formats: [{ format: 'pdf', status: { ok: 4, pending: 1 } }],
    repeated: { total: 1, first: [{ organ: '甲县人民政府', year: 2023, documents: [{}, {}] }] },
  })
  const { years, folders, problems } = z
    .object({
      years: z.array(z.object({ year: z.number().nullable(), form: z.record(z.string(), z.number()) })),
      folders: z.array(z.object({ folder: z.string().nullable(), years: z.record(z.string(), z.number()) })),
      problems: z.array(z.object({ code: z.string(), title: z.string(), documents: z.number() })),
    })
    .parse(body)
  expect(years.map(({ year }) => year)).toEqual([2020, 2021, 2022, 2023, null])
  expect(years.at(-1)?.form).toEqual({ none: 2 })
  expect(folders).toContainEqual({ folder: '.', years: { unknown: 1 } })
  expect(folders.find(({ folder }) => folder === '甲')?.years).toEqual({ 2020: 1, 2021: 1, 2023: 2 })
  expect(problems.find(({ code }) => code === 'encrypted')?.documents).toBe(1)
})

test('it is worded for who asks, and filtered', async () => {
  const chinese = await ask(server, '/v1/overview?status=failed', { headers: { 'accept-language': 'zh' } })
  expect(chinese.body).toMatchObject({ documents: 1, problems: [{ code: 'encrypted', title: /\p{sc=Han}/u }] })
  expect((await ask(server, '/v1/overview?year=2023&fileFormat=pdf')).body).toMatchObject({ documents: 2 })
  expect((await ask(server, '/v1/overview?yearKnown=false')).body).toMatchObject({ documents: 2 })
  expect(codeOf(await ask(server, '/v1/overview?colour=red'))).toBe('invalid-request')
  expect((await ask(server, '/v1/overview', { token: null })).status).toBe(401)
})

test('organs stand by year, those that miss one first, each with its documents', async () => {
  const { body } = await ask(server, '/v1/overview/organs')
  const first = (path: string): string => fingerprint(path).slice(0, 16)
  expect(body).toMatchObject({
    ...{ total: 2, years: [2020, 2021, 2022, 2023] },
    organs: [
      {
        ...{ organ: '甲县人民政府', missing: [2022] },
        reports: [
          { year: 2020, documents: 1, status: 'ok', ids: [first('甲/2020.pdf')] },
          { year: 2021, documents: 1, status: 'ok' },
          { year: 2023, documents: 2, status: 'flagged' },
        ],
      },
      { organ: '乙县人民政府', missing: [] },
    ],
  })
  expect((await ask(server, '/v1/overview/organs?offset=1&limit=1')).body).toMatchObject({
    ...{ total: 2, organs: [{ organ: '乙县人民政府' }] },
  })
  expect((await ask(server, '/v1/overview/organs?gaps=true')).body).toMatchObject({ total: 1 })
})

test('main values are told with their label, spread and bins', async () => {
  const { body } = await ask(server, '/v1/overview/values')
  expect(body).toMatchObject({
    ...{ flagged: 1, outliers: { total: 0, first: [] } },
    distributions: expect.arrayContaining([
      expect.objectContaining({ code: 'a_received_new_all', reports: 5, median: 20, largest: 23, zero: 0 }),
    ]),
  })
})

test('the tables of a dataset are told column by column, in both languages', async () => {
  const { body } = await ask(server, '/v1/datasets', { headers: { 'accept-language': 'zh' } })
  const { tables } = z
    .object({
      tables: z.array(
        z.object({
          name: z.string(),
          streamed: z.boolean(),
          columns: z.array(z.object({ name: z.string(), label: z.string() })),
        }),
      ),
    })
    .parse(body)
  const streamed = ['documents', 'names', 'tidy', 'wide', 'checks', 'problems', 'findings', 'tables', 'cells']
  expect(tables.map(({ name }) => name)).toEqual([...streamed, 'columns'])
  expect(tables.filter((table) => table.streamed).map(({ name }) => name)).toEqual(streamed)
  const [column] = tables.find(({ name }) => name === 'cells')?.columns ?? []
  expect(column).toEqual({ name: 'document', label: '文档指纹（SHA-256）' })
  const table = String((await ask(server, '/v1/export?format=csv&table=cells')).body)
  expect(table.trim().split(',')).toEqual(tables.find(({ name }) => name === 'cells')?.columns.map(({ name }) => name))
})
