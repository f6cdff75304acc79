import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Redis } from 'ioredis'
import { startPostgres } from '../scripts/servers/postgres.js'
import { startRedis } from '../scripts/servers/redis.js'
import { until, type Server } from '../scripts/servers/server.js'
import { nianbao } from './support/cli.js'
import { startCommand } from './support/command.js'

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

test('status tells what the database knows where Redis is away, and that the queue does not answer', async () => {
  const report = join(import.meta.dirname, '../samples/text-2021-cells-ended-by-bars.txt')
  expect(await nianbao(['ingest', report, '--detach'], { environment })).toMatchObject({ status: 0 })
  const away = { ...environment, NIANBAO_REDIS_URL: 'redis://127.0.0.1:1/0' }
  const { status, out, err } = await nianbao(['status'], { environment: away })
  expect(status).toBe(1)
  expect(out).toContain('1 document: ok 0, flagged 0, failed 0, pending 1')
  expect(out).toContain('Queue: not reached')
  expect(err).toMatch(/The queue, Redis at 127\.0\.0\.1:1\/0, cannot be reached/)
  const json = await nianbao(['status', '--json'], { environment: away })
  expect(JSON.parse(json.out)).toMatchObject({
    ...{ documents: 1, status: { pending: 1 }, queue: null, paused: null },
    queueFault: { message: expect.stringContaining('cannot be reached') },
  })
}, 120_000)

test('a server writes nothing but JSON where nobody sits at a terminal', async () => {
  const server = startCommand(['serve', '--port', '0', '--host', '0.0.0.0'], { environment })
  await until(() => server.printed.out.includes('Server listening'), 'the server listens')
  server.process.kill('SIGTERM')
  const { status, out, err } = await server.ended
  expect(status).toBe(0)
  const lines = `${out}${err}`.trim().split('\n')
  expect(lines.map((line) => typeof JSON.parse(line))).toEqual(lines.map(() => 'object'))
  expect(lines.join('\n')).toContain('put a proxy with TLS in front')
}, 60_000)
