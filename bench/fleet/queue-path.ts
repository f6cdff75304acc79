import { Queue as BullMqQueue, Worker } from 'bullmq'
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Registry } from 'prom-client'
import { DocumentMetrics } from '../../src/fleet/metrics/index.js'
import { jobExtractionOf, kindOf } from '../../src/ingest/extraction.js'
import { runJob } from '../../src/ingest/job.js'
import { FleetOriginals } from '../../src/ingest/originals.js'
import { problem } from '../../src/model/problem.js'
import type { DocumentRecord } from '../../src/model/record.js'
import { connectPatiently, connectRedis } from '../../src/queue/bullmq/connection.js'
import { dataOf, JOB_NAME, optionsOf } from '../../src/queue/bullmq/job-data.js'
import { BullQueue } from '../../src/queue/bullmq/queue.js'
import { FIRST_RETRY_MS, type Handler, type JobEnd, type NewJob } from '../../src/queue/queue.js'
import { failedRecord } from '../../src/report/index.js'
import { VERSION } from '../../src/version.js'
import { sha256Of } from './digest.js'

/** Jobs through the queue with an extractor that does nothing: plain BullMQ, and ours with the same options. */

/** Enqueued together, by both. */
const TOGETHER = 500

export interface Pace {
  /** Jobs a second. */
  readonly enqueued: number
  readonly processed: number
  /** Milliseconds of this process's processor time for a job: what other programs on the machine do not change. */
  readonly enqueueCpuMs: number
  readonly processCpuMs: number
}

/** Jobs as a real batch has them: paths of some length, options, digests. */
export function jobsOf(count: number, round: string): readonly NewJob[] {
  return Array.from({ length: count }, (_, index) => {
    const sha256 = sha256Of(`${round} ${index}`)
    const name = `XX市XX区人民政府办公室2023年政府信息公开工作年度报告-${index}.pdf`
    const path = `XX省/XX市/XX区/${name}`
    return {
      ...{ key: { ...kindOf({}), sha256 }, priority: 'digital' as const, batch: 1, extraction: jobExtractionOf({}) },
      source: { name, path, parts: [{ name, file: `/srv/reports/${path}`, sha256 }] },
    }
  })
}

/** BullMQ as its documentation has it, with the options, the data and the prefix of ours. */
export async function plainPace(url: string, jobs: readonly NewJob[], concurrency: number): Promise<Pace> {
  const prefix = `plain-${randomUUID()}`
  const { redis } = connectRedis(url)
  const queue = new BullMqQueue('jobs', { connection: redis, prefix, streams: { events: { maxLen: 1_000 } } })
  const clock = new Clock()
  for (let from = 0; from < jobs.length; from += TOGETHER)
    await queue.addBulk(
      jobs.slice(from, from + TOGETHER).map((job) => ({
        name: JOB_NAME,
        data: dataOf(job, 1, prefix),
        opts: optionsOf(job, FIRST_RETRY_MS),
      })),
    )
  clock.enqueued()
  const patient = connectPatiently(url)
  await new Promise<void>((resolve) => {
    let left = jobs.length
    const worker = new Worker(
      'jobs',
      async () => {
        left -= 1
        if (left === 0) resolve()
        return Promise.resolve(null)
      },
      { connection: patient, prefix, concurrency, lockDuration: 60_000 },
    )
    worker.on('error', () => undefined)
    ended.push(async () => worker.close())
  })
  const pace = clock.pace(jobs.length)
  await endAll()
  await queue.close()
  patient.disconnect()
  redis.disconnect()
  return pace
}

/** Ours: enqueued once per key, taken by the fleet's consumer; `whole`: with all that a worker does around an extraction. */
export async function ourPace(
  url: string,
  jobs: readonly NewJob[],
  concurrency: number,
  whole: boolean,
): Promise<Pace> {
  const prefix = `ours-${randomUUID()}`
  const queue = new BullQueue({ url, version: VERSION, prefix })
  const clock = new Clock()
  for (let from = 0; from < jobs.length; from += TOGETHER) await queue.enqueue(jobs.slice(from, from + TOGETHER))
  clock.enqueued()
  const run = whole ? await emptyWorker() : async (): Promise<JobEnd> => Promise.resolve({ end: 'done' })
  await new Promise<void>((resolve) => {
    let left = jobs.length
    const handler: Handler = async (job, signal) => {
      const end = await run(job, signal)
      left -= 1
      if (left === 0) resolve()
      return end
    }
    const consumer = queue.consume(handler, { kinds: ['bulk'], concurrency, onError: () => undefined })
    ended.push(async () => consumer.close(10_000))
  })
  const pace = clock.pace(jobs.length)
  await endAll()
  await queue.close()
  return pace
}

const ended: (() => Promise<unknown>)[] = []
const endAll = async (): Promise<void> => {
  for (const end of ended.splice(0)) await end()
}

interface Moment {
  readonly ms: number
  readonly cpuMs: number
}

function now(): Moment {
  const { user, system } = process.cpuUsage()
  return { ms: performance.now(), cpuMs: (user + system) / 1_000 }
}

class Clock {
  readonly #began = now()
  #enqueued = this.#began

  enqueued(): void {
    this.#enqueued = now()
  }

  pace(jobs: number): Pace {
    const [began, enqueued, ended] = [this.#began, this.#enqueued, now()]
    return {
      enqueued: (jobs * 1_000) / (enqueued.ms - began.ms),
      processed: (jobs * 1_000) / (ended.ms - enqueued.ms),
      enqueueCpuMs: (enqueued.cpuMs - began.cpuMs) / jobs,
      processCpuMs: (ended.cpuMs - enqueued.cpuMs) / jobs,
    }
  }
}

/** A worker's whole way with a job, whose storage, pool and store do nothing. */
async function emptyWorker(): Promise<Handler> {
  const metrics = new DocumentMetrics(new Registry())
  const folder = await mkdtemp(join(tmpdir(), 'nianbao-bench-'))
  ended.push(async () => rm(folder, { recursive: true, force: true }))
  const store = {
    saveAttempt: () => Promise.resolve('saved' as const),
    attempts: () => Promise.resolve([]),
    attemptRecord: () => Promise.resolve(null),
    names: () => Promise.resolve([]),
  }
  const blobs = { has: () => Promise.resolve(true), fetch: () => Promise.resolve() }
  return async (job, signal) => {
    const end = await runJob(
      {
        ...{ store, originals: new FleetOriginals(store, blobs, folder), patienceMs: 0 },
        pool: { run: ({ name, path }) => Promise.resolve(recordOf(job.key.sha256, name, path)) },
        ...{ extraction: {}, isHealthy: () => Promise.resolve(true), onFault: () => undefined },
        onStage: (stage, ms) => {
          metrics.stage(stage, 'bulk', ms)
        },
        onRecord: (record) => {
          metrics.document(record)
        },
      },
      job,
      signal,
    )
    metrics.job('bulk', end)
    return end
  }
}

function recordOf(sha256: string, name: string, path: string): DocumentRecord {
  const failed = failedRecord(
    {
      ...{ source: { name, path, bytes: new Uint8Array() }, sha256, version: VERSION, options: '', language: 'en' },
      elapsedMs: () => 0,
    },
    problem('not-a-report'),
  )
  return { ...failed, status: 'ok', problems: [] }
}
