import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import pg from 'pg'
import { openPostgres } from '../../src/store/postgres/open.js'
import { all } from '../../src/store/testing/lists.js'
import { faultsInDatabase, postgresForTests, type TestPostgres } from '../../src/store/testing/postgres.js'
import { multiply } from './multiply.js'
import { questionsOf } from './questions.js'
import { sampleRecords, synthetic } from './synthetic.js'

/** The store that is measured, in a small size: whole, and answering everything that is asked of it. */

const DISTINCT = 20
const DOCUMENTS = 210

let server: TestPostgres | null = null
beforeAll(async () => {
  server = await postgresForTests()
})
afterAll(() => server?.stop())

test('a store of documents that never were is whole, and answers', async () => {
  const url = (await server?.database()) ?? ''
  const store = await openPostgres(url)
  const client = new pg.Client(url)
  await client.connect()
  const base = await sampleRecords(join(import.meta.dirname, '../../samples'))
  const made = Array.from({ length: DISTINCT }, (_, index) => synthetic(base, index + 1))
  const batch = await store.beginBatch({ kind: 'ingest', arguments: ['/in'], version: '1', options: 'x' })
  await store.putNames(
    batch,
    made.map(({ name }) => name),
  )
  for (const { attempt } of made) await store.saveAttempt({ ...attempt, batch })
  await multiply(client, DISTINCT, DOCUMENTS)
  expect(await faultsInDatabase(url)).toEqual([])
  const documents = await all(store.documents())
  expect(new Set(documents.map(({ path }) => path)).size).toBe(DOCUMENTS)
  expect((await store.tally()).documents).toBe(DOCUMENTS)
  // An attempt saved after the copies finds its numbers free.
  const { attempt } = synthetic(base, DOCUMENTS + 1)
  expect(await store.saveAttempt({ ...attempt, batch })).toBe('saved')
  for (const { ask } of await questionsOf(store, client)) expect(await ask()).toBeDefined()
  await client.end()
  await store.close()
}, 60_000)
