import { afterAll, beforeAll, expect, jest, test } from '@jest/globals'
import { postgresForTests, type TestPostgres } from '../../store/testing/postgres.js'
import { EXIT } from '../exit.js'
import { run as runProgram } from '../program.js'

let server: TestPostgres | null = null
beforeAll(async () => {
  server = await postgresForTests()
})
afterAll(() => server?.stop())

/** Gives the output of the command, and its exit status. */
async function run(...args: readonly string[]): Promise<{ status: number; out: string; err: string }> {
  const written = { out: '', err: '' }
  const spies = [
    jest.spyOn(process.stdout, 'write').mockImplementation((text) => ((written.out += String(text)), true)),
    jest.spyOn(process.stderr, 'write').mockImplementation((text) => ((written.err += String(text)), true)),
  ]
  const status = await runProgram(['migrate', ...args], 'en')
  for (const spy of spies) spy.mockRestore()
  return { status, ...written }
}

test('migrate lists what it would do, does it, and finds nothing to do the next time', async () => {
  const databaseUrl = (await server?.database({ tables: false })) ?? ''
  expect(await run('--database-url', databaseUrl, '--dry-run')).toMatchObject({
    status: EXIT.fine,
    out: '0001-tables\n0002-undo\n0010-said\n0011-paths\n0012-webhooks\n0013-content\n0014-lists\n0017-workbench\n0018-findings\n',
  })
  expect(await run('--database-url', databaseUrl)).toEqual({
    status: EXIT.fine,
    out: '0001-tables\n0002-undo\n0010-said\n0011-paths\n0012-webhooks\n0013-content\n0014-lists\n0017-workbench\n0018-findings\n',
    err: '9 migrations run.\n',
  })
  expect(await run('--database-url', databaseUrl)).toMatchObject({
    status: EXIT.fine,
    out: '',
    err: expect.stringContaining('Nothing to do'),
  })
})

test('migrate without a database, or with one that is not there, says what to do', async () => {
  expect(await run()).toMatchObject({ status: EXIT.usage, err: expect.stringContaining('NIANBAO_DATABASE_URL') })
  const databaseUrl = ((await server?.database()) ?? '').replace(/[^/]+$/, 'nowhere')
  expect(await run('--database-url', databaseUrl)).toMatchObject({
    status: EXIT.usage,
    err: expect.stringContaining('nowhere'),
  })
})
