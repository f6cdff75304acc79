import { createHash, randomUUID } from 'node:crypto'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { Registry } from 'prom-client'
import type { Server } from '../../../../scripts/servers/server.js'
import type { Blobs } from '../../../blobs/blobs.js'
import { FolderBlobs } from '../../../blobs/folder.js'
import { kindOf } from '../../../ingest/extraction.js'
import { BullQueue } from '../../../queue/bullmq/queue.js'
import type { NewJob } from '../../../queue/queue.js'
import { openStore, type OpenedStore } from '../../../store/open.js'
import { VERSION } from '../../../version.js'
import { DocumentMetrics } from '../../metrics/index.js'
import { makeOwnFolder } from '../../../system.js'
import { FleetWorker, type FleetWorkerOptions } from '../worker.js'

/** A fleet in one process for tests: the queue on a real Redis, the store in SQLite, originals in a folder. */

const ENTRY = new URL('./ordered-child.mjs', import.meta.url)
const SAMPLE = join(import.meta.dirname, '../../../../samples/text-2021-cells-ended-by-bars.txt')
/** A test waits no longer for anything (milliseconds). */
const PATIENCE_MS = 60_000

export class TestFleet {
  readonly extraction = { limits: { deadlineMs: 20_000 } }
  readonly told: { readonly fields: object; readonly message: string }[] = []
  readonly #workers: FleetWorker[] = []

  private constructor(
    readonly redis: Server,
    /** Begins all its keys in Redis. */
    readonly prefix: string,
    readonly folder: string,
    readonly data: OpenedStore,
    readonly queue: BullQueue,
    readonly blobs: Blobs,
    readonly report: string,
  ) {}

  static async open(redis: Server): Promise<TestFleet> {
    const folder = await mkdtemp(join(tmpdir(), 'nianbao-fleet-'))
    const originals = join(folder, 'originals')
    await mkdir(originals)
    const data = await openStore(join(folder, 'data'))
    const prefix = `test-${randomUUID()}`
    const queue = new BullQueue({ url: redis.url, version: VERSION, prefix, firstRetryMs: 100 })
    const blobs = new FolderBlobs(originals)
    return new TestFleet(redis, prefix, folder, data, queue, blobs, await readFile(SAMPLE, 'utf8'))
  }

  /** The text of a report that is read without a doubt; each town's is another document. */
  reportOf(town: string): string {
    return this.report.replaceAll('中山镇', `${town}镇`)
  }

  /** Keeps texts as originals and enqueues them; gives their fingerprints. */
  async enqueue(...texts: readonly string[]): Promise<readonly string[]> {
    const jobs: NewJob[] = []
    for (const text of texts) {
      const sha256 = createHash('sha256').update(text).digest('hex')
      const file = join(this.folder, `${sha256}.txt`)
      await writeFile(file, text)
      await this.blobs.put(sha256, file)
      await rm(file)
      const source = {
        name: `${sha256}.txt`,
        path: `in/${sha256}.txt`,
        parts: [{ name: `${sha256}.txt`, file, sha256 }],
      }
      jobs.push({ key: { ...kindOf(this.extraction), sha256 }, priority: 'digital', batch: null, source })
    }
    await this.queue.enqueue(jobs)
    return jobs.map(({ key }) => key.sha256)
  }

  /** Starts a worker; what is given goes before what the fleet has. */
  async worker(given: Partial<FleetWorkerOptions> = {}): Promise<FleetWorker> {
    const log = (fields: object, message: string): void => void this.told.push({ fields, message })
    const worker = new FleetWorker({
      queue: this.queue,
      lanes: [{ kind: 'bulk', concurrency: 2 }],
      ...{ store: this.data.store, blobs: this.blobs, extraction: this.extraction, entry: ENTRY },
      folder: await makeOwnFolder(join(this.folder, 'temporary'), 'nianbao-worker-'),
      metrics: new DocumentMetrics(new Registry()),
      log: { info: log, warn: log },
      ...{ lockMs: 2_000, stalledCheckMs: 500 },
      ...given,
    })
    this.#workers.push(worker)
    worker.start()
    return worker
  }

  /** Waits until a condition holds. */
  async until(condition: () => Promise<boolean> | boolean): Promise<void> {
    const began = performance.now()
    while (!(await condition())) {
      if (performance.now() - began > PATIENCE_MS)
        throw new Error(`Waited in vain. Told: ${JSON.stringify(this.told.slice(-20))}`)
      await wait(25)
    }
  }

  /** Waits until no job is left to do. */
  async untilDone(): Promise<void> {
    await this.until(async () => {
      const { waiting, delayed, active } = await this.queue.counts()
      return waiting + delayed + active === 0
    })
  }

  async close(): Promise<void> {
    await Promise.all(this.#workers.map(async (worker) => worker.drain(0)))
    await this.queue.close()
    await this.data.close()
    await rm(this.folder, { recursive: true, force: true })
  }
}
