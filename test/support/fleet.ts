import { spawn, type ChildProcess } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { Redis } from 'ioredis'
import pg from 'pg'
import type { Server } from '../../scripts/servers/server.js'
import { FolderBlobs } from '../../src/blobs/folder.js'
import { jobExtractionOf, kindOf } from '../../src/ingest/extraction.js'
import type { DocumentRecord } from '../../src/model/record.js'
import { BullQueue } from '../../src/queue/bullmq/queue.js'
import type { NewJob, Priority } from '../../src/queue/queue.js'
import { migrate } from '../../src/store/postgres/migrate.js'
import { openPostgres } from '../../src/store/postgres/open.js'
import type { Store } from '../../src/store/store.js'
import { VERSION } from '../../src/version.js'
import { MAIN } from './command.js'

/** A fleet on real servers whose workers are processes of their own, run from the build in dist/. */

/** Waited for anything at most (milliseconds): machines that test are slow, and what is broken stays broken. */
const PATIENCE_MS = 90_000

/** A lost worker's jobs are free again after this (seconds), and half of it. */
export const LOCK_SECONDS = 2

export interface Servers {
  readonly redis: Server
  readonly postgres: Server
}

export interface WorkerProcess {
  readonly pid: number
  readonly child: ChildProcess
  /** Its log. */
  readonly log: () => string
  readonly ended: Promise<number | NodeJS.Signals | null>
}

/** The result of a document: its record without the time that it took, and how many attempts count. */
export interface Result {
  readonly record: DocumentRecord
  readonly attempts: number
}

let databases = 0

/** The queue, the database and the originals of one test: a database in each server that nobody else uses. */
export class Fleet {
  readonly #workers: WorkerProcess[] = []

  private constructor(
    readonly servers: Servers,
    readonly redisUrl: string,
    readonly databaseUrl: string,
    readonly folder: string,
    readonly queue: BullQueue,
    readonly store: Store,
    readonly blobs: FolderBlobs,
  ) {}

  static async open(servers: Servers): Promise<Fleet> {
    databases += 1
    const name = `fleet_${process.pid}_${databases}`
    await asked(servers.postgres.url, `create database ${name}`)
    const databaseUrl = servers.postgres.url.replace(/[^/]+$/u, name)
    await migrate(databaseUrl)
    // Redis has sixteen databases.
    const redisUrl = servers.redis.url.replace(/\d+$/u, String(databases % 16))
    const folder = await mkdtemp(join(tmpdir(), 'nianbao-fleet-'))
    const originals = join(folder, 'originals')
    await mkdir(originals)
    const queue = new BullQueue({ url: redisUrl, version: VERSION })
    const store = await openPostgres(databaseUrl)
    return new Fleet(servers, redisUrl, databaseUrl, folder, queue, store, new FolderBlobs(originals))
  }

  /** Keeps texts as originals and enqueues them; gives their fingerprints. */
  async enqueue(texts: readonly string[], priority: Priority = 'digital'): Promise<readonly string[]> {
    const jobs: NewJob[] = []
    for (const text of texts) {
      const sha256 = createHash('sha256').update(text).digest('hex')
      const file = join(this.folder, 'text')
      await writeFile(file, text)
      await this.blobs.put(sha256, file)
      const source = { name: `${sha256}.txt`, path: `in/${sha256}.txt`, parts: [{ name: `${sha256}.txt`, sha256 }] }
      jobs.push({ key: { ...kindOf({}), sha256 }, priority, batch: null, source, extraction: jobExtractionOf({}) })
    }
    await this.queue.enqueue(jobs)
    return jobs.map(({ key }) => key.sha256)
  }

  /** Starts a worker process, behind another program where one is given. */
  worker(args: readonly string[] = [], before: readonly string[] = []): WorkerProcess {
    const env = {
      ...{ ...process.env, LC_ALL: 'C.UTF-8', NODE_OPTIONS: '' },
      ...{ NIANBAO_REDIS_URL: this.redisUrl, NIANBAO_DATABASE_URL: this.databaseUrl },
      NIANBAO_S3_URL: pathToFileURL(this.blobs.folder).href,
    }
    const own = ['worker', '--queues', 'bulk', '--concurrency', '2', '--lock-seconds', String(LOCK_SECONDS)]
    const [command = '', ...rest] = [...before, process.execPath, MAIN, ...own, '--temp', this.folder, ...args]
    const child = spawn(command, rest, { env, stdio: ['ignore', 'pipe', 'pipe'] })
    let log = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => (log += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (log += text))
    const ended = new Promise<number | NodeJS.Signals | null>((done) => {
      child.once('close', (status, signal) => {
        done(status ?? signal)
      })
    })
    const made = { pid: child.pid ?? 0, child, log: () => log, ended }
    this.#workers.push(made)
    return made
  }

  /** Waits until something holds. */
  async until(what: string, condition: () => Promise<boolean> | boolean): Promise<void> {
    const began = performance.now()
    while (!(await condition())) {
      if (performance.now() - began > PATIENCE_MS) {
        const logs = this.#workers.map(({ log }) => log().slice(-3_000)).join('\n---\n')
        throw new Error(`Waited in vain: ${what}. ${JSON.stringify(await this.queue.gauges())}\n${logs}`)
      }
      await wait(25)
    }
  }

  async untilDone(): Promise<void> {
    await this.until('no job is left', async () => {
      const { waiting, delayed, active } = await this.queue.counts()
      return waiting + delayed + active === 0
    })
  }

  /** Attempts that stand in the store. */
  async stored(): Promise<number> {
    const [row] = await asked(this.databaseUrl, 'select count(*)::int as count from attempts')
    return Number(row?.count)
  }

  /** Lets no attempt be written until what it gives is called: workers wait in the midst of it. */
  async holdWrites(): Promise<() => Promise<void>> {
    const client = new pg.Client({ connectionString: this.databaseUrl })
    // A test that fails leaves it to be ended with the server.
    client.on('error', () => undefined)
    await client.connect()
    await client.query('begin')
    await client.query('lock table attempts in share row exclusive mode')
    return async () => {
      await client.query('commit')
      await client.end()
    }
  }

  /** How many wait for `holdWrites`, or for one who does. */
  async heldWrites(): Promise<number> {
    const [row] = await asked(
      this.databaseUrl,
      `select count(*)::int as count from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`,
    )
    return Number(row?.count)
  }

  /** Lets Redis take no change until what it gives is called: a worker cannot say that a job has ended. */
  async holdQueue(): Promise<() => Promise<void>> {
    const redis = new Redis(this.redisUrl)
    await redis.call('client', 'pause', String(PATIENCE_MS), 'write')
    return async () => {
      await redis.call('client', 'unpause')
      redis.disconnect()
    }
  }

  /** All results, by fingerprint; `attempts`: those that count, of which each document is to have one. */
  async results(): Promise<ReadonlyMap<string, Result>> {
    const found = new Map<string, Result>()
    for await (const { sha256 } of this.store.documents()) {
      const attempts = (await this.store.attempts(sha256)).filter(
        ({ failure }) => failure === null || failure.class === 'permanent',
      )
      const current = attempts.find((attempt) => attempt.current)
      const record = current ? await this.store.attemptRecord(current.id) : null
      if (!record) continue
      found.set(sha256, {
        record: { ...record, extractor: { ...record.extractor, elapsedMs: 0 } },
        attempts: attempts.length,
      })
    }
    return found
  }

  /** Ends all workers by force, and everything else. */
  async close(): Promise<void> {
    for (const { child, ended } of this.#workers) {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL')
      await ended
    }
    await this.queue.close()
    await this.store.close()
    await rm(this.folder, { recursive: true, force: true })
  }
}

async function asked(url: string, query: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<Record<string, unknown>>(query)
    return rows
  } finally {
    await client.end()
  }
}
