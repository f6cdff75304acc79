import type { DecisiveOptions } from '../extract.js'
import type { ExtractionKey, Failure } from '../model/extraction.js'

/**
 * Hands documents out to be read. Two implementations stand behind this interface (embedded in the store's SQLite file, BullMQ),
 * held to one conformance suite (`testing/describe-queue.ts`). A job may run twice; its result stands once (the store sees to it).
 */
export interface Queue {
  /** Once per key: a job that is there already is left as it is and reported so. In one transaction. */
  enqueue(jobs: readonly NewJob[]): Promise<readonly EnqueueOutcome[]>
  /**
   * Makes finished jobs wait again with the next generation, or adds them: for reprocessing. Jobs that wait or run are left.
   */
  enqueueAgain(jobs: readonly NewJob[]): Promise<readonly EnqueueOutcome[]>
  /** Gives jobs to a handler, the most urgent first, then by age; none while the queue is paused. */
  consume(handler: Handler, options: ConsumeOptions): Consumer
  /** The failed jobs, page by page, the latest first. */
  failed(): AsyncIterable<FailedJob>
  /** Makes those failed jobs wait again that are chosen, as the next generation. Gives how many. */
  retryFailed(chosen: (job: FailedJob) => boolean): Promise<number>
  pause(): Promise<void>
  resume(): Promise<void>
  paused(): Promise<boolean>
  counts(): Promise<QueueCounts>
  close(): Promise<void>
}

/** Runs of one generation of a job that may fail for a reason that passes. */
export const MAX_ATTEMPTS = 5

/** The first wait before a retry (milliseconds); each further one is twice as long, half of it by chance. */
export const FIRST_RETRY_MS = 2_000

/** Lower is earlier. */
export const PRIORITIES = { interactive: 0, digital: 10, scan: 20 } as const
export type Priority = keyof typeof PRIORITIES

export interface NewJob {
  readonly key: ExtractionKey
  readonly priority: Priority
  readonly batch: number | null
  readonly source: JobSource
  /** Carried to workers on other hosts. If omitted, the worker's own options apply. */
  readonly extraction?: JobExtraction
}

/** The options that the key's digest stands for: those that can change a result. */
export type JobExtraction = DecisiveOptions

/** Where the content is found. */
export interface JobSource {
  /** File name without folders; path as it shall stand in the record. */
  readonly name: string
  readonly path: string
  /** The file, or a group's pictures in page order. */
  readonly parts: readonly SourcePart[]
}

export interface SourcePart {
  /** File name without folders. */
  readonly name: string
  /** Absolute path on the host that enqueued the job. */
  readonly file?: string
  /** Digest of its bytes; the storage of originals knows it by this. */
  readonly sha256?: string
}

/** added: waits now; waiting, active, done, failed: was there in this state (of `enqueueAgain`: waiting or active only). */
export type EnqueueOutcome = 'added' | 'waiting' | 'active' | 'done' | 'failed'

/** A job that a handler is given. */
export interface Job {
  readonly key: ExtractionKey
  readonly source: JobSource
  readonly extraction: JobExtraction | null
  readonly batch: number | null
  /** 1, and one more each time that it was enqueued again. */
  readonly generation: number
  /** 1 for the first run of this generation that may count. */
  readonly attempt: number
  /** How often it was taken in this generation, this time included: more than `attempt` where it was lost or given back. */
  readonly starts: number
  /** How often its consumer was lost in this generation. */
  readonly stalls: number
  /** Milliseconds since it was enqueued. */
  readonly waitedMs: number
}

/**
 * done: not given out again. failed: a `transient` failure is tried again after a growing wait, MAX_ATTEMPTS times at most; any
 * other stays in the failed set. undone: given back as if never taken, to be taken again after `waitMs` milliseconds.
 */
export type JobEnd =
  | { readonly end: 'done' }
  | { readonly end: 'failed'; readonly failure: Failure }
  | { readonly end: 'undone'; readonly waitMs: number }

/** Says how a job ended. The signal fires when the job has to be given back at once. */
export type Handler = (job: Job, signal: AbortSignal) => Promise<JobEnd>

export interface ConsumeOptions {
  /** Jobs in work at the same time. */
  readonly concurrency: number
  /** Told what the queue itself could not do; the consumer goes on as soon as it can. */
  readonly onError: (error: unknown) => void
  /** Told when no job is in work, and none is there to be taken just now. */
  readonly onIdle?: () => void
}

/** Takes jobs until it is closed. Jobs of a consumer whose process was killed are given out again. */
export interface Consumer {
  /** Jobs in work. */
  readonly active: number
  /** Takes no more jobs until it is resumed; those in work go on. */
  pause(): Promise<void>
  resume(): Promise<void>
  /**
   * Takes no more jobs, gives running ones these milliseconds to end, then gives them back undone.
   * @returns whether all jobs were ended or given back
   */
  close(drainMs: number): Promise<boolean>
}

export interface FailedJob {
  readonly key: ExtractionKey
  readonly source: JobSource
  readonly batch: number | null
  readonly generation: number
  readonly failure: Failure
}

export interface QueueCounts {
  readonly waiting: number
  /** How many of the waiting have priority `scan`. */
  readonly waitingScans: number
  /** Wait for their retry. */
  readonly delayed: number
  readonly active: number
  readonly done: number
  readonly failed: number
}

/** Whether a job that failed so is tried again. */
export const isRetried = (failure: Pick<Failure, 'class'>, attempt: number): boolean =>
  failure.class === 'transient' && attempt < MAX_ATTEMPTS

/** Says whether a job failed because this machine lacked something, which may be there by now. */
export const lackedSomething = ({ failure }: FailedJob): boolean => failure.class === 'environment'
