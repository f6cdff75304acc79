import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chmod, copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import fastify from 'fastify'
import { Registry } from 'prom-client'
import { z } from 'zod'
import { startPostgres } from '../scripts/servers/postgres.js'
import { startRedis } from '../scripts/servers/redis.js'
import { startS3 } from '../scripts/servers/s3.js'
import type { Server } from '../scripts/servers/server.js'
import { sampleAttempt, sampleBatch, sampleName, sampleRecord } from '../src/store/testing/samples.js'
import { parseS3Url } from '../src/blobs/s3/location.js'
import { S3Blobs } from '../src/blobs/s3/s3.js'
import { DocumentMetrics, processMetrics, queueMetrics } from '../src/fleet/metrics/index.js'
import { BullQueue } from '../src/queue/bullmq/queue.js'
import { countRequests } from '../src/server/metrics.js'
import { migrate } from '../src/store/postgres/migrate.js'
import { openPostgres } from '../src/store/postgres/open.js'
import { VERSION } from '../src/version.js'

/** What stands in deploy/ and the compose file, held against the tools that will read it; no container is run. */

const ROOT = resolve(import.meta.dirname, '..')
const MAIN = join(ROOT, 'dist/src/cli/main.js')
const ran = promisify(execFile)
/** Python's start, on a machine that is busy with other suites. */
const SLOW_MS = 120_000

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nianbao-deploy-'))
})
afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
})

/** The API lets requests end for so long. */
const ENDING_SECONDS = 25

const SECRETS = { POSTGRES_PASSWORD: 'p', REDIS_PASSWORD: 'r', S3_KEY: 'k', S3_SECRET: 's' }

const serviceSchema = z.object({
  command: z.array(z.string()).optional(),
  environment: z.record(z.string(), z.string()).optional(),
  healthcheck: z.unknown().optional(),
  ports: z.array(z.unknown()).optional(),
  cpus: z.unknown().optional(),
  profiles: z.array(z.string()).optional(),
  mem_limit: z.unknown().optional(),
  container_name: z.string().optional(),
})
const composeSchema = z.object({ services: z.record(z.string(), serviceSchema) })

async function composed(secrets: Readonly<Record<string, string>>): Promise<z.infer<typeof composeSchema>> {
  const file = join(ROOT, 'docker-compose.yml')
  const read = await ran('docker-compose', ['-f', file, '--project-directory', folder, 'config'], {
    env: { PATH: process.env.PATH, ...secrets },
  })
  return composeSchema.parse(await yaml(read.stdout))
}

/** Debian's docker-compose brings the parser along. */
async function yaml(text: string): Promise<unknown> {
  const file = join(folder, 'read.yml')
  await writeFile(file, text)
  const { stdout } = await ran('python3', [
    '-c',
    'import json, sys, yaml; print(json.dumps(yaml.safe_load(open(sys.argv[1]))))',
    file,
  ])
  return JSON.parse(stdout)
}

describe('the compose file', () => {
  test(
    'is one, with every service watched over and the workers free to be many',
    async () => {
      const { services } = await composed(SECRETS)
      expect(Object.keys(services).sort()).toEqual([
        ...['api', 'backup', 'bucket', 'migrate', 'postgres', 'redis', 's3', 'worker'],
      ])
      // Run by hand alone.
      expect(services.backup?.profiles).toEqual(['backup'])
      for (const name of ['api', 'postgres', 'redis', 's3', 'worker'])
        expect([name, services[name]?.healthcheck]).toEqual([name, expect.anything()])
      expect(services.worker).not.toMatchObject({ ports: expect.anything() })
      expect(services.worker?.container_name).toBeUndefined()
      expect(services.redis?.command).toEqual(expect.arrayContaining(['--appendonly', 'yes', 'noeviction']))
      for (const name of ['api', 'worker', 'migrate'])
        expect(Object.keys(services[name]?.environment ?? {}).sort()).toEqual([
          ...['LC_MESSAGES', 'NIANBAO_DATABASE_URL', 'NIANBAO_REDIS_URL', 'NIANBAO_S3_URL'],
        ])
      // One worker cannot take the whole host, and reads no more at once than its share carries.
      expect(services.worker).toMatchObject({ cpus: expect.anything(), mem_limit: expect.anything() })
      expect(services.worker?.command).toEqual(expect.arrayContaining(['--concurrency', '--scan-concurrency']))
      // Others come in through a proxy.
      expect(JSON.stringify(services.api?.ports)).toContain('127.0.0.1')
    },
    SLOW_MS,
  )

  test(
    'holds no secret, and says which one is missing',
    async () => {
      await expect(composed({ ...SECRETS, S3_SECRET: '' })).rejects.toMatchObject({
        stderr: expect.stringContaining('S3_SECRET'),
      })
      const example = await readFile(join(ROOT, '.env.example'), 'utf8')
      for (const name of Object.keys(SECRETS)) expect(example).toMatch(new RegExp(`^${name}=$`, 'm'))
    },
    SLOW_MS,
  )

  test('calls commands that there are, and the image holds what they need', async () => {
    const { services } = await composed(SECRETS)
    for (const name of ['api', 'worker', 'migrate'])
      await ran(process.execPath, [MAIN, services[name]?.command?.[0] ?? '', '--help'])
    const dockerfile = await readFile(join(ROOT, 'Dockerfile'), 'utf8')
    for (const part of ['fonts-noto-cjk', 'libreoffice-writer-nogui', 'USER node']) expect(dockerfile).toContain(part)
    const copied = [...dockerfile.matchAll(/^COPY (?!--)(.+) \S+$/gm)].flatMap(([, files = '']) => files.split(' '))
    const ignored = await readFile(join(ROOT, '.dockerignore'), 'utf8')
    for (const file of copied) {
      expect([file, existsSync(join(ROOT, file))]).toEqual([file, true])
      expect(ignored).toContain(`!${file}\n`)
    }
  }, 120_000)
})

test(
  'the example for Prometheus asks workers and API where they answer',
  async () => {
    const text = await readFile(join(ROOT, 'deploy/prometheus.yml'), 'utf8')
    const { services } = await composed(SECRETS)
    expect(await yaml(text)).toMatchObject({
      scrape_configs: [
        { dns_sd_configs: [{ names: ['worker'], type: 'A', port: portOf(services.worker?.command, '--health') }] },
        { static_configs: [{ targets: [`api:${portOf(services.api?.command, '--port')}`] }] },
      ],
      rule_files: ['alerts.yml'],
    })
    expect(existsSync(join(ROOT, 'deploy/alerts.yml'))).toBe(true)
  },
  SLOW_MS,
)

const portOf = (command: readonly string[] = [], flag: string): number =>
  Number(/\d+$/.exec(command[command.indexOf(flag) + 1] ?? '')?.[0])

describe('the systemd units', () => {
  test(
    'are sound',
    async () => {
      const units = (await readdir(join(ROOT, 'deploy/systemd'))).filter((name) => name.endsWith('.service'))
      expect(units.sort()).toEqual(['nianbao-api.service', 'nianbao-migrate.service', 'nianbao-worker@.service'])
      const place = join(folder, 'units')
      await mkdir(place)
      for (const unit of units) {
        const text = await readFile(join(ROOT, 'deploy/systemd', unit), 'utf8')
        // The program is not installed here, but a program it must be.
        await writeFile(join(place, unit), text.replaceAll('/usr/bin/nianbao', process.execPath))
        const [, command = ''] = /^ExecStart=\/usr\/bin\/nianbao (\w+)/m.exec(text) ?? []
        await ran(process.execPath, [MAIN, command, '--help'])
        for (const line of text.split('\n').filter((each) => each !== '' && !each.startsWith('#')))
          expect(line).toMatch(/^(?:\[\w+\]|[A-Z]\w+=.+)$/)
      }
      for (const unit of units.filter((name) => !name.includes('migrate'))) {
        const text = await readFile(join(place, unit), 'utf8')
        // The order to end goes to the process itself, which ends its children in their time, and leaves it that time.
        expect([unit, /^KillMode=(.*)$/m.exec(text)?.[1]]).toEqual([unit, 'mixed'])
        const drain = Number(/--drain-seconds (\d+)/.exec(text)?.[1] ?? ENDING_SECONDS)
        expect(Number(/^TimeoutStopSec=(\d+)$/m.exec(text)?.[1])).toBeGreaterThan(drain)
      }
      if (!existsSync('/usr/bin/systemd-analyze')) return
      for (const unit of units)
        await ran('systemd-analyze', ['verify', '--man=no', join(place, unit.replace('@.', '@1.'))], {
          env: { ...process.env, SYSTEMD_UNIT_PATH: `${place}:` },
        }).catch((error: unknown) => {
          const { stderr } = z.object({ stderr: z.string() }).parse(error)
          // Units of this machine are none of ours.
          expect(stderr.split('\n').filter((line) => line.includes('nianbao'))).toEqual([])
        })
    },
    SLOW_MS,
  )
})

const alertsSchema = z.object({
  groups: z.array(
    z.object({
      name: z.string(),
      rules: z.array(
        z.strictObject({
          alert: z.string().regex(/^Nianbao[A-Z]\w+$/),
          expr: z.string(),
          for: z.string().regex(/^\d+[mh]$/),
          labels: z.strictObject({ severity: z.enum(['critical', 'warning']) }),
          annotations: z.strictObject({ summary: z.string(), description: z.string() }),
        }),
      ),
    }),
  ),
})

test(
  'the alerts speak of metrics, labels and values that there are',
  async () => {
    const text = await readFile(join(ROOT, 'deploy/alerts.yml'), 'utf8')
    const { groups } = alertsSchema.parse(await yaml(text))
    const registry = new Registry()
    queueMetrics(registry, { gauges: () => Promise.resolve([]) })
    new DocumentMetrics(registry)
    processMetrics(registry)
    countRequests(fastify(), registry)
    const metrics = new Map(
      (await registry.getMetricsAsJSON()).map(({ name }) => [name, registry.getSingleMetric(name)]),
    )
    for (const { expr } of groups.flatMap(({ rules }) => rules)) {
      const used = [...expr.matchAll(/(nianbao_\w+?)(?:_bucket)?(?:\{(\w+)=~?"([^"]+)"\}|(?!\w))/g)]
      expect(used.length).toBeGreaterThan(0)
      for (const [, name = '', label] of used) {
        const metric = metrics.get(name)
        expect([name, metric]).toEqual([name, expect.anything()])
        if (label) expect(z.object({ labelNames: z.array(z.string()) }).parse(metric).labelNames).toContain(label)
      }
    }
  },
  SLOW_MS,
)

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
      // What was damaged in the meantime is told, and does not come into a backup.
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

test(
  'scripts/fleet-local gives a fleet in one command, keeps its data and leaves no process behind',
  async () => {
    const place = join(folder, 'local')
    const start = [join(ROOT, 'dist/scripts/servers/fleet-local.js'), '--data', place, '--workers', '0', '--']
    // PostgreSQL's own user goes through it.
    await chmod(folder, 0o755)
    await writeFile(join(folder, 'report.txt'), 'no report')
    await ran(process.execPath, [...start, 'nianbao', 'ingest', join(folder, 'report.txt'), '--detach'])
    const second = await ran(process.execPath, [...start, 'nianbao', 'status', '--json'])
    expect(JSON.parse(second.stdout)).toMatchObject({ documents: 1, queue: { waiting: 1 } })
    // A worker that dies is told of, and another one takes its place.
    const lost = `before=$(pgrep -P $PPID -f 'main.js [w]orker'); kill -9 $before
      for turn in $(seq 150); do
        after=$(pgrep -P $PPID -f 'main.js [w]orker'); [ -n "$after" ] && [ "$after" != "$before" ] && exit 0; sleep 0.2
      done; exit 1`
    const third = await ran(process.execPath, [...start.with(4, '1'), 'bash', '-c', lost])
    expect(third.stderr).toMatch(/^worker 1 ended \(SIGKILL\); another one is started, see .*worker-1\.log$/m)
    const { stdout: processes } = await ran('ps', ['-eo', 'args'])
    expect(processes.split('\n').filter((line) => line.includes(place))).toEqual([])
  },
  SLOW_MS,
)

const sha256Of = (content: string): string => createHash('sha256').update(content).digest('hex')
