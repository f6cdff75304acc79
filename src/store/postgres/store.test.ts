import { afterAll, beforeAll } from '@jest/globals'
import { describeStore } from '../testing/describe-store.js'
import { postgresForTests, type TestPostgres } from '../testing/postgres.js'
import { openPostgres } from './open.js'

let server: TestPostgres | null = null
beforeAll(async () => {
  server = await postgresForTests()
})
afterAll(() => server?.stop())

describeStore('PostgreSQL', async () => openPostgres((await server?.database()) ?? ''))
