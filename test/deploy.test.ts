import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import fastify from 'fastify'
import { Registry } from 'prom-client'
import { z } from 'zod'
import { DocumentMetrics, processMetrics, queueMetrics } from '../src/fleet/metrics/index.js'
import { countRequests } from '../src/server/metrics.js'

/** Holds deploy/ and the compose file against the tools that will read them; no container is run. */

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
