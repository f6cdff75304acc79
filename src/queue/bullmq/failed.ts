import { randomUUID } from 'node:crypto'
import type { FailedJob } from '../queue.js'
import { jobData, type ExtractionJob } from './job-data.js'
import type { QueueKind } from './names.js'
import type { BullMq, Queues } from './queues.js'
import { failureOfReason } from './reason.js'
import { restart } from './restart.js'

/** The failed set: kept with its reasons, and driven again by them. */

export interface BullFailedJob extends FailedJob {
  readonly kind: QueueKind
  /** BullMQ's. */
  readonly id: string
  /** ISO 8601. */
  readonly failedAt: string | null
}

/** Jobs read together. */
const PAGE = 500

/** The failed jobs of this version, the latest first. */
export async function* failedJobs(queues: Queues): AsyncGenerator<BullFailedJob> {
  for (const [kind, queue] of queues.both()) {
    const seen = new Set<string>()
    for (let from = 0; ; from += PAGE) {
      const jobs = await queue.getFailed(from, from + PAGE - 1)
      for (const job of jobs) {
        const failed = failedOf(kind, job)
        // While it is read others fail, and those that were read move on by one.
        if (!failed || seen.has(failed.id)) continue
        seen.add(failed.id)
        yield failed
      }
      if (jobs.length < PAGE) break
    }
  }
}

function failedOf(kind: QueueKind, job: ExtractionJob): BullFailedJob | null {
  const data = jobData.safeParse(job.data).data
  if (!data) return null
  const { key, source, batch, generation } = data
  return {
    ...{ kind, id: job.id ?? '', key, source, batch, generation, failure: failureOfReason(job.failedReason) },
    failedAt: job.finishedOn === undefined ? null : new Date(job.finishedOn).toISOString(),
  }
}

/** Makes chosen ones wait again as the next generation; gives how many. */
export async function retryFailed(queues: Queues, chosen: (job: BullFailedJob) => boolean): Promise<number> {
  const found: BullFailedJob[] = []
  for await (const job of failedJobs(queues)) if (chosen(job)) found.push(job)
  let count = 0
  for (const { kind, id } of found) if (await retryOne(queues, queues.of(kind), id)) count += 1
  return count
}

async function retryOne(queues: Queues, queue: BullMq, id: string): Promise<boolean> {
  const job = await queue.getJob(id)
  if (job?.finishedOn === undefined) return false
  const data = jobData.parse(job.data)
  const next = { ...data, generation: data.generation + 1, call: randomUUID() }
  return restart(queues, queue, job, { data: next, state: 'failed' })
}
