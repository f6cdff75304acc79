import { execFileSync } from 'node:child_process'
import { readdir } from 'node:fs/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { startPostgres } from '../scripts/servers/postgres.js'
import { startRedis } from '../scripts/servers/redis.js'
import { Fleet, type Result, type Servers, type WorkerProcess } from './support/fleet.js'
import { childrenOf, killNow, orphansOf } from './support/ingest.js'
import { templates, textReport } from './support/many-reports.js'

/**
 * Whatever goes down in a fleet, and whenever: the batch ends with the very records of an undisturbed one, none lost and none
 * twice, no job stuck, and no process left behind. On a real Redis and a real PostgreSQL, with workers that are processes.
 */

const REPORTS = 40

let servers: Servers
let texts: readonly string[]
let undisturbed: ReadonlyMap<string, Result>
let fleet: Fleet
const pids = new Set<number>()

beforeAll(async () => {
  servers = { redis: await startRedis(), postgres: await startPostgres({ careless: true }) }
  const made = await templates()
  texts = [...Array.from({ length: REPORTS }, (_, index) => textReport(made, index + 1)), 'This is no report.']
  fleet = await Fleet.open(servers)
  await fleet.enqueue(texts)
  started()
  await fleet.untilDone()
  undisturbed = await fleet.results()
  expect([...undisturbed.values()].map(({ record }) => record.status).sort()).toEqual(
    ['failed', ...Array.from({ length: REPORTS }, () => 'ok')].sort(),
  )
  await fleet.close()
}, 180_000)

afterAll(async () => {
  await servers.redis.stop()
  await servers.postgres.stop()
}, 120_000)

beforeEach(async () => {
  fleet = await Fleet.open(servers)
}, 60_000)

afterEach(async () => {
  await fleet.close()
  for (const pid of pids) await untilNoOrphans(pid)
  pids.clear()
}, 60_000)

async function untilNoOrphans(pid: number): Promise<void> {
  await fleet.until('no process is left behind', async () => (await orphansOf(pid)).length === 0)
}

function started(args: readonly string[] = [], before: readonly string[] = []): WorkerProcess {
  const worker = fleet.worker(args, before)
  pids.add(worker.pid)
  return worker
}

const kill = async ({ pid, ended }: WorkerProcess): Promise<void> => {
  killNow(pid)
  await ended
}

/** All is done, as if nothing had happened. */
async function expectUndisturbed(expected: ReadonlyMap<string, Result> = undisturbed): Promise<void> {
  await fleet.untilDone()
  expect(await fleet.results()).toEqual(expected)
  const failed = [...expected.values()].filter(({ record }) => record.status === 'failed').length
  expect(await fleet.queue.counts()).toEqual({
    ...{ waiting: 0, waitingScans: 0, delayed: 0, active: 0 },
    ...{ done: expected.size - failed, failed },
  })
}

const only = (...fingerprints: readonly string[]): ReadonlyMap<string, Result> =>
  new Map([...undisturbed].filter(([sha256]) => fingerprints.includes(sha256)))

describe('a batch ends as an undisturbed one', () => {
  test('though Redis is killed and started again in its midst, and PostgreSQL, too', async () => {
    await fleet.enqueue(texts)
    started()
    started()
    await fleet.until('some are done', async () => (await fleet.stored()) > 5)
    await servers.redis.kill()
    await servers.redis.restart()
    const before = await fleet.stored()
    await fleet.until('it goes on', async () => (await fleet.stored()) > before || before === texts.length)
    await servers.postgres.restart()
    await expectUndisturbed()
  }, 180_000)

  test('though a worker is killed while it holds jobs', async () => {
    await fleet.enqueue(texts)
    const first = started()
    await fleet.until('some are done', async () => (await fleet.stored()) > 5)
    await kill(first)
    started()
    await expectUndisturbed()
  }, 180_000)

  test('though a worker is killed while it writes', async () => {
    const [sha256 = ''] = await fleet.enqueue(texts.slice(0, 1))
    const release = await fleet.holdWrites()
    const first = started()
    await fleet.until('it writes', async () => (await fleet.heldWrites()) > 0)
    await kill(first)
    await release()
    expect(await fleet.stored()).toBe(0)
    started()
    await expectUndisturbed(only(sha256))
  }, 180_000)

  test('though a worker is killed just after it wrote: then it is not read again', async () => {
    const [sha256 = ''] = await fleet.enqueue(texts.slice(0, 1))
    const release = await fleet.holdWrites()
    const first = started()
    await fleet.until('it writes', async () => (await fleet.heldWrites()) > 0)
    const letGo = await fleet.holdQueue()
    await release()
    await fleet.until('it has written', async () => (await fleet.stored()) === 1)
    await kill(first)
    await letGo()
    expect(await fleet.queue.counts()).toMatchObject({ active: 1, done: 0 })
    started()
    await expectUndisturbed(only(sha256))
    expect(await fleet.stored()).toBe(1)
  }, 180_000)

  test('though two workers have the same document, one of them cut off until its lock had run out', async () => {
    const [sha256 = ''] = await fleet.enqueue(texts.slice(0, 1))
    const release = await fleet.holdWrites()
    const first = started()
    await fleet.until('the first writes', async () => (await fleet.heldWrites()) === 1)
    process.kill(first.pid, 'SIGSTOP')
    const second = started()
    await fleet.until('the second writes', async () => (await fleet.heldWrites()) === 2)
    process.kill(first.pid, 'SIGCONT')
    await release()
    await expectUndisturbed(only(sha256))
    await fleet.until('both say that they stored it', () =>
      [first, second].every(({ log }) => log().includes('"end":"done"')),
    )
    expect(await fleet.stored()).toBe(1)
    // The one that was cut off goes on working.
    await kill(second)
    await fleet.enqueue(texts)
    await expectUndisturbed()
  }, 180_000)

  test('though the same document is in both queues', async () => {
    const [sha256 = ''] = await fleet.enqueue(texts.slice(0, 1))
    // As two who enqueue it at the same moment, one of whom takes it for a scan.
    const [bulk, scans] = fleet.queue.parts
    const [job] = (await bulk?.getJobs(['prioritized'])) ?? []
    if (!job || !scans) throw new Error('a job was expected')
    await scans.add(job.name, job.data, { ...job.opts })
    const release = await fleet.holdWrites()
    started(['--queues', 'bulk,scans'])
    await fleet.until('both write', async () => (await fleet.heldWrites()) === 2)
    await release()
    await fleet.untilDone()
    expect(await fleet.results()).toEqual(only(sha256))
    expect(await fleet.stored()).toBe(1)
  }, 180_000)

  test('though the process that reads a document stops for good: another one reads it, and nothing is left of that', async () => {
    const [first = '', ...rest] = texts.slice(0, 6)
    const read = await fleet.enqueue([first])
    const worker = started(['--concurrency', '1', '--timeout', '2'])
    await fleet.until('the first is read', async () => (await fleet.stored()) === 1)
    // The process that read it reads the next one, too: it stops in the midst of that.
    const [reader = 0] = await childrenOf(worker.pid)
    process.kill(reader, 'SIGSTOP')
    const others = await fleet.enqueue(rest)
    await fleet.untilDone()
    expect(await fleet.results()).toEqual(only(...read, ...others))
    expect(await childrenOf(worker.pid)).not.toContain(reader)
  }, 180_000)

  test('though a worker has no room for a document until somebody makes some', async () => {
    await fleet.enqueue(texts)
    // No file may grow beyond some bytes: what the system says then is what a full disk says.
    const worker = started([], ['prlimit', '--fsize=1000:unlimited', '--'])
    await fleet.until('it stands still', () => worker.log().includes('standing still'))
    expect(await fleet.stored()).toBe(0)
    execFileSync('prlimit', ['--pid', String(worker.pid), '--fsize=unlimited:unlimited'])
    await expectUndisturbed()
  }, 180_000)

  test('though its workers are told to end in its midst: each ends what it has, and in good order', async () => {
    await fleet.enqueue(texts)
    for (let time = 1; time <= 3; time++) {
      const before = await fleet.stored()
      const worker = started()
      await fleet.until('some are done', async () => (await fleet.stored()) > before + 3 || before > REPORTS - 4)
      worker.child.kill('SIGTERM')
      expect(await worker.ended).toBe(0)
      expect(await fleet.queue.counts()).toMatchObject({ active: 0, delayed: 0 })
    }
    expect((await readdir(fleet.folder)).filter((name) => name.startsWith('nianbao-worker'))).toEqual([])
    started()
    await expectUndisturbed()
  }, 180_000)
})
