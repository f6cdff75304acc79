import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath, pathToFileURL } from 'node:url'
import pg from 'pg'
import { FolderBlobs } from '../../src/blobs/folder.js'
import { jobExtractionOf, kindOf } from '../../src/ingest/extraction.js'
import { BullQueue } from '../../src/queue/bullmq/queue.js'
import type { NewJob } from '../../src/queue/queue.js'
import { migrate } from '../../src/store/postgres/migrate.js'
import { VERSION } from '../../src/version.js'
import type { Server } from '../../scripts/servers/server.js'
import { sha256Of } from './digest.js'

/** Documents through a whole fleet: Redis, PostgreSQL, originals in a folder, and worker processes. */

const MAIN = fileURLToPath(new URL('../../src/cli/main.js', import.meta.url))

/** Added at the end of a copy, so that it is another document and reads the same. */
const TAILS: Readonly<Record<string, (copy: string) => string>> = {
  '.pdf': (copy) => `\n% ${copy}\n`,
  '.html': (copy) => `<!-- ${copy} -->`,
}

export interface DocumentsPace {
  readonly workers: number
  readonly documents: number
  readonly seconds: number
  /** Processor time of all processes of all workers. */
  readonly cpuSeconds: number
}

/** Reads so many born-digital reports, each a document of its own, with so many workers of one reader each. */
export async function documentsPace(
  servers: { readonly redis: Server; readonly postgres: Server },
  reports: string,
  count: number,
  workers: number,
): Promise<DocumentsPace> {
  const folder = await mkdtemp(join(tmpdir(), 'nianbao-bench-'))
  const name = `bench_${workers}_${Date.now()}`
  const databaseUrl = servers.postgres.url.replace(/[^/]+$/u, name)
  await asked(servers.postgres.url, `create database ${name}`)
  await migrate(databaseUrl)
  const queue = new BullQueue({ url: servers.redis.url, version: VERSION })
  const originals = join(folder, 'originals')
  await mkdir(originals)
  try {
    await queue.pause()
    await queue.enqueue(await copies(reports, count, name, new FolderBlobs(originals), folder))
    const env = {
      ...{ ...process.env, NIANBAO_REDIS_URL: servers.redis.url, NIANBAO_DATABASE_URL: databaseUrl },
      ...{ NIANBAO_S3_URL: pathToFileURL(originals).href, NODE_OPTIONS: '' },
    }
    const args = ['worker', '--queues', 'bulk', '--concurrency', '1', '--temp', folder]
    const running = Array.from({ length: workers }, () =>
      spawn(process.execPath, [MAIN, ...args], { env, stdio: ['ignore', 'pipe', 'inherit'] }),
    )
    await Promise.all(running.map(async ({ stdout }) => new Promise((resolve) => stdout.once('data', resolve))))
    const began = performance.now()
    await queue.resume()
    for (;;) {
      const { waiting, delayed, active } = await queue.counts()
      if (waiting + delayed + active === 0) break
      await wait(50)
    }
    const seconds = (performance.now() - began) / 1_000
    const before = await cpuOfChildren()
    await Promise.all(
      running.map(async (child) => {
        const ended = new Promise((resolve) => child.once('close', resolve))
        child.kill('SIGTERM')
        await ended
      }),
    )
    return { workers, documents: count, seconds, cpuSeconds: (await cpuOfChildren()) - before }
  } finally {
    await queue.close()
    await rm(folder, { recursive: true, force: true })
  }
}

/** Jobs for so many copies of the reports in a folder, whose originals are kept. */
async function copies(
  reports: string,
  count: number,
  round: string,
  blobs: FolderBlobs,
  folder: string,
): Promise<readonly NewJob[]> {
  const names = (await readdir(reports)).filter((name) => extname(name) in TAILS)
  const jobs: NewJob[] = []
  for (let copy = 0; copy < count; copy++) {
    const name = names[copy % names.length] ?? ''
    const tail = TAILS[extname(name)]?.(`${round} ${copy}`) ?? ''
    const bytes = Buffer.concat([await readFile(join(reports, name)), Buffer.from(tail)])
    const sha256 = sha256Of(bytes)
    const file = join(folder, 'copy')
    await writeFile(file, bytes)
    await blobs.put(sha256, file)
    jobs.push({
      ...{ key: { ...kindOf({}), sha256 }, priority: 'digital', batch: null, extraction: jobExtractionOf({}) },
      source: { name, path: `${round}/${copy}/${name}`, parts: [{ name, file, sha256 }] },
    })
  }
  return jobs
}

/** Ticks of proc(5) are hundredths of a second on every Linux. */
const TICKS_PER_SECOND = 100

/** Processor time of all processes that this one has started and that have ended, and theirs. */
async function cpuOfChildren(): Promise<number> {
  const stat = await readFile('/proc/self/stat', 'latin1').catch(() => '')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[13]) + Number(fields[14])) / TICKS_PER_SECOND
}

async function asked(url: string, query: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(query)
  } finally {
    await client.end()
  }
}
