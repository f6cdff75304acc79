import { dirname, isAbsolute } from 'node:path'
import { recordOfFailure } from '../../workers/failure.js'
import type { Pool } from '../../workers/pool.js'
import type { DocumentRecord } from '../model/record.js'
import { DEFAULT_LIMITS } from '../model/source.js'
import { UNREAD } from '../readers/identity.js'
import type { JobSource, Lease, Queue } from '../queue/queue.js'
import type { Name, Store } from '../store/store.js'
import { isSystemError } from './errors.js'
import { jobOf, mostBytesOf, type ExtractionKind, type ExtractionOptions } from './extraction.js'
import { fingerprint, stampOf, type Fingerprint } from './fingerprint.js'
import { TOO_LARGE } from './sight.js'

/** What reading a leased document takes. */
export interface Reading {
  readonly store: Store
  readonly queue: Queue
  readonly pool: Pool
  readonly batch: number
  readonly kind: ExtractionKind
  readonly extraction: ExtractionOptions
  /** Throws where the folder that a file was found below is gone: the disk was taken out, and nothing can be said of its files. */
  readonly assertFolder: (file: string) => Promise<void>
  /** Told of each changed file that became a job of its own. */
  readonly onChanged: () => void
}

/**
 * The record of a leased document, of exactly its content: where a file holds something else by now, that becomes a
 * document of its own, and the content is looked for under its other names. Found nowhere, it is failed (`file-changed`);
 * in a file that cannot be read just now, `unreadable-input`, to be tried again.
 * @throws the signal's reason; what store and queue do; StoreError `folder-vanished`.
 */
export async function readLeased(reading: Reading, lease: Lease, signal: AbortSignal): Promise<DocumentRecord> {
  const { pool, store, extraction } = reading
  const { sha256 } = lease.key
  const started = performance.now()
  const first = await pool.run(jobOf(lease.source, extraction, signal))
  if (first.source.sha256 === sha256) return first
  const names = await store.names(sha256)
  const refused = refusedForSize(first, lease.key, names[0])
  if (refused) return refused
  const [own] = lease.source.files
  // A kept original of an upload bears no name; a damaged one is no document of its own.
  const isKept = lease.source.digests !== undefined && !names.some(({ file }) => file === own)
  let unread = isKept ? null : await lookAgain(reading, lease.source, names, sha256)
  // Names of uploads are no files.
  const others = names.filter(({ state, file }) => state === 'current' && file !== own && isAbsolute(file))
  for (const name of others) {
    const source = sourceOf(name)
    const record = await pool.run(jobOf(source, extraction, signal))
    if (record.source.sha256 === sha256) return record
    unread = (await lookAgain(reading, source, names, sha256)) ?? unread
  }
  signal.throwIfAborted()
  const known = names.find(({ file }) => file === own) ?? names[0]
  const identity = { sha256, bytes: known?.bytes ?? 0, format: known?.format ?? ('unknown' as const) }
  const { name, path } = lease.source
  const { limits, language = 'en', ocr, pdfEngine, ink } = extraction
  return recordOfFailure(
    {
      ...{ name, path, language, limits: { ...DEFAULT_LIMITS, ...limits } },
      ...(ocr && { ocr }),
      ...(pdfEngine && { pdfEngine }),
      ...(ink !== undefined && { ink }),
      parts: [{ name, file: null, bytes: new Uint8Array() }],
    },
    {
      code: unread === null ? 'file-changed' : 'unreadable-input',
      details: unread === null ? {} : { reason: unread },
      identity,
      elapsedMs: performance.now() - started,
    },
  )
}

/**
 * The record of a document that is larger than allowed, and was not read for that: by its size it is the content that was
 * asked for. Null of any other.
 */
export function refusedForSize(
  record: DocumentRecord,
  { sha256 }: Pick<Lease['key'], 'sha256'>,
  known: Pick<Name, 'bytes' | 'format'> | undefined,
): DocumentRecord | null {
  const isRefused = record.source.sha256 === UNREAD && record.problems.some(({ code }) => code === 'file-too-large')
  if (!isRefused || record.source.bytes !== known?.bytes) return null
  return { ...record, source: { ...record.source, sha256, format: known.format } }
}

const sourceOf = ({ file, path, parts }: Name): JobSource => ({
  name: path.slice(path.lastIndexOf('/') + 1),
  path,
  files: parts.length > 0 ? parts : [file],
})

/**
 * What became of a file that did not hold what it was to hold: changed content is noted and enqueued. Gives why the file
 * cannot be read, where it is still there; null where it is gone or changed.
 */
async function lookAgain(
  reading: Reading,
  { name, path, files }: JobSource,
  names: readonly Name[],
  expected: string,
): Promise<string | null> {
  const [file = ''] = files
  await reading.assertFolder(file)
  let found: Fingerprint
  try {
    if ((await stampOf(files)).bytes > mostBytesOf(reading.extraction)) return TOO_LARGE
    found = await fingerprint(files)
  } catch (error) {
    if (!isSystemError(error)) throw error
    return error.code === 'ENOENT' || error.code === 'ENOTDIR' ? null : error.code
  }
  const { sha256, bytes, mtimeMs, format, scan } = found
  if (sha256 === expected) return 'EAGAIN' // It holds what it was to hold again: another try will tell.
  const { store, queue, batch, kind } = reading
  const known = names.find((each) => each.file === file)
  const { root = dirname(file), given = null } = known ?? {}
  await store.putNames(batch, [
    { sha256, bytes, mtimeMs, file, path, root, format, given, parts: files.length > 1 ? files : [] },
  ])
  const job = { key: { ...kind, sha256 }, batch, source: { name, path, files } }
  const [outcome] = await queue.enqueue([{ ...job, priority: scan ? 'scan' : 'digital' }])
  if (outcome === 'added') reading.onChanged()
  return null
}
