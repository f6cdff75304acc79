import { afterAll, beforeAll, expect, jest, test } from '@jest/globals'
import { postgresForTests, type TestPostgres } from '../../store/testing/postgres.js'
import { EXIT } from '../exit.js'
import { speaker } from '../messages.js'
import { migrateCommand } from './migrate.js'

let server: TestPostgres | null = null
beforeAll(async () => {
  server = await postgresForTests()
})
afterAll(() => server?.stop())

/** What the command prints, and its exit status. */
async function run(options: unknown): Promise<{ status: number; out: string; err: string }> {
  const written = { out: '', err: '' }
  const spies = [
    jest.spyOn(process.stdout, 'write').mockImplementation((text) => ((written.out += String(text)), true)),
    jest.spyOn(process.stderr, 'write').mockImplementation((text) => ((written.err += String(text)), true)),
  ]
  const status = await migrateCommand(options, speaker('en'), 'en')
  for (const spy of spies) spy.mockRestore()
  return { status, ...written }
}

test('migrate lists what it would do, does it, and finds nothing to do the next time', async () => {
  const databaseUrl = await server?.database({ tables: false })
  expect(await run({ databaseUrl, dryRun: true })).toMatchObject({ status: EXIT.fine, out: '0001-tables\n' })
  expect(await run({ databaseUrl })).toEqual({ status: EXIT.fine, out: '0001-tables\n', err: '1 migration(s) run.\n' })
  expect(await run({ databaseUrl })).toMatchObject({
    status: EXIT.fine,
    out: '',
    err: expect.stringContaining('Nothing to do'),
  })
})

test('migrate without a database, or with one that is not there, says what to do', async () => {
  expect(await run({})).toMatchObject({ status: EXIT.usage, err: expect.stringContaining('NIANBAO_DATABASE_URL') })
  const databaseUrl = (await server?.database())?.replace(/[^/]+$/, 'nowhere')
  expect(await run({ databaseUrl })).toMatchObject({ status: EXIT.usage, err: expect.stringContaining('nowhere') })
})
