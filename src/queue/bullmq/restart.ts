import { ErrorCode } from 'bullmq'
import type { ExtractionJob, JobData } from './job-data.js'
import type { BullMq, Queues } from './queues.js'

export interface Restarting {
  /** With the next generation. */
  readonly data: JobData
  readonly state: 'completed' | 'failed'
  /** As BullMQ counts it; as it was where left out. */
  readonly priority?: number
}

/**
 * Makes a finished job wait again with all its attempts; false where it was not in that state any more. Its data are changed
 * first, as nobody works on it: a kill in between costs a generation's number.
 */
export async function restart(
  { redis }: Pick<Queues, 'redis'>,
  queue: BullMq,
  job: ExtractionJob,
  { data, state, priority }: Restarting,
): Promise<boolean> {
  const key = queue.toKey(job.id ?? '')
  await job.updateData(data)
  if (priority !== undefined && priority !== job.priority) await job.changePriority({ priority })
  // BullMQ counts on: how often it stalled is of the generation before, and so is since when it waits.
  await redis.multi().hdel(key, 'stc').hset(key, 'timestamp', Date.now()).exec()
  try {
    await job.retry(state, { resetAttemptsMade: true, resetAttemptsStarted: true })
    return true
  } catch (error) {
    if (codeOf(error) === undefined) throw error
    return false
  }
}

const CODES: readonly unknown[] = [ErrorCode.JobNotExist, ErrorCode.JobLockNotExist, ErrorCode.JobNotInState].concat(
  ErrorCode.JobLockMismatch,
)

/** Gives the code of an error with which BullMQ says that a job's state has changed; undefined for any other error. */
function codeOf(error: unknown): ErrorCode | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined
  return isCode(error.code) ? error.code : undefined
}

const isCode = (code: unknown): code is ErrorCode => CODES.includes(code)
