import { setTimeout as wait } from 'node:timers/promises'
import { recordOfFailure } from '../../../workers/failure.js'
import { PoolClosedError, type Pool } from '../../../workers/pool.js'
import type { Blobs } from '../../blobs/blobs.js'
import { BlobError } from '../../blobs/errors.js'
import { optionsDigest } from '../../extract.js'
import { isSystemError } from '../../ingest/errors.js'
import type { ExtractionOptions } from '../../ingest/extraction.js'
import { refusedForSize } from '../../ingest/read-leased.js'
import { failureOf, type Failure } from '../../model/extraction.js'
import type { Details, ProblemCode } from '../../model/problem.js'
import type { DocumentRecord } from '../../model/record.js'
import { DEFAULT_LIMITS } from '../../model/source.js'
import { crashedDetails } from '../../queue/crashed.js'
import type { JobEnd, Taken } from '../../queue/bullmq/consumer.js'
import { MOST_ATTEMPTS, MOST_STALLS } from '../../queue/queue.js'
import type { Attempt, NewAttempt, Store } from '../../store/store.js'
import type { Stage } from '../metrics/index.js'
import { fetchContent } from './content.js'

/** What running a job takes. */
export interface Work {
  readonly store: Pick<Store, 'saveAttempt' | 'attempts' | 'names'>
  readonly blobs: Pick<Blobs, 'fetch'>
  readonly pool: Pick<Pool, 'run'>
  readonly extraction: ExtractionOptions
  /** For temporary files. */
  readonly folder: string
  /** Whether what this worker stands on is well: else it is not the job's doing that it failed. */
  readonly isSound: () => Promise<boolean>
  readonly onStage: (stage: Stage, ms: number) => void
  /** Told of each record that was stored. */
  readonly onRecord: (record: DocumentRecord) => void
  /** Told of what no record tells: a fault of this worker, or of what it stands on. */
  readonly onFault: (error: unknown, sound: boolean) => void
}

/** A job that was given back for a fault of the worker is left alone for so long (milliseconds): another worker may be well. */
const UNDONE_MS = 5_000

/** What was read is kept for so long (milliseconds) while the store does not answer: reading a scan again costs more. */
const SAVE_PATIENCE_MS = 120_000
const SAVE_WAIT_MS = 500
const LONGEST_SAVE_WAIT_MS = 10_000

/** A job that was begun so often counts each fault of a worker as an attempt of its own: it may be the one that causes them. */
const MOST_STARTS = 25

/** The disk of this worker, whatever a probe of it says. */
const WORKERS_OWN = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'EMFILE', 'ENFILE', 'ENOMEM', 'EFBIG'])

/**
 * Runs a job from its original to its stored result, which stands before the job ends: a kill in between costs a second
 * reading and nothing else. Faults of the worker's own (no room, no store, no storage) are no failures of the document: the
 * job is given back.
 */
export async function runJob(work: Work, job: Taken, signal: AbortSignal): Promise<JobEnd> {
  try {
    // A job that was begun before may be done already: its worker was lost between the result and the end.
    const before = job.starts > 1 ? await endBefore(work, job) : null
    if (before) return before
    const startedAt = new Date().toISOString()
    const record = await recordOf(work, job, signal)
    const finishedAt = new Date().toISOString()
    const { key, generation, batch } = job
    const began = performance.now()
    await saveAsAsked(work, { key, generation, batch, startedAt, finishedAt, record }, signal)
    work.onStage('save', performance.now() - began)
    work.onRecord(record)
    const failure = failureOf(record)
    return failure ? { end: 'failed', failure: lasting(failure) } : { end: 'done' }
  } catch (error) {
    if (signal.aborted || error instanceof PoolClosedError) return { end: 'undone', waitMs: 0 }
    return endOfFault(work, job, error)
  }
}

/** Waiting brings back no original that is gone. */
const lasting = (failure: Failure): Failure =>
  failure.code === 'file-changed' ? { ...failure, class: 'permanent' } : failure

/** How a job ended that has its result already; null of any other. */
async function endBefore({ store }: Work, job: Taken): Promise<JobEnd | null> {
  const own = standing(await attemptsOf(store, job), job)
  if (own?.batch !== job.batch) return null
  return own.failure ? { end: 'failed', failure: own.failure } : { end: 'done' }
}

type Asked = Pick<NewAttempt, 'key' | 'generation' | 'batch'>

/** Those of the same content, version and options. */
const attemptsOf = async (store: Work['store'], { key }: Pick<Asked, 'key'>): Promise<readonly Attempt[]> =>
  (await store.attempts(key.sha256)).filter(
    (attempt) => attempt.key.version === key.version && attempt.key.options === key.options,
  )

/** The result that stands under a generation. */
const standing = (attempts: readonly Attempt[], { generation }: Pick<Asked, 'generation'>): Attempt | undefined =>
  attempts.find(
    (attempt) =>
      attempt.generation === generation && (attempt.failure === null || attempt.failure.class === 'permanent'),
  )

/**
 * Saves a result. Where one of another batch has its generation already, the queue counts anew from an older copy of what it
 * knew (Redis came back without its latest changes): what was asked for then stands behind all that there is.
 */
async function saveAsAsked(work: Work, attempt: NewAttempt, signal: AbortSignal): Promise<void> {
  for (let { generation } = attempt; ;) {
    if ((await save(work, { ...attempt, generation }, signal)) === 'saved') return
    const before = await attemptsOf(work.store, attempt)
    const other = standing(before, { generation })
    if (!other || other.batch === attempt.batch) return
    generation = Math.max(...before.map((each) => each.generation)) + 1
  }
}

async function recordOf(work: Work, job: Taken, signal: AbortSignal): Promise<DocumentRecord> {
  const { key, source } = job
  const extraction = extractionOf(work, job)
  if (job.stalls >= MOST_STALLS) return failedRecord(work, job, 'crashed-extractor', crashedDetails(job.stalls))
  let began = performance.now()
  const fetched = await fetchContent(work.blobs, work.folder, job).catch((error: unknown) => {
    if (!(error instanceof BlobError)) throw error
    return error
  })
  if (fetched instanceof BlobError) {
    if (fetched.code === 'blob-missing') return failedRecord(work, job, 'file-changed', {})
    if (fetched.code === 'blob-damaged') return failedRecord(work, job, 'unreadable-input', { reason: fetched.message })
    throw fetched
  }
  try {
    work.onStage('fetch', performance.now() - began)
    began = performance.now()
    const { name, path } = source
    const record = await work.pool.run({ ...extraction, name, path, content: fetched.content, signal })
    work.onStage('extract', performance.now() - began)
    const refused = refusedForSize(record, key, (await work.store.names(key.sha256))[0])
    if (refused) return refused
    // The parts of a group, each as it should be, but not of this group.
    if (record.source.sha256 !== key.sha256) return await failedRecord(work, job, 'file-changed', {})
    return record
  } finally {
    await fetched.remove()
  }
}

/**
 * The options that the job was asked for with, on top of this worker's.
 * @throws OptionsError
 */
function extractionOf({ extraction }: Work, job: Taken): ExtractionOptions {
  const { limits, ...asked } = job.extraction ?? {}
  const options = { ...extraction, ...asked, limits: { ...extraction.limits, ...limits } }
  const digest = optionsDigest(options)
  if (digest !== job.key.options) throw new OptionsError(job.key.options, digest)
  return options
}

/** The job does not say what its options are, and they are not this worker's. */
export class OptionsError extends Error {
  constructor(asked: string, own: string) {
    super(`The job asks for options (${asked}) that are not this worker’s (${own}).`)
    this.name = 'OptionsError'
  }
}

/** The record of a document that never came to be read. */
async function failedRecord(
  { store, extraction }: Work,
  { key, source, extraction: asked }: Taken,
  code: ProblemCode,
  details: Details,
): Promise<DocumentRecord> {
  const [known] = await store.names(key.sha256)
  const identity = { sha256: key.sha256, bytes: known?.bytes ?? 0, format: known?.format ?? ('unknown' as const) }
  const { name, path } = source
  const ocr = asked?.ocr ?? extraction.ocr
  const pdfEngine = asked?.pdfEngine ?? extraction.pdfEngine
  const ink = asked?.ink ?? extraction.ink
  return recordOfFailure(
    {
      ...{ name, path, language: extraction.language ?? 'en' },
      ...(ocr && { ocr }),
      ...(pdfEngine && { pdfEngine }),
      ...(ink !== undefined && { ink }),
      limits: { ...DEFAULT_LIMITS, ...extraction.limits, ...asked?.limits },
      parts: [{ name, file: null, bytes: new Uint8Array() }],
    },
    { code, details, identity, elapsedMs: 0 },
  )
}

/** Saves a result; while the store does not answer, again and again for a while. */
async function save({ store, isSound }: Work, attempt: NewAttempt, signal: AbortSignal): Promise<'saved' | 'present'> {
  const began = performance.now()
  let refused = false
  for (let pause = SAVE_WAIT_MS; ; pause = Math.min(pause * 2, LONGEST_SAVE_WAIT_MS)) {
    try {
      return await store.saveAttempt(attempt)
    } catch (error) {
      const sound = await isSound()
      // It may have come back just now: what fails twice on a sound store is this record's own fault.
      if (signal.aborted || (sound && refused) || performance.now() - began > SAVE_PATIENCE_MS) throw error
      refused = sound
      await wait(pause)
    }
  }
}

async function endOfFault(work: Work, job: Taken, error: unknown): Promise<JobEnd> {
  const message = error instanceof Error ? error.message : String(error)
  const own = isSystemError(error) && WORKERS_OWN.has(error.code)
  const sound = !own && (await work.isSound())
  work.onFault(error, sound)
  if (error instanceof OptionsError)
    return { end: 'failed', failure: { code: 'internal-error', class: 'environment', message } }
  if (!sound && job.starts < MOST_STARTS) return { end: 'undone', waitMs: UNDONE_MS }
  const failure: Failure = { code: 'internal-error', class: 'transient', message }
  // The last attempt: without a record the document would be pending for ever.
  if (job.attempt >= MOST_ATTEMPTS) await saveFault(work, job, message)
  return { end: 'failed', failure }
}

async function saveFault(work: Work, job: Taken, reason: string): Promise<void> {
  try {
    const record = await failedRecord(work, job, 'internal-error', { reason })
    const now = new Date().toISOString()
    const { key, generation, batch } = job
    await work.store.saveAttempt({ key, generation, batch, startedAt: now, finishedAt: now, record })
    work.onRecord(record)
  } catch (error) {
    work.onFault(error, false)
  }
}
