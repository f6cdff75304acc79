import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { startRedis } from '../../../scripts/servers/redis.js'
import type { Server } from '../../../scripts/servers/server.js'
import { familyOf, listProcesses } from '../../../workers/process-table.js'
import { Registry } from 'prom-client'
import type { Blobs } from '../../blobs/blobs.js'
import { BlobError } from '../../blobs/errors.js'
import { kindOf } from '../../ingest/extraction.js'
import { MAX_STALLS } from '../../ingest/job.js'
import type { BullFailedJob } from '../../queue/bullmq/failed.js'
import { BullQueue } from '../../queue/bullmq/queue.js'
import { lackedSomething } from '../../queue/queue.js'
import { takeAndVanish } from '../../queue/testing/lost-worker.js'
import { takeAndEnd } from '../../queue/testing/samples.js'
import { overlaid } from '../../store/testing/overlaid.js'
import { sampleRecord } from '../../store/testing/samples.js'
import { VERSION } from '../../version.js'
import { DocumentMetrics, processMetrics, queueMetrics } from '../metrics/index.js'
import { serveHealth } from './health-server.js'
import { TestFleet } from './testing/fleet.js'

/** It needs the build in dist/, whose children it runs. */

let redis: Server
let fleet: TestFleet
beforeAll(async () => {
  redis = await startRedis()
}, 120_000)
afterAll(async () => {
  await redis.stop()
})
beforeEach(async () => {
  fleet = await TestFleet.open(redis)
})
afterEach(async () => {
  await fleet.close()
  expect(familyOf(process.pid, await listProcesses()).filter(isReader)).toEqual([])
})

/** The server is a child of this process too. */
const isReader = (pid: number): boolean => pid !== process.pid && !servers.has(pid)
const servers = new Set<number>()
beforeAll(async () => {
  for (const pid of familyOf(process.pid, await listProcesses())) servers.add(pid)
})

async function failures(): Promise<readonly BullFailedJob[]> {
  const found: BullFailedJob[] = []
  for await (const job of fleet.queue.failed()) found.push(job)
  return found
}

async function statusOf(sha256 = ''): Promise<readonly string[]> {
  return (await fleet.data.store.attempts(sha256)).map(({ status, failure }) => failure?.code ?? status)
}

/** Takes the next job as a worker that is killed at once. */
const lose = async (): Promise<unknown> =>
  takeAndVanish({ url: redis.url, version: VERSION, prefix: fleet.prefix, lockMs: 100 })

describe('a worker', () => {
  test('reads what is enqueued, stores the results and leaves no file behind', async () => {
    const documents = await fleet.enqueue(fleet.reportOf('甲'), fleet.reportOf('乙'), 'no report at all')
    await fleet.worker()
    await fleet.untilDone()
    expect(await Promise.all(documents.map(statusOf))).toEqual([['ok'], ['ok'], ['not-a-report']])
    expect(await fleet.queue.counts()).toMatchObject({ done: 2, failed: 1 })
    expect(await failures()).toMatchObject([{ failure: { code: 'not-a-report', class: 'permanent' } }])
    const [folder = ''] = await readdir(join(fleet.folder, 'temporary'))
    expect(await readdir(join(fleet.folder, 'temporary', folder))).toEqual([])
  })

  test('leaves the documents of another version alone', async () => {
    await fleet.enqueue(fleet.reportOf('甲'))
    const queue = new BullQueue({ url: redis.url, version: '99.0.0', prefix: fleet.prefix })
    const other = await fleet.worker({ queue })
    await fleet.enqueue(fleet.reportOf('乙'))
    expect(other.active).toBe(0)
    expect(await fleet.queue.counts()).toMatchObject({ waiting: 2, active: 0 })
    await other.drain(0)
    await queue.close()
  })

  test('fails a document whose reader crashes, or never ends, and goes on with the others', async () => {
    const extraction = { limits: { deadlineMs: 2_000 } }
    const documents = await fleet.enqueue('!exit', '!loop', fleet.reportOf('甲'))
    await fleet.worker({ extraction })
    await fleet.untilDone()
    expect(await Promise.all(documents.map(statusOf))).toEqual([['crashed-extractor'], ['timeout'], ['ok']])
  })

  test('fails a document whose workers were lost again and again, and stores that', async () => {
    const [poison] = await fleet.enqueue('!wait 60000')
    for (let stall = 0; stall < MAX_STALLS; stall++) await lose()
    await fleet.worker()
    await fleet.untilDone()
    expect(await statusOf(poison)).toEqual(['crashed-extractor'])
    expect(await failures()).toMatchObject([{ failure: { code: 'crashed-extractor' } }])
  })

  test('does not read again what was stored before its worker was lost', async () => {
    const [sha256 = ''] = await fleet.enqueue(fleet.reportOf('甲'))
    await lose()
    const key = { ...kindOf(fleet.extraction), sha256 }
    const { generation, batch } = { generation: 1, batch: null }
    const now = new Date().toISOString()
    const record = { ...sampleRecord('x'), source: { ...sampleRecord('x').source, sha256 } }
    await fleet.data.store.saveAttempt({ key, generation, batch, startedAt: now, finishedAt: now, record })
    let reads = 0
    const blobs = overlaid(fleet.blobs, {
      fetch: async (...given) => {
        reads += 1
        return fleet.blobs.fetch(...given)
      },
    })
    await fleet.worker({ blobs })
    await fleet.untilDone()
    expect(await fleet.queue.counts()).toMatchObject({ done: 1, failed: 0 })
    expect(await statusOf(sha256)).toEqual(['ok'])
    expect(reads).toBe(0)
  })

  test('fails a document whose original is gone: no retry brings it back', async () => {
    const [sha256] = await fleet.enqueue(fleet.reportOf('甲'))
    await fleet.worker({
      blobs: overlaid(fleet.blobs, { fetch: () => Promise.reject(new BlobError('blob-missing')) }),
    })
    await fleet.untilDone()
    expect(await statusOf(sha256)).toEqual(['file-changed'])
    expect(await failures()).toMatchObject([{ failure: { code: 'file-changed', class: 'permanent' } }])
  })

  test('tries a document again whose original is damaged: it may be mended', async () => {
    const [sha256] = await fleet.enqueue(fleet.reportOf('甲'))
    let times = 0
    const fetch: Blobs['fetch'] = async (...given) => {
      times += 1
      if (times === 1) throw new BlobError('blob-damaged')
      return fleet.blobs.fetch(...given)
    }
    await fleet.worker({ blobs: overlaid(fleet.blobs, { fetch }) })
    await fleet.untilDone()
    expect(await statusOf(sha256)).toEqual(['unreadable-input', 'ok'])
  })

  test('keeps what failed for want of something until it is asked to try again', async () => {
    await fleet.enqueue('{\\rtf1 x}')
    const worker = await fleet.worker({ extraction: { ...fleet.extraction, soffice: '/nowhere/soffice' } })
    await fleet.untilDone()
    expect(await failures()).toMatchObject([{ failure: { code: 'office-missing', class: 'environment' } }])
    expect(await fleet.queue.retryFailed(lackedSomething)).toBe(1)
    await fleet.untilDone()
    expect(await failures()).toMatchObject([{ failure: { code: 'office-missing' }, generation: 2 }])
    expect(await worker.drain(0)).toBe(true)
  })

  test('says so where a job asks for options that it was not told, and stores nothing', async () => {
    const [sha256] = await fleet.enqueue(fleet.reportOf('甲'))
    await fleet.worker({ extraction: { ...fleet.extraction, ocr: 'off' } })
    await fleet.untilDone()
    expect(await failures()).toMatchObject([{ failure: { code: 'internal-error', class: 'environment' } }])
    expect(await statusOf(sha256)).toEqual([])
  })
})

describe('a worker whose ground gives way', () => {
  test('gives the job back undone where its disk is full, takes none until there is room, and then does all', async () => {
    const documents = await fleet.enqueue(fleet.reportOf('甲'), fleet.reportOf('乙'))
    let full = true
    const fetch: Blobs['fetch'] = async (...given) => {
      if (full) throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' })
      return fleet.blobs.fetch(...given)
    }
    await fleet.worker({ blobs: overlaid(fleet.blobs, { fetch }), lanes: [{ kind: 'bulk', concurrency: 1 }] })
    await fleet.until(() => fleet.told.some(({ message }) => message === 'fault'))
    full = false
    await fleet.untilDone()
    // No attempt was counted, and no failure stored.
    expect(await Promise.all(documents.map(statusOf))).toEqual([['ok'], ['ok']])
    expect(await fleet.queue.counts()).toMatchObject({ done: 2, failed: 0 })
  })

  test('holds on to a result while the store does not answer', async () => {
    const [sha256] = await fleet.enqueue(fleet.reportOf('甲'))
    let away = 3
    const gone = (): Promise<never> => Promise.reject(new Error('connect ECONNREFUSED'))
    const { store } = fleet.data
    await fleet.worker({
      store: overlaid(store, {
        saveAttempt: async (attempt) => (away-- > 0 ? gone() : store.saveAttempt(attempt)),
        batches: async (limit) => (away > 0 ? gone() : store.batches(limit)),
      }),
    })
    await fleet.untilDone()
    expect(await statusOf(sha256)).toEqual(['ok'])
    expect(fleet.told.filter(({ message }) => message === 'job')).toHaveLength(1)
  })

  test('does not go on for ever with a result that the store never takes', async () => {
    await fleet.enqueue(fleet.reportOf('甲'), fleet.reportOf('乙'))
    const { store } = fleet.data
    const poison = '甲镇'
    await fleet.worker({
      store: overlaid(store, {
        saveAttempt: async (attempt) =>
          JSON.stringify(attempt.record.report).includes(poison)
            ? Promise.reject(new Error('unsupported Unicode escape sequence'))
            : store.saveAttempt(attempt),
      }),
    })
    await fleet.untilDone()
    expect(await failures()).toMatchObject([{ failure: { code: 'internal-error', class: 'transient' } }])
    const rows: unknown[] = []
    for await (const { status, codes } of store.documents()) rows.push([status, codes])
    expect(rows).toEqual(
      expect.arrayContaining([
        ['ok', []],
        ['failed', ['internal-error']],
      ]),
    )
  })
})

describe('a worker that is to end', () => {
  test('ends what it has within the limit', async () => {
    await fleet.enqueue('!wait 500')
    const worker = await fleet.worker()
    await fleet.until(() => worker.active === 1)
    expect(await worker.drain(30_000)).toBe(true)
    expect(await fleet.queue.counts()).toMatchObject({ waiting: 0, active: 0, failed: 1 })
  })

  test('gives back undone what takes longer, and another worker begins it anew', async () => {
    const [sha256 = ''] = await fleet.enqueue('!wait 3000')
    const worker = await fleet.worker()
    await fleet.until(() => worker.active === 1)
    expect(await worker.drain(10)).toBe(true)
    expect(await fleet.queue.counts()).toMatchObject({ waiting: 1, active: 0, failed: 0 })
    expect(await statusOf(sha256)).toEqual([])
    expect(await takeAndEnd(fleet.queue)).toMatchObject({ attempt: 1, generation: 1 })
  })
})

describe('what a worker tells', () => {
  test('is it alive, can it work, and what it does', async () => {
    const registry = new Registry()
    queueMetrics(registry, fleet.queue)
    processMetrics(registry)
    const worker = await fleet.worker({ metrics: new DocumentMetrics(registry) })
    const health = await serveHealth({ host: '127.0.0.1', port: 0, worker, registry })
    const ask = async (path: string): Promise<{ readonly status: number; readonly text: string }> => {
      const response = await fetch(`http://127.0.0.1:${health.port}${path}`)
      return { status: response.status, text: await response.text() }
    }
    await fleet.queue.pause()
    await fleet.enqueue(fleet.reportOf('甲'))
    expect(await ask('/healthz')).toMatchObject({ status: 200 })
    expect(await ask('/readyz')).toMatchObject({ status: 200 })
    const { text } = await ask('/metrics')
    expect(text).toContain('nianbao_queue_jobs{queue="bulk",state="waiting"} 1')
    expect(text).toContain('nianbao_queue_paused{queue="bulk"} 1')
    expect(text).toMatch(/nianbao_queue_oldest_seconds\{queue="bulk"\} 0\.\d+/)
    expect(text).toMatch(/nianbao_worker_memory_bytes\{of="self"\} \d+/)
    await fleet.queue.resume()
    await fleet.untilDone()
    await fleet.until(async () =>
      (await ask('/metrics')).text.includes('nianbao_jobs_total{queue="bulk",end="done"} 1'),
    )
    const after = (await ask('/metrics')).text
    expect(after).toContain('nianbao_documents_total{outcome="ok",format="text"} 1')
    expect(after).toMatch(/nianbao_stage_seconds_count\{stage="save",queue="bulk"\} 1/)
    expect(await ask('/etc/passwd')).toMatchObject({ status: 404 })
    await worker.drain(0)
    expect(await ask('/readyz')).toMatchObject({ status: 503 })
    await health.close()
  })
})
