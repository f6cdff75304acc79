import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { startPostgres } from '../scripts/servers/postgres.js'
import { startRedis } from '../scripts/servers/redis.js'
import { startS3 } from '../scripts/servers/s3.js'
import type { Server } from '../scripts/servers/server.js'
import { sampleAttempt, sampleBatch, sampleName, sampleRecord } from '../src/store/testing/samples.js'
import { parseS3Url } from '../src/blobs/s3/location.js'
import { S3Blobs } from '../src/blobs/s3/s3.js'
import { BullQueue } from '../src/queue/bullmq/queue.js'
import { migrate } from '../src/store/postgres/migrate.js'
import { openPostgres } from '../src/store/postgres/open.js'
import { VERSION } from '../src/version.js'

/** Backup and restore of a fleet, as deploy/ has them, on real servers. */

const ROOT = resolve(import.meta.dirname, '..')
const MAIN = join(ROOT, 'dist/src/cli/main.js')
const ran = promisify(execFile)
/** The servers' start, on a machine that is busy with other suites. */
const SLOW_MS = 120_000

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nianbao-backup-'))
})
afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
})

const sha256Of = (content: string): string => createHash('sha256').update(content).digest('hex')

describe('the address of the database', () => {
  test('reaches the programs of PostgreSQL through the environment alone, where no list of processes shows it', async () => {
    const url = `postgres://user%40x:it%27s%20$HOME@[::1]:5433/na%2Fme?sslmode=require`
    const programs = join(folder, 'programs')
    await mkdir(programs)
    const shown = join(folder, 'shown')
    // Stands in for the real one: it writes down what it was given, and fails.
    const stub = `#!/bin/sh\necho "$*|$PGHOST|$PGPORT|$PGUSER|$PGPASSWORD|$PGDATABASE|$PGSSLMODE" > '${shown}'\nexit 9\n`
    for (const name of ['pg_dump', 'psql']) await writeFile(join(programs, name), stub, { mode: 0o755 })
    const env = {
      ...{ PATH: `${programs}:${process.env.PATH ?? ''}`, NIANBAO: 'false' },
      ...{ NIANBAO_REDIS_URL: 'redis://none', NIANBAO_DATABASE_URL: url, NIANBAO_S3_URL: 's3://none' },
    }
    const backup = join(folder, 'shown-backup')
    await mkdir(backup)
    await writeFile(join(backup, 'database.dump'), '')
    for (const name of ['backup', 'restore']) {
      await expect(ran(join(ROOT, 'deploy', name), [backup], { env })).rejects.toMatchObject({ code: 9 })
      const [given = '', ...environment] = (await readFile(shown, 'utf8')).trim().split('|')
      expect(environment).toEqual(['::1', '5433', 'user@x', "it's $HOME", 'na/me', 'require'])
      expect(given).not.toMatch(/it's|%27|postgres:/)
    }
  })
})

describe('backup and restore', () => {
  const servers: Server[] = []
  beforeAll(async () => {
    servers.push(await startRedis({ careless: true }), await startPostgres({ careless: true }), await startS3())
  }, SLOW_MS)
  afterAll(async () => {
    for (const server of servers) await server.stop()
  }, SLOW_MS)

  test(
    'bring all of a fleet back, and what was never read into the queue, though Redis is gone with all it held',
    async () => {
      const [redis, postgres, s3] = servers
      if (!redis || !postgres || !s3) throw new Error('the servers run in tests only')
      const backup = join(folder, 'backup')
      const databaseOf = (name: string): string => postgres.url.replace(/[^/]+$/, name)
      const environment = (database: string, prefix: string): NodeJS.ProcessEnv => ({
        ...{ PATH: process.env.PATH, LC_ALL: 'C.UTF-8', NIANBAO: `${process.execPath} ${MAIN}` },
        ...{ NIANBAO_REDIS_URL: redis.url, NIANBAO_DATABASE_URL: databaseOf(database) },
        NIANBAO_S3_URL: `${s3.url}/${prefix}`,
      })
      const blobsOf = (prefix: string): S3Blobs => {
        const location = parseS3Url(`${s3.url}/${prefix}`)
        if (!location) throw new Error('no address')
        return new S3Blobs(location)
      }
      await migrate(postgres.url)
      const before = await openPostgres(postgres.url)
      const batch = await before.beginBatch(sampleBatch)
      await before.putNames(batch, [sampleName('read.pdf', 'read'), sampleName('unread.pdf', 'unread')])
      await before.saveAttempt(sampleAttempt(sampleRecord('read'), { batch }))
      for (const content of ['read', 'unread']) {
        await writeFile(join(folder, content), content)
        await blobsOf('one').put(sha256Of(content), join(folder, content))
      }
      await before.close()

      const script = (name: string): string => join(ROOT, 'deploy', name)
      await ran(script('backup'), [backup], { env: environment('nianbao', 'one') })
      // A second time it copies what is new, and nothing is.
      const second = await ran(script('backup'), [backup], { env: environment('nianbao', 'one') })
      expect(second.stderr).toContain('0 originals copied, 2 were there already')

      await ran('psql', ['-q', '-X', postgres.url, '-c', 'create database restored'])
      await ran(script('restore'), [backup], { env: environment('restored', 'other') })
      const after = await openPostgres(databaseOf('restored'))
      const { status } = await after.tally()
      expect(Object.fromEntries(status)).toEqual({ ok: 1, pending: 1 })
      expect(await after.attempts(sha256Of('read'))).toHaveLength(1)
      await after.close()
      for (const content of ['read', 'unread']) expect(await blobsOf('other').has(sha256Of(content))).toBe(true)
      const queue = new BullQueue({ url: redis.url, version: VERSION })
      expect(await queue.counts()).toMatchObject({ waiting: 1 })
      await queue.close()
      // Over a database that holds anything it does nothing, and says what to do.
      await expect(ran(script('restore'), [backup], { env: environment('restored', 'other') })).rejects.toMatchObject({
        code: 1,
        stderr: expect.stringContaining('restore into an empty one'),
      })
      // A file damaged in the meantime is named, and does not come into a backup.
      const place = join(backup, 'originals', sha256Of('read').slice(0, 2), sha256Of('read').slice(2))
      await copyFile(join(folder, 'unread'), place)
      await ran('psql', ['-q', '-X', postgres.url, '-c', 'create database again'])
      await expect(ran(script('restore'), [backup], { env: environment('again', 'third') })).rejects.toMatchObject({
        code: 2,
        stderr: expect.stringContaining(sha256Of('read')),
      })
      const rest = await openPostgres(databaseOf('again'))
      expect((await rest.tally()).documents).toBe(2)
      await rest.close()
    },
    SLOW_MS,
  )
})
