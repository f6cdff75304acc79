import { createServer, connect, type Server as NetServer } from 'node:net'
import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { freePort } from '../../../scripts/servers/server.js'
import { LANGUAGES } from '../../model/problem.js'
import { type StoreErrorCode } from '../errors.js'
import { storeErrorOf } from '../testing/errors.js'
import { all } from '../testing/lists.js'
import { asked, faultsInDatabase, postgresForTests, type TestPostgres } from '../testing/postgres.js'
import { failedSample, fingerprint, sampleAttempt, sampleBatch, sampleName, sampleRecord } from '../testing/samples.js'
import { migrate, MIGRATIONS } from './migrate.js'
import { openPostgres } from './open.js'

let server: TestPostgres | null = null
beforeAll(async () => {
  server = await postgresForTests()
})
afterAll(() => server?.stop())
const real = (): TestPostgres => {
  if (!server) throw new Error('the server is there in tests only')
  return server
}

const SECRET = 'open-sesame'

/** Gives the code of an error, and checks that it has both languages and hides the password. */
async function errorOf(promise: Promise<unknown>): Promise<StoreErrorCode> {
  const error = await storeErrorOf(promise)
  for (const language of LANGUAGES) expect(JSON.stringify(error.told(language))).not.toContain(SECRET)
  return error.code
}

const with_ = (url: string, more: Partial<URL>): string => Object.assign(new URL(url), more).href

describe('a database that is away', () => {
  test.each(['kill', 'restart'] as const)(
    'for a while (%s) while documents are saved loses none and has none twice',
    async (how) => {
      const url = await real().database()
      const store = await openPostgres(url, { connections: 4 })
      const contents = Array.from({ length: 60 }, (_, index) => `${how} ${index}`)
      let saved = 0
      const left = contents.values()
      const worker = async (): Promise<void> => {
        for (const content of left) {
          expect(await store.saveAttempt(sampleAttempt(sampleRecord(content)))).toBe('saved')
          saved++
        }
      }
      const workers = Array.from({ length: 6 }, worker)
      for (const share of [10, 30]) {
        while (saved < share) await new Promise((resolve) => setTimeout(resolve, 5))
        if (how === 'kill') await real().kill()
        await real().restart()
      }
      await Promise.all(workers)
      const documents = await all(store.effective())
      expect(documents.map(({ sha256 }) => sha256).sort()).toEqual(contents.map(fingerprint).sort())
      for (const content of contents) expect(await store.attempts(fingerprint(content))).toHaveLength(1)
      await store.close()
      expect(await faultsInDatabase(url)).toEqual([])
    },
  )

  test('is waited for by those who read, page by page', async () => {
    const url = await real().database()
    const store = await openPostgres(url)
    const names = Array.from({ length: 1_100 }, (_, index) => `d${String(index).padStart(4, '0')}`)
    await store.putNames(
      await store.beginBatch(sampleBatch),
      names.map((name) => sampleName(name, name)),
    )
    const seen: string[] = []
    for await (const { path } of store.documents()) {
      if (seen.length === 300) await real().restart()
      seen.push(path)
    }
    expect(seen).toEqual(names)
    await store.close()
  })

  test('for good is said so, after some patience', async () => {
    const url = await real().database()
    const store = await openPostgres(url, { patienceMs: 300 })
    await real().kill()
    expect(await errorOf(store.saveAttempt(sampleAttempt(sampleRecord('x'))))).toBe('database-unreachable')
    expect(await errorOf(store.beginBatch(sampleBatch))).toBe('database-unreachable')
    expect(await errorOf(all(store.documents()))).toBe('database-unreachable')
    await real().restart()
    expect(await store.saveAttempt(sampleAttempt(sampleRecord('x')))).toBe('saved')
    await store.close()
  })
})

/** Stands between a client and the server, and cuts the connection once the server has answered the next commit. */
async function cutter(port: number): Promise<{ port: number; arm: () => void; server: NetServer }> {
  let armed = false
  const between = createServer((client) => {
    const upstream = connect({ port, host: '127.0.0.1' })
    let cut = false
    client.on('data', (chunk) => {
      if (armed && chunk.includes('commit')) [armed, cut] = [false, true]
      upstream.write(chunk)
    })
    upstream.on('data', (chunk) => {
      if (cut) client.destroy()
      else client.write(chunk)
    })
    for (const [from, to] of [...[[client, upstream] as const, [upstream, client] as const]])
      from.on('error', () => to.destroy()).on('close', () => to.destroy())
  }).listen(0, '127.0.0.1')
  await once(between, 'listening')
  const address = between.address()
  if (address === null || typeof address === 'string') throw new Error('The system gave no port.')
  return { port: address.port, arm: () => (armed = true), server: between }
}

describe('a connection that is cut just after everything was written, before that was heard of', () => {
  test.each([
    ['a result', sampleAttempt(sampleRecord('x'))],
    ['a failure that passes', sampleAttempt(failedSample('x', 'office-missing'))],
  ])('leaves %s once', async (_, attempt) => {
    const url = await real().database()
    const between = await cutter(real().port)
    const store = await openPostgres(with_(url, { port: String(between.port) }))
    await store.batches(1)
    between.arm()
    expect(await store.saveAttempt(attempt)).toBe('saved')
    expect(await store.attempts(fingerprint('x'))).toHaveLength(1)
    await store.close()
    between.server.close()
    expect(await faultsInDatabase(url)).toEqual([])
  })

  test('is not written again where that could double it', async () => {
    const url = await real().database()
    const between = await cutter(real().port)
    const store = await openPostgres(with_(url, { port: String(between.port) }))
    await store.saveAttempt(sampleAttempt(sampleRecord('x')))
    const said = {
      kind: 'confirm',
      code: 'p_rules_issued',
      value: null,
      readThen: '7',
      author: '王',
      note: null,
    } as const
    between.arm()
    expect(await errorOf(store.addCorrections([{ sha256: fingerprint('x'), ...said }]))).toBe('database-unreachable')
    expect(await store.corrections()).toHaveLength(1)
    await store.close()
    between.server.close()
  })
})

describe('opening a database', () => {
  test('that nobody answers for, or that does not let us in, says so and keeps the password to itself', async () => {
    const quick = { firstPatienceMs: 50 }
    const url = with_(await real().database(), { password: SECRET })
    expect(await errorOf(openPostgres(with_(url, { port: String(await freePort()) }), quick))).toBe(
      'database-unreachable',
    )
    expect(await errorOf(openPostgres(with_(url, { pathname: '/nowhere' }), quick))).toBe('database-refused')
    expect(await errorOf(openPostgres(with_(url, { username: 'nobody' }), quick))).toBe('database-refused')
    expect(await errorOf(openPostgres(with_(url, { search: '?sslmode=require' }), quick))).toBe('database-refused')
    expect(await errorOf(openPostgres(`mysql://root:${SECRET}@localhost/x`))).toBe('database-refused')
    expect(await errorOf(openPostgres(`not a url ${SECRET}`))).toBe('database-refused')
  })

  test('without tables asks for them to be made', async () => {
    const url = await real().database({ tables: false })
    expect(await errorOf(openPostgres(url))).toBe('schema-older')
    await expect(openPostgres(url)).rejects.toThrow(/nianbao migrate/)
  })

  test('of a newer version is refused, also by those who had it open when it became so', async () => {
    const url = await real().database()
    const store = await openPostgres(url)
    await asked(url, `insert into kysely_migration values ('9999-hyperspace', '2099-01-01')`)
    expect(await errorOf(openPostgres(url))).toBe('schema-newer')
    expect(await errorOf(migrate(url))).toBe('schema-newer')
    await real().restart()
    expect(await errorOf(store.saveAttempt(sampleAttempt(sampleRecord('x'))))).toBe('schema-newer')
    await store.close()
  })
})

describe('migrating', () => {
  const ALL = Object.keys(MIGRATIONS)

  test('by several at once is done once, and again does nothing', async () => {
    const url = await real().database({ tables: false })
    expect(await migrate(url, { dryRun: true })).toEqual(ALL)
    const done = await Promise.all(Array.from({ length: 6 }, () => migrate(url)))
    expect(done.flat()).toEqual(ALL)
    expect(await migrate(url, { dryRun: true })).toEqual([])
    expect(await migrate(url)).toEqual([])
    await (await openPostgres(url)).close()
  })

  test('that fails in the middle leaves nothing', async () => {
    const url = await real().database({ tables: false })
    const migrations = {
      '0001-fine': { up: () => Promise.resolve() },
      '0002-fails': { up: () => Promise.reject(new Error('no')) },
    }
    await expect(migrate(url, { migrations })).rejects.toThrow('no')
    expect(await migrate(url, { migrations, dryRun: true })).toEqual(['0001-fine', '0002-fails'])
    expect(await migrate(url)).toEqual(ALL)
  })

  test('leaves tables of something else, and texts that hold not every character, alone', async () => {
    const taken = await real().database({ tables: false })
    await asked(taken, 'create table documents (title text)')
    expect(await errorOf(migrate(taken))).toBe('database-foreign')
    await asked(taken, `create database narrow template template0 encoding 'SQL_ASCII'`)
    expect(await errorOf(migrate(with_(taken, { pathname: '/narrow' })))).toBe('database-encoding')
  })
})
