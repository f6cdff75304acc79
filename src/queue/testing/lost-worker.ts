import { randomUUID } from 'node:crypto'
import { Worker } from 'bullmq'
import { connectPatiently } from '../bullmq/connection.js'
import type { ExtractionJob } from '../bullmq/job-data.js'
import { queueName, type QueueKind } from '../bullmq/names.js'

export interface LostWorker {
  readonly url: string
  readonly version: string
  readonly prefix: string
  readonly kind?: QueueKind
  /** Milliseconds until its lock runs out. */
  readonly lockMs?: number
}

/** Takes the next job as a worker that is killed at once: its lock is held, never renewed, and runs out. Gives the job's id. */
export async function takeAndVanish({
  url,
  version,
  prefix,
  kind = 'bulk',
  lockMs = 300,
}: LostWorker): Promise<string> {
  const redis = connectPatiently(url)
  const worker = new Worker<unknown, null>(queueName(kind, version), null, {
    ...{ connection: redis, prefix, autorun: false, lockDuration: lockMs, maxStalledCount: Number.MAX_SAFE_INTEGER },
    // Checks for stalled jobs as often as it is asked to.
    stalledInterval: 1,
  })
  worker.on('error', () => undefined)
  try {
    for (let look = 0; look < 400; look++) {
      // Its types say that there always is one.
      const jobs: readonly (ExtractionJob | undefined)[] = [await worker.getNextJob(randomUUID(), { block: false })]
      for (const job of jobs) if (job?.id !== undefined) return job.id
      await worker.backend.moveStalledJobsToWait()
      await new Promise((done) => setTimeout(done, 50))
    }
    throw new Error('a job was expected to wait')
  } finally {
    await worker.close(true)
    redis.disconnect()
  }
}
