import type { Job, JobsOptions } from 'bullmq'
import { z } from 'zod'
import {
  ACCEPTED,
  DEFAULT_INK,
  DEFAULT_VERIFICATION,
  PDF_ENGINES,
  RECOGNITIONS,
  VERIFICATIONS,
} from '../../model/source.js'
import { MAX_ATTEMPTS, type NewJob } from '../queue.js'
import { jobSource } from '../source.js'
import { bullPriority, jobId } from './names.js'

/** A job's data as they stand in Redis: checked whenever they are read. */
export const jobData = z.object({
  key: z.object({ sha256: z.string(), version: z.string(), options: z.string() }),
  source: jobSource,
  batch: z.number().nullable(),
  generation: z.number(),
  extraction: z
    .object({
      limits: z.object({ pages: z.number(), fileMb: z.number(), unpackedMb: z.number() }),
      ocr: z.enum(RECOGNITIONS),
      pdfEngine: z.enum(PDF_ENGINES),
      ink: z.boolean().default(DEFAULT_INK),
      verify: z.enum(VERIFICATIONS).default(DEFAULT_VERIFICATION),
      accept: z.enum(ACCEPTED).exactOptional(),
    })
    .exactOptional(),
  /** Names the call that added it: tells which of several calls came first. */
  call: z.string(),
})
export type JobData = z.infer<typeof jobData>

/** The type of all jobs of ours. */
export type ExtractionJob = Job<unknown, null>

/** All jobs are of one sort: read a document. */
export const JOB_NAME = 'extract'

/**
 * Bounds on the age (seconds) and number of finished jobs that are kept, for inspection and to recognise a job enqueued twice.
 * The store keeps the lasting record.
 */
const KEEP_DONE = { age: 24 * 3_600, count: 10_000 } as const

export const dataOf = ({ key, source, batch, extraction }: NewJob, generation: number, call: string): JobData => ({
  key,
  source: { ...source, parts: [...source.parts] },
  ...{ batch, generation, call },
  ...(extraction && { extraction }),
})

/** How a job is kept, tried and tried again. */
export const optionsOf = (job: NewJob, firstRetryMs: number): JobsOptions => ({
  jobId: jobId(job.key),
  priority: bullPriority(job.priority),
  attempts: MAX_ATTEMPTS,
  backoff: { type: 'exponential', delay: firstRetryMs, jitter: 0.5 },
  removeOnComplete: KEEP_DONE,
  removeOnFail: false,
  // A typed reason is kept; a trace of our own code is no use there.
  stackTraceLimit: 0,
})

/** Why a job ended of which its identifier alone was left: the next ingest enqueues anew what has no result. */
export const DROPPED = 'Redis has dropped what this job was (see its maxmemory-policy).'
