import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { copyFile, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { startPostgres } from '../scripts/servers/postgres.js'
import { startRedis } from '../scripts/servers/redis.js'
import { startS3 } from '../scripts/servers/s3.js'
import type { Server } from '../scripts/servers/server.js'
import { openBlobs } from '../src/blobs/open.js'
import { fleetFindings } from '../src/cli/commands/doctor-fleet.js'
import type { Finding } from '../src/cli/commands/doctor-finding.js'
import { speaker } from '../src/cli/say.js'
import type { FleetConfig } from '../src/fleet/config.js'
import { KEPT_MS } from '../src/ingest/purge.js'
import { openStore } from '../src/store/open.js'
import { openPostgres } from '../src/store/postgres/open.js'
import type { Store } from '../src/store/store.js'
import { asked } from '../src/store/testing/postgres.js'
import { attemptsIn, contentOf, filesOf } from './support/contents.js'
import { nianbao, ok, orphansOf, start, until, type Running } from './support/ingest.js'
import { writeTextReports } from './support/many-reports.js'

/**
 * The same commands on a data folder and on a fleet give the same: on a real Redis, PostgreSQL and S3 server, with workers that
 * are processes, all from the build in dist/.
 */

const SAMPLES = resolve(import.meta.dirname, '../samples')
const COPIED = [
  'pdf-2021-adds-up-wrongly.pdf',
  'web-2021-gbk.html',
  'word-2021-other-unit.docx',
  'word-with-password.docx',
]
const TEXTS = 24
/** Copies under second names are none more. */
const DOCUMENTS = TEXTS + COPIED.length
const WORKERS = 2
/** A machine that is busy with other suites. */
const SLOW_MS = 180_000

let folder = ''
let reports = ''
let data = ''
const servers: Server[] = []
const workers: Running[] = []

const server = (index: number): Server => {
  const found = servers[index]
  if (!found) throw new Error('the servers run in tests only')
  return found
}
const postgres = (): Server => server(1)

/** In the environment, as users have it: what names no folder works on the fleet. */
function configure(): void {
  process.env.NIANBAO_REDIS_URL = server(0).url
  process.env.NIANBAO_DATABASE_URL = server(1).url
  process.env.NIANBAO_S3_URL = `${server(2).url}/originals`
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nianbao-fleet-test-'))
  reports = join(folder, 'reports')
  data = join(folder, 'data')
  await writeTextReports(reports, TEXTS)
  for (const name of COPIED) await copyFile(join(SAMPLES, name), join(reports, name))
  await mkdir(join(reports, 'again'))
  await copyFile(join(SAMPLES, 'web-2021-gbk.html'), join(reports, 'again', '同一份.html'))
  servers.push(await startRedis({ careless: true }), await startPostgres({ careless: true }), await startS3())
  configure()
  ok(await nianbao('migrate'))
}, SLOW_MS)

afterAll(async () => {
  for (const worker of workers) worker.process.kill('SIGTERM')
  for (const worker of workers) {
    await worker.ended
    expect(await orphansOf(worker.process.pid ?? 0)).toEqual([])
  }
  for (const each of servers) await each.stop()
  await rm(folder, { recursive: true, force: true })
}, SLOW_MS)

const startWorkers = (): void => {
  for (let count = 0; count < WORKERS; count++)
    workers.push(start('worker', '--concurrency', '1', '--queues', 'bulk', '--temp', folder, '--log-level', 'warn'))
}

async function withFleetStore<T>(act: (store: Store) => Promise<T>): Promise<T> {
  const store = await openPostgres(postgres().url)
  try {
    return await act(store)
  } finally {
    await store.close()
  }
}

const summarySchema = z.object({ counts: z.record(z.string(), z.unknown()), codes: z.record(z.string(), z.number()) })

test(
  'a folder comes to the same records as on one machine, though the database is restarted in the midst',
  async () => {
    const embedded = summarySchema.parse(JSON.parse(ok(await nianbao('ingest', reports, '--data', data, '--json'), 2)))
    const ingesting = start('ingest', reports, '--json')
    startWorkers()
    await until(async () => withFleetStore(async (store) => (await attemptsIn(store)) > 3))
    await postgres().restart()
    const fleet = summarySchema.parse(JSON.parse(ok(await ingesting.ended, 2)))
    expect(fleet.counts).toMatchObject({ found: DOCUMENTS + 1, total: DOCUMENTS, done: DOCUMENTS, failed: 1 })
    const { counts } = embedded
    expect(fleet).toMatchObject({ counts, codes: embedded.codes })
    expect(await withFleetStore(attemptsIn)).toBe(DOCUMENTS)
    const opened = await openStore(data, { create: false })
    const one = await contentOf(opened.store)
    await opened.close()
    const other = await withFleetStore(contentOf)
    expect(other.size).toBe(DOCUMENTS)
    expect(other).toEqual(one)
  },
  SLOW_MS,
)

test(
  'nothing is extracted again that is known, and what is gone is noted',
  async () => {
    const { counts } = summarySchema.parse(JSON.parse(ok(await nianbao('ingest', reports, '--json'))))
    expect(counts).toMatchObject({ found: DOCUMENTS + 1, unchanged: DOCUMENTS + 1, total: 0 })
    ok(await nianbao('ingest', reports, '--quiet', '--data', data))
    const dry = z
      .object({ unchanged: z.number(), digital: z.number() })
      .parse(JSON.parse(ok(await nianbao('ingest', reports, '--dry-run', '--json'))))
    expect(dry).toEqual({ unchanged: DOCUMENTS + 1, digital: 0 })
  },
  SLOW_MS,
)

describe('what people say, and what is handed out', () => {
  const both = async (...args: readonly string[]): Promise<readonly [string, string]> => [
    ok(await nianbao(...args, '--data', data)),
    ok(await nianbao(...args)),
  ]

  test(
    'is the same from both, byte for byte',
    async () => {
      const [listed, fleetListed] = await both('list', '--faults', '--json')
      expect(fleetListed).toBe(listed)
      const wrong = 'pdf-2021-adds-up-wrongly.pdf'
      const [corrected, fleetCorrected] = await both(
        ...['correct', wrong, 'a_refused_state_secret_all', '3', '--author', '甲'],
      )
      expect(fleetCorrected).toBe(corrected)
      const [confirmed, fleetConfirmed] = await both('confirm', 'word-2021-other-unit.docx', '--author', '甲')
      expect(fleetConfirmed).toBe(confirmed)
      for (const [out, more] of [
        [join(folder, 'one'), ['--data', data]],
        [join(folder, 'other'), []],
      ] as const)
        ok(await nianbao('export', '--format', 'csv,jsonl', '--out', out, '--quiet', ...more))
      const [one, other] = [await filesOf(join(folder, 'one')), await filesOf(join(folder, 'other'))]
      expect([...other.keys()]).toEqual([...one.keys()])
      expect(one.size).toBeGreaterThan(3)
      for (const [name, text] of one) expect([name, other.get(name)]).toEqual([name, text])
    },
    SLOW_MS,
  )

  test(
    'needs no file of this machine: originals come from the storage',
    async () => {
      await rename(reports, `${reports} elsewhere`)
      try {
        const sample = await nianbao('sample', '--n', '6', '--out', join(folder, 'sample'), '--path', '*.pdf')
        ok(sample)
        expect(sample.err).not.toContain('could not be shown')
        expect(await readdir(join(folder, 'sample', 'pictures'))).not.toEqual([])
        const dry = await nianbao('reprocess', 'web-2021-gbk.html', '--dry-run')
        expect(ok(dry)).toContain('1 ')
        const again = await nianbao('reprocess', 'web-2021-gbk.html', '--json')
        expect(JSON.parse(ok(again))).toMatchObject({ path: 'again/同一份.html' })
      } finally {
        await rename(`${reports} elsewhere`, reports)
      }
    },
    SLOW_MS,
  )
})

describe('the fleet tells', () => {
  test(
    'what of it can be reached, and no secret',
    async () => {
      const found = async (more: Partial<FleetConfig> = {}): Promise<readonly Finding[]> => {
        const config = { redisUrl: server(0).url, databaseUrl: server(1).url, s3Url: server(2).url, ...more }
        const { findings } = await fleetFindings(speaker('en'), 'en', config)
        expect(JSON.stringify(findings)).not.toMatch(/s3cret|S3RVER/)
        return findings
      }
      expect((await found()).map(({ id, state }) => `${id} ${state}`)).toEqual([
        ...['queue fine', 'database fine', 'originals fine'],
      ])
      const sick = await found({
        redisUrl: 'redis://:s3cret@127.0.0.1:1/0',
        databaseUrl: 'postgres://nianbao:s3cret@127.0.0.1:1/nianbao',
        s3Url: server(2).url.replace('/nianbao', '/elsewhere'),
      })
      expect(sick.map(({ state, remedy }) => [state, remedy === ''])).toEqual(sick.map(() => ['missing', false]))
    },
    SLOW_MS,
  )

  test(
    'where its settings are wrong',
    async () => {
      process.env.NIANBAO_S3_URL = ''
      const incomplete = await nianbao('status')
      expect([incomplete.status, incomplete.err]).toEqual([1, expect.stringContaining('Missing: NIANBAO_S3_URL.')])
      configure()
      const both = await nianbao('list', '--data', data, '--redis-url', server(0).url)
      expect([both.status, both.err]).toEqual([1, expect.stringContaining('Leave one of them out')])
      // The counts of the database are shown though the queue is away.
      const away = await nianbao('status', '--redis-url', 'redis://127.0.0.1:1/0')
      expect(away).toMatchObject({ status: 1, out: expect.stringMatching(/ ok \d+, [^]*\nQueue: not reached\n/) })
      expect(away.err).toContain('Redis')
      const config = join(folder, 'config.json')
      await writeFile(config, JSON.stringify({ redisUrl: 'redis://127.0.0.1:1/0' }))
      // The environment is before the file.
      ok(await nianbao('status', '--config', config))
    },
    SLOW_MS,
  )

  test(
    'an interrupt, and a detached run, leave what was handed over to the workers',
    async () => {
      ok(await nianbao('queue', 'pause'))
      const late = join(folder, 'late')
      await mkdir(late)
      const [text = ''] = await readdir(join(reports, '0'))
      const report = await readFile(join(reports, '0', text), 'utf8')
      await writeFile(join(late, 'late.txt'), `${report}\n。\n`)
      const ingesting = start('ingest', late)
      await until(async () => ok(await nianbao('status', '--json')).includes('"waiting": 1,'))
      ingesting.process.kill('SIGINT')
      const { status, err } = await ingesting.ended
      expect([status, err]).toEqual([130, expect.stringContaining('The workers go on')])
      await writeFile(join(late, 'later.txt'), `${report}\n！\n`)
      const detached = await nianbao('ingest', late, '--detach')
      expect([ok(detached), detached.err]).toEqual(['', expect.stringContaining('1 document, as batch')])
      const { batches } = z
        .object({ batches: z.array(z.object({ counts: z.record(z.string(), z.number()) })) })
        .parse(JSON.parse(ok(await nianbao('status', '--json'))))
      // Whatever the workers make of it, the run only handed it over.
      expect(batches[0]?.counts).toMatchObject({ handedOver: 1 })
      expect(Object.keys(batches[0]?.counts ?? {})).not.toContain('done')
      expect(ok(await nianbao('status'))).toMatch(/ handed over +.*handedOver 1/)
      ok(await nianbao('queue', 'resume'))
      await until(async () =>
        withFleetStore(async (store) => (await store.tally()).status.get('pending') === undefined),
      )
      expect(await withFleetStore(async (store) => (await store.tally()).documents)).toBe(DOCUMENTS + 2)
    },
    SLOW_MS,
  )
})

test(
  'a worker forgets what was removed more than thirty days ago, in S3, too',
  async () => {
    const [row] = await withFleetStore(async (store) => store.find('word-2021-other-unit.docx'))
    const sha256 = row?.sha256 ?? ''
    const blobs = await openBlobs(`${server(2).url}/originals`)
    const known = async () => {
      const attempts = await withFleetStore(async (store) => store.attempts(sha256))
      return { original: await blobs.has(sha256), attempts: attempts.length > 0 }
    }
    ok(await nianbao('remove', 'word-2021-other-unit.docx', '--author', '甲'))
    expect(await known()).toEqual({ original: true, attempts: true })
    const long = new Date(Date.now() - KEPT_MS - 60_000).toISOString()
    await asked(postgres().url, `update documents set removed_at = '${long}' where sha256 = '${sha256}'`)
    workers.push(start('worker', '--queues', 'bulk', '--temp', folder, '--log-level', 'warn'))
    // The workers that run already look only every few hours.
    await until(async () => !(await known()).attempts)
    expect(await known()).toEqual({ original: false, attempts: false })
    expect((await withFleetStore(async (store) => store.decisions(sha256))).map(({ kind }) => kind)).toContain('purge')
    await blobs.close()
  },
  SLOW_MS,
)
