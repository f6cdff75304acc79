import type { Job, JobsOptions } from 'bullmq'
import { z } from 'zod'
import { DEFAULT_INK, PDF_ENGINES, RECOGNITIONS } from '../../model/source.js'
import { MOST_ATTEMPTS, type Lease, type NewJob } from '../queue.js'
import { bullPriority, jobId, type QueueKind } from './names.js'

/** What a job carries, as it stands in Redis: checked whenever it is read. */
export const jobData = z.object({
  key: z.object({ sha256: z.string(), version: z.string(), options: z.string() }),
  source: z.object({
    name: z.string(),
    path: z.string(),
    files: z.array(z.string()),
    digests: z.array(z.string()).exactOptional(),
    names: z.array(z.string()).exactOptional(),
  }),
  batch: z.number().nullable(),
  generation: z.number(),
  extraction: z
    .object({
      limits: z.object({ pages: z.number(), fileMb: z.number(), unpackedMb: z.number() }),
      ocr: z.enum(RECOGNITIONS),
      pdfEngine: z.enum(PDF_ENGINES),
      ink: z.boolean().default(DEFAULT_INK),
    })
    .exactOptional(),
  /** Of the call that added it: tells who of several added it first. */
  call: z.string(),
})
export type JobData = z.infer<typeof jobData>

/** The type of all jobs of ours. */
export type ExtractionJob = Job<unknown, null>

/** All jobs are of one sort: read a document. */
export const JOB_NAME = 'extract'

/** The first wait before a retry (milliseconds); each further one is twice as long, half of it by chance. */
export const FIRST_RETRY_MS = 2_000

/**
 * Jobs that are done stay so long (seconds), and so many of them: to be looked at, and to answer who enqueues them once more.
 * What lasts is the store's to know.
 */
const KEEP_DONE = { age: 24 * 3_600, count: 10_000 } as const

export const dataOf = ({ key, source, batch, extraction }: NewJob, generation: number, call: string): JobData => {
  const { name, path, files, digests, names } = source
  return {
    key,
    source: {
      ...{ name, path, files: [...files] },
      ...(digests && { digests: [...digests] }),
      ...(names && { names: [...names] }),
    },
    ...{ batch, generation, call },
    ...(extraction && { extraction }),
  }
}

/** How a job is kept, tried and tried again. */
export const optionsOf = (job: NewJob, firstRetryMs: number): JobsOptions => ({
  jobId: jobId(job.key),
  priority: bullPriority(job.priority),
  attempts: MOST_ATTEMPTS,
  backoff: { type: 'exponential', delay: firstRetryMs, jitter: 0.5 },
  removeOnComplete: KEEP_DONE,
  removeOnFail: false,
  // A typed reason is kept; a trace of our own code is no use there.
  stackTraceLimit: 0,
})

/** Why a job ended of which its identifier alone was left: the next ingest enqueues anew what has no result. */
export const DROPPED = 'Redis has dropped what this job was (see its maxmemory-policy).'

/** A job that was taken, as who works on it sees it; null where Redis has dropped what it was. */
export function leaseOf(kind: QueueKind, job: ExtractionJob, token: string): Lease | null {
  const { data } = jobData.safeParse(job.data)
  if (!data) return null
  const { key, source, batch, generation } = data
  return { id: `${kind}/${job.id ?? ''}`, token, key, source, batch, attempt: job.attemptsMade + 1, generation }
}
