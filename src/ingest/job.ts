import { setTimeout as wait } from 'node:timers/promises'
import { recordOfFailure } from '../../workers/failure.js'
import { PoolClosedError, type Pool } from '../../workers/pool.js'
import { BlobError } from '../blobs/errors.js'
import { optionsDigest } from '../extract.js'
import { failureOf, type Failure } from '../model/extraction.js'
import type { Details, ProblemCode } from '../model/problem.js'
import type { DocumentRecord } from '../model/record.js'
import { isRetried, MAX_ATTEMPTS, type Job, type JobEnd } from '../queue/queue.js'
import { UNREAD } from '../readers/identity.js'
import type { Attempt, Name, NewAttempt, Store } from '../store/store.js'
import { isSystemError } from '../system.js'
import type { ExtractionOptions } from './extraction.js'
import type { Copy, Originals } from './originals.js'

/** The stages of a job, in order. `wait` is time in the queue; `extract` includes the wait for a process of the pool. */
export type Stage = 'wait' | 'fetch' | 'extract' | 'save'

/** Everything that a job needs to run, on a data folder and in a fleet alike. */
export interface Work {
  readonly store: Pick<Store, 'saveAttempt' | 'attempts' | 'names'>
  readonly originals: Originals
  readonly pool: Pick<Pool, 'run'>
  readonly extraction: ExtractionOptions
  /** The batch that results are stored under where nobody else stores any; if omitted, that of each job. */
  readonly batch?: number
  /** Whether queue, store, storage and disk are well. If not, a failure is not the document's doing. */
  readonly isHealthy: () => Promise<boolean>
  /** Milliseconds for which a result is kept while the store does not answer: reading a scan again costs more. */
  readonly patienceMs: number
  /** Told of each record that was stored, and whether the document will be tried again. */
  readonly onRecord: (record: DocumentRecord, retried: boolean) => void | Promise<void>
  /** Told of errors that no record tells: of this process, or of what it depends on. */
  readonly onFault: (error: unknown, healthy: boolean) => void
  readonly onStage?: (stage: Stage, ms: number) => void
}

/** Milliseconds that a job rests after a fault of this process: another worker may be well. */
const UNDONE_MS = 5_000

/** Waits (milliseconds) between two tries to save a result. */
const SAVE_WAIT_MS = 500
const MAX_SAVE_WAIT_MS = 10_000

/** A job that lost its workers this often counts as one that crashes its reader. */
export const MAX_STALLS = 3

/** From this number of starts on, each fault of a worker counts as an attempt of the job: the job may cause them. */
const MAX_STARTS = 25

/** Errors of this machine's disk and memory, whatever a health check says. */
const LOCAL_FAULTS = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'EMFILE', 'ENFILE', 'ENOMEM', 'EFBIG'])

/**
 * Runs a job from its original to its stored result. The result is stored before the job ends, so a kill in between costs a
 * second reading and nothing else. Faults of this process (no room, no store, no storage) are no failures of the document: the
 * job is given back.
 */
export async function runJob(work: Work, job: Job, signal: AbortSignal): Promise<JobEnd> {
  try {
    // A job that was begun before may be done already: its worker was lost between the result and the end.
    const before = job.starts > 1 ? await endBefore(work, job) : null
    if (before) return before
    const startedAt = new Date().toISOString()
    const record = await recordOf(work, job, signal)
    const finishedAt = new Date().toISOString()
    const { key, generation } = job
    const { batch = job.batch } = work
    const defaultOptions = key.options === optionsDigest({})
    const began = performance.now()
    await saveAsAsked(work, { key, generation, batch, startedAt, finishedAt, record, defaultOptions }, signal)
    work.onStage?.('save', performance.now() - began)
    const failure = lastingFailureOf(record)
    await work.onRecord(record, failure !== null && isRetried(failure, job.attempt))
    return failure ? { end: 'failed', failure } : { end: 'done' }
  } catch (error) {
    if (signal.aborted || error instanceof PoolClosedError) return { end: 'undone', waitMs: 0 }
    return endOfFault(work, job, error, signal)
  }
}

/** Waiting brings back no original that is gone. */
function lastingFailureOf(record: DocumentRecord): Failure | null {
  const failure = failureOf(record)
  return failure?.code === 'file-changed' ? { ...failure, class: 'permanent' } : failure
}

/** How a job ended that has its result already; null of any other. */
async function endBefore({ store }: Work, job: Job): Promise<JobEnd | null> {
  const own = resultOf(await attemptsOf(store, job), job)
  if (own?.batch !== job.batch) return null
  return own.failure ? { end: 'failed', failure: own.failure } : { end: 'done' }
}

type Asked = Pick<NewAttempt, 'key' | 'generation' | 'batch'>

/** The attempts at the same content with the same version and options. */
const attemptsOf = async (store: Work['store'], { key }: Pick<Asked, 'key'>): Promise<readonly Attempt[]> =>
  (await store.attempts(key.sha256)).filter(
    (attempt) => attempt.key.version === key.version && attempt.key.options === key.options,
  )

/** The result that is stored under a generation. */
const resultOf = (attempts: readonly Attempt[], { generation }: Pick<Asked, 'generation'>): Attempt | undefined =>
  attempts.find(
    (attempt) =>
      attempt.generation === generation && (attempt.failure === null || attempt.failure.class === 'permanent'),
  )

/**
 * Saves a result. Where one of another batch has its generation already, the queue counts anew from an older copy of what it
 * knew (Redis came back without its latest changes): then this result gets a generation after all others.
 */
async function saveAsAsked(work: Work, attempt: NewAttempt, signal: AbortSignal): Promise<void> {
  for (let { generation } = attempt; ;) {
    if ((await save(work, { ...attempt, generation }, signal)) === 'saved') return
    const before = await attemptsOf(work.store, attempt)
    const other = resultOf(before, { generation })
    if (!other || other.batch === attempt.batch || work.batch !== undefined) return
    generation = Math.max(...before.map((each) => each.generation)) + 1
  }
}

/** The record of exactly the content that the job asks for, wherever it still is. */
async function recordOf(work: Work, job: Job, signal: AbortSignal): Promise<DocumentRecord> {
  const { key, source } = job
  const extraction = extractionOf(work, job)
  const began = performance.now()
  const failed = async (code: ProblemCode, details: Details = {}): Promise<DocumentRecord> =>
    failedRecord(work, job, { code, details, elapsedMs: performance.now() - began })
  if (job.stalls >= MAX_STALLS)
    return failed('crashed-extractor', { reason: `its worker was lost ${job.stalls} times` })
  let unread: string | null = null
  let since = began
  const isAt = (stage: Stage): void => {
    work.onStage?.(stage, performance.now() - since)
    since = performance.now()
  }
  try {
    for await (const copy of work.originals.copies(key.sha256, source)) {
      isAt('fetch')
      const record = await work.pool.run({ ...poolJobOf(copy), ...extraction, signal })
      isAt('extract')
      if (record.source.sha256 === key.sha256) return record
      const refused = refusedForSize(record, key.sha256, (await work.store.names(key.sha256))[0])
      if (refused) return refused
      unread = (await copy.explain()) ?? unread
    }
  } catch (error) {
    if (!(error instanceof BlobError)) throw error
    if (error.code === 'blob-damaged') unread = error.message
    else if (error.code !== 'blob-missing') throw error
  }
  signal.throwIfAborted()
  return unread === null ? failed('file-changed') : failed('unreadable-input', { reason: unread })
}

/** The document of a copy, as the pool takes it. */
export function poolJobOf({ name, path, parts }: Copy): Pick<Parameters<Pool['run']>[0], 'name' | 'path' | 'content'> {
  const [only] = parts
  const content =
    only && parts.length === 1
      ? { file: only.file }
      : parts.map((part) => ({ name: part.name, content: { file: part.file } }))
  return { name, path, content }
}

/**
 * The record of a document that is larger than allowed, and was not read for that: by its size it is the content that was
 * asked for. Null of any other.
 */
function refusedForSize(
  record: DocumentRecord,
  sha256: string,
  known: Pick<Name, 'bytes' | 'format'> | undefined,
): DocumentRecord | null {
  const isRefused = record.source.sha256 === UNREAD && record.problems.some(({ code }) => code === 'file-too-large')
  if (!isRefused || record.source.bytes !== known?.bytes) return null
  return { ...record, source: { ...record.source, sha256, format: known.format } }
}

/**
 * The options that the job was asked for with, on top of this process's own.
 * @throws OptionsError
 */
function extractionOf({ extraction }: Work, job: Job): ExtractionOptions {
  const options = withAsked(extraction, job)
  const digest = optionsDigest(options)
  if (digest !== job.key.options) throw new OptionsError(job.key.options, digest)
  return options
}

function withAsked(own: ExtractionOptions, { extraction }: Job): ExtractionOptions {
  const { limits, ...asked } = extraction ?? {}
  return { ...own, ...asked, limits: { ...own.limits, ...limits } }
}

/** The job does not say what its options are, and they are not this worker's. */
class OptionsError extends Error {
  override readonly name = 'OptionsError'

  constructor(asked: string, own: string) {
    super(`The job asks for options (${asked}) that are not this worker’s (${own}).`)
  }
}

/** The record of a document that never came to be read. */
async function failedRecord(
  { store, extraction }: Work,
  job: Job,
  failure: { readonly code: ProblemCode; readonly details: Details; readonly elapsedMs: number },
): Promise<DocumentRecord> {
  const { sha256 } = job.key
  const [known] = await store.names(sha256)
  const identity = { sha256, bytes: known?.bytes ?? 0, format: known?.format ?? ('unknown' as const) }
  const { name, path } = job.source
  return recordOfFailure({ name, path, ...withAsked(extraction, job), parts: [] }, { ...failure, identity })
}

/** Saves a result; while the store does not answer, again and again for a while. */
async function save(
  { store, isHealthy, patienceMs }: Work,
  attempt: NewAttempt,
  signal: AbortSignal,
): Promise<'saved' | 'present'> {
  const began = performance.now()
  let refused = false
  for (let pause = SAVE_WAIT_MS; ; pause = Math.min(pause * 2, MAX_SAVE_WAIT_MS)) {
    try {
      return await store.saveAttempt(attempt)
    } catch (error) {
      const healthy = await isHealthy()
      // It may have come back just now: what fails twice on a healthy store is this record's own fault.
      if (signal.aborted || (healthy && refused) || performance.now() - began >= patienceMs) throw error
      refused = healthy
      await wait(pause)
    }
  }
}

/** Whether the folder for temporary files is at fault. */
const isTemporary = (error: unknown): boolean => error instanceof BlobError && error.code === 'temp-unusable'

async function endOfFault(work: Work, job: Job, error: unknown, signal: AbortSignal): Promise<JobEnd> {
  const message = error instanceof Error ? error.message : String(error)
  const isLocal = isTemporary(error) || (isSystemError(error) && LOCAL_FAULTS.has(error.code))
  const healthy = !isLocal && (await work.isHealthy())
  work.onFault(error, healthy)
  if (signal.aborted) return { end: 'undone', waitMs: 0 }
  if (error instanceof OptionsError)
    return { end: 'failed', failure: { code: 'internal-error', class: 'environment', message } }
  if (isTemporary(error) && job.starts >= MAX_STARTS)
    return { end: 'failed', failure: { code: 'temp-unusable', class: 'environment', message } }
  if (!healthy && job.starts < MAX_STARTS) return { end: 'undone', waitMs: UNDONE_MS }
  // The last attempt: without a record the document would be pending for ever.
  if (job.attempt >= MAX_ATTEMPTS) await saveFault(work, job, message)
  return { end: 'failed', failure: { code: 'internal-error', class: 'transient', message } }
}

async function saveFault(work: Work, job: Job, reason: string): Promise<void> {
  try {
    const record = await failedRecord(work, job, { code: 'internal-error', details: { reason }, elapsedMs: 0 })
    const now = new Date().toISOString()
    const { key, generation } = job
    const { batch = job.batch } = work
    await work.store.saveAttempt({ key, generation, batch, startedAt: now, finishedAt: now, record })
    await work.onRecord(record, false)
  } catch (error) {
    work.onFault(error, false)
  }
}
