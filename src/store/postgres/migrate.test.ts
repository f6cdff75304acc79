import { afterAll, beforeAll, expect, test } from '@jest/globals'
import pg from 'pg'
import { EARLIER_CURRENT, earlierRows, expectReadsTheSame } from '../testing/earlier.js'
import { storeErrorOf } from '../testing/errors.js'
import { postgresForTests, type TestPostgres } from '../testing/postgres.js'
import { migrate, MIGRATIONS } from './migrate.js'
import { openPostgres } from './open.js'

let server: TestPostgres | null = null
beforeAll(async () => {
  server = await postgresForTests()
})
afterAll(() => server?.stop())

test('a database of an earlier version reads the same, with corrections and history, and can do what is new', async () => {
  const url = (await server?.database({ tables: false })) ?? ''
  const { '0001-tables': tables, ...later } = MIGRATIONS
  if (!tables) throw new Error('the first migration is not there')
  await migrate(url, { migrations: { '0001-tables': tables } })
  expect((await storeErrorOf(openPostgres(url))).code).toBe('schema-older')
  const client = new pg.Client(url)
  await client.connect()
  for (const { table, columns } of earlierRows()) {
    const names = Object.keys(columns)
    const places = names.map((_, place) => `$${place + 1}`).join(', ')
    await client.query(`insert into ${table} (${names.join(', ')}) values (${places})`, Object.values(columns))
  }
  await client.query(EARLIER_CURRENT)
  await client.end()
  expect(await migrate(url)).toEqual(Object.keys(later))
  const store = await openPostgres(url)
  await expectReadsTheSame(store)
  await store.close()
})
