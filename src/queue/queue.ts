import type { DecisiveOptions } from '../extract.js'
import type { ExtractionKey, Failure } from '../model/extraction.js'

/**
 * Which document is next. Two implementations stand behind this interface (embedded in the store's SQLite file, BullMQ), held
 * to one conformance suite (`testing/describeQueue.ts`). A job may run twice; its result stands once (the store sees to it).
 */
export interface Queue {
  /** Once per key: a job that is there already is left as it is and reported so. In one transaction. */
  enqueue(jobs: readonly NewJob[]): Promise<readonly EnqueueOutcome[]>
  /**
   * Makes finished jobs wait again with the next generation, or adds them: for reprocessing. Jobs that wait or run are left.
   */
  enqueueAgain(jobs: readonly NewJob[]): Promise<readonly EnqueueOutcome[]>
  /** Takes up to `count` jobs for `leaseMs`, by priority, then age; none while paused. */
  claim(worker: string, count: number, leaseMs: number): Promise<readonly Lease[]>
  /** Gives more time; false where the lease was lost. */
  renew(lease: Lease, leaseMs: number): Promise<boolean>
  /** False where the lease was lost: the result counts nevertheless, once. */
  complete(lease: Lease): Promise<boolean>
  /**
   * permanent: failed at once; transient: again after a growing wait, at most MOST_ATTEMPTS times; environment: failed until
   * `retryEnvironment`.
   */
  fail(lease: Lease, failure: Failure): Promise<'failed' | 'retrying' | 'lost'>
  /** Gives a job back undone, as if never claimed (an interrupt). */
  release(lease: Lease): Promise<void>
  /**
   * Jobs whose lease ran out, or whose worker is `worker`, wait again; gives how many. A job whose lease ran out MOST_STALLS
   * times fails with `crashed-extractor`; those of `worker`, which is known to have ended, are as if never claimed: what ended
   * it (a reboot, `kill -9`) was not their doing.
   */
  takeBack(worker?: string): Promise<number>
  /**
   * Jobs that failed for the environment wait again, where their content is among these; all where it is left out. As the next
   * generation: the failed attempt stays in the store.
   */
  retryEnvironment(sha256?: readonly string[]): Promise<number>
  pause(): Promise<void>
  resume(): Promise<void>
  paused(): Promise<boolean>
  counts(): Promise<QueueCounts>
  /** Milliseconds until the next job that waits for its retry may be claimed; null where none waits so. */
  nextRetryMs(): Promise<number | null>
  close(): Promise<void>
}

export const MOST_ATTEMPTS = 5
export const MOST_STALLS = 3

/** Lower is earlier. */
export const PRIORITIES = { interactive: 0, digital: 10, scan: 20 } as const
export type Priority = keyof typeof PRIORITIES

export interface NewJob {
  readonly key: ExtractionKey
  readonly priority: Priority
  readonly batch: number | null
  readonly source: JobSource
  /** For workers elsewhere, which know nothing of who enqueued it; they read with what they were started with where left out. */
  readonly extraction?: JobExtraction
}

/** The options that the key's digest stands for: those that can change a result. */
export type JobExtraction = DecisiveOptions

/** Where the content is found. */
export interface JobSource {
  /** File name without folders; path as it shall stand in the record. */
  readonly name: string
  readonly path: string
  /** Absolute paths: the file, or a group's pictures in page order. */
  readonly files: readonly string[]
  /**
   * SHA-256 of each of `files`, in their order. Given where the storage of originals has them: a worker on another host has no
   * such files.
   */
  readonly digests?: readonly string[]
  /** File names of a group's pictures without folders, in their order; where left out, those of `files`. */
  readonly names?: readonly string[]
}

/** added: waits now; waiting, active, done, failed: was there in this state (of `enqueueAgain`: waiting or active only). */
export type EnqueueOutcome = 'added' | 'waiting' | 'active' | 'done' | 'failed'

export interface Lease {
  readonly id: string
  /** Of this claim: another one's lease has another. */
  readonly token: string
  readonly key: ExtractionKey
  readonly source: JobSource
  readonly batch: number | null
  /** 1 for the first time that the job is run in this generation. */
  readonly attempt: number
  /** 1, and one more each time that it was enqueued again. */
  readonly generation: number
}

export interface QueueCounts {
  readonly waiting: number
  /** Of the waiting: those of priority `scan`. */
  readonly waitingScans: number
  /** Wait for their retry. */
  readonly delayed: number
  readonly active: number
  readonly done: number
  readonly failed: number
}
