import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Redis } from 'ioredis'
import { startPostgres } from '../scripts/servers/postgres.js'
import { startRedis } from '../scripts/servers/redis.js'
import type { Server } from '../scripts/servers/server.js'
import { nianbao } from './support/cli.js'

/** Programs of a fleet whose Redis may drop jobs, or only reads: they say so and end. */

let folder: string
let redis: Redis
let servers: readonly Server[]
let environment: Readonly<Record<string, string>>

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nianbao-policy-'))
  const [server, postgres] = await Promise.all([startRedis(), startPostgres({ careless: true })])
  servers = [server, postgres]
  redis = new Redis(server.url)
  environment = {
    ...{
      NIANBAO_REDIS_URL: server.url,
      NIANBAO_DATABASE_URL: postgres.url,
      NIANBAO_S3_URL: pathToFileURL(folder).href,
    },
    ...{ NIANBAO_CONFIG: '', NIANBAO_DATA: '' },
  }
  expect(await nianbao(['migrate'], { environment })).toMatchObject({ status: 0 })
}, 120_000)

afterAll(async () => {
  redis.disconnect()
  for (const server of servers) await server.stop()
  await rm(folder, { recursive: true, force: true })
}, 60_000)

test.each([['worker'], ['serve', '--port', '0'], ['doctor']])(
  '%s refuses a Redis that may drop jobs',
  async (...args) => {
    await redis.config('SET', 'maxmemory-policy', 'allkeys-lru')
    const { status, out, err } = await nianbao(args, { environment })
    await redis.config('SET', 'maxmemory-policy', 'noeviction')
    expect(status).toBe(1)
    expect(out + err).toContain('allkeys-lru')
    expect(out + err).toContain('maxmemory-policy noeviction')
    expect(out + err).not.toMatch(/\n\s+at /)
  },
  60_000,
)

test('ingest names a Redis that became a replica', async () => {
  await redis.replicaof('127.0.0.1', 1)
  const report = join(import.meta.dirname, '../samples/text-2021-cells-ended-by-bars.txt')
  const { status, err } = await nianbao(['ingest', report, '--detach'], { environment })
  await redis.replicaof('NO', 'ONE')
  expect(status).toBe(1)
  expect(err).toContain('it is a replica')
  expect(err).not.toMatch(/\n\s+at /)
}, 60_000)
