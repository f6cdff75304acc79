import { enqueueUndone } from '../../ingest/enqueue.js'
import type { Fingerprint } from '../../ingest/fingerprint.js'
import { baseOf, fileOfUpload, pathOfUpload, UPLOADS } from '../../ingest/uploaded.js'
import type { EnqueueOutcome, NewJob, Priority } from '../../queue/queue.js'
import type { DocumentRow, Given, NameOutcome, NewName } from '../../store/store.js'
import type { Backend } from '../backend.js'

/** A document that is to be taken in. */
export interface Upload {
  readonly name: string
  readonly print: Fingerprint
  readonly given: Given
  /** The file that it is, or a group's pictures in page order. */
  readonly files: readonly UploadedFile[]
}

export interface UploadedFile {
  /** As given, /-separated. */
  readonly name: string
  /** Where its bytes lie on this machine; null of what the storage of originals has already. */
  readonly file: string | null
}

/** What became of it. */
export interface TakenIn {
  readonly row: DocumentRow
  /** As given. */
  readonly name: string
  readonly outcome: NameOutcome
  /** Of its job; null where none was needed. */
  readonly job: EnqueueOutcome | null
}

/** With more than so many in one request nobody waits at a screen. */
const FEW = 5

/**
 * Keeps the originals, notes the names and enqueues what has no extraction. In this order, so that a kill in between leaves
 * nothing that is not whole: an original that no document names, or a document that waits for its job (see `recover`).
 * @throws what blobs, store and queue do
 */
export async function takeIn(
  backend: Backend,
  uploads: readonly Upload[],
): Promise<{ readonly batch: number; readonly documents: readonly TakenIn[] }> {
  const { store, blobs, kind } = backend
  for (const { files, print } of uploads)
    for (const [place, { file }] of files.entries())
      if (file !== null) await blobs.put(print.digests[place] ?? '', file)
  const names: NewName[] = []
  for (const upload of uploads) names.push(await newName(backend, upload))
  const batch = await store.beginBatch({ kind: 'ingest', arguments: names.map(({ path }) => path), ...kind })
  const outcomes = await store.putNames(batch, names)
  const jobs = await enqueueNeeded(backend, uploads, batch)
  const rows = await rowsOf(backend, uploads)
  const documents = uploads.flatMap(({ name, print: { sha256 } }, place) => {
    const row = rows.get(sha256)
    return row ? [{ row, name, outcome: outcomes[place] ?? 'known', job: jobs.get(sha256) ?? null }] : []
  })
  const count = (of: NameOutcome): number => documents.filter(({ outcome }) => outcome === of).length
  const total = [...jobs.values()].filter((job) => job === 'added').length
  const counts = { found: documents.length, fresh: count('new'), duplicates: count('duplicate'), total }
  await store.endBatch(batch, { state: 'done', counts })
  if (total > 0) backend.onAdded?.()
  return { batch, documents }
}

/** What is given now goes over what was given before under the same name. */
async function newName({ store }: Backend, { name, print, given, files }: Upload): Promise<NewName> {
  const { sha256, bytes, format } = print
  const file = fileOfUpload(sha256, name)
  const before = (await store.names(sha256)).find((each) => each.file === file)
  const all = { ...before?.given, ...given }
  return {
    ...{ file, path: pathOfUpload(name), root: UPLOADS, sha256, bytes, format },
    parts: files.length > 1 ? files.map((each, place) => fileOfUpload(print.digests[place] ?? '', each.name)) : [],
    // The content never changes under such a name.
    mtimeMs: 0,
    given: Object.keys(all).length > 0 ? all : null,
  }
}

async function rowsOf(
  { store }: Pick<Backend, 'store'>,
  uploads: readonly Upload[],
): Promise<ReadonlyMap<string, DocumentRow>> {
  const rows = new Map<string, DocumentRow>()
  const sha256 = [...new Set(uploads.map(({ print }) => print.sha256))]
  for await (const row of store.documents({ sha256 })) rows.set(row.sha256, row)
  return rows
}

/** Jobs for those that were never extracted, or failed for a reason that passes; by fingerprint. */
async function enqueueNeeded(
  backend: Backend,
  uploads: readonly Upload[],
  batch: number,
): Promise<ReadonlyMap<string, EnqueueOutcome>> {
  const rows = await rowsOf(backend, uploads)
  const jobs = new Map<string, NewJob>()
  const failed = new Set<string>()
  for (const upload of uploads) {
    const row = rows.get(upload.print.sha256)
    if (row?.status !== 'pending' && row?.failure?.class !== 'transient') continue
    jobs.set(row.sha256, jobOf(backend, upload, batch, uploads.length))
    if (row.failure) failed.add(row.sha256)
  }
  const outcomes = await enqueueUndone(backend.queue, [...jobs.values()], failed)
  return new Map([...jobs.keys()].map((sha256, place) => [sha256, outcomes[place] ?? 'waiting']))
}

function jobOf(
  { kind, sourceOf, extraction }: Backend,
  { name, print, files }: Upload,
  batch: number,
  together: number,
): NewJob {
  const { sha256, scan, digests } = print
  const digital: Priority = together <= FEW ? 'interactive' : 'digital'
  return {
    key: { ...kind, sha256 },
    priority: scan ? 'scan' : digital,
    batch,
    ...(extraction && { extraction }),
    source: sourceOf({
      ...{ sha256, name: baseOf(name), path: pathOfUpload(name), digests },
      names: files.map((each) => baseOf(each.name)),
    }),
  }
}
