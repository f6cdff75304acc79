import type { Fingerprint } from '../../ingest/fingerprint.js'
import { takeIn, type Arrival } from '../../ingest/take-in.js'
import { baseOf, fileOfUpload, pathOfUpload, UPLOADS } from '../../ingest/uploaded.js'
import type { EnqueueOutcome } from '../../queue/queue.js'
import { sha256OfGroup } from '../../readers/identity.js'
import type { DocumentRow, Given, NameOutcome, NewName } from '../../store/store.js'
import type { Backend } from '../backend.js'
import { Refusal } from '../errors/refusal.js'

/** A document that is to be taken in. */
export interface Upload {
  /** As given, /-separated. */
  readonly name: string
  readonly print: Omit<Fingerprint, 'parts'>
  readonly given: Given
  /** The file that it is, or a group's pictures in page order. */
  readonly parts: readonly UploadedPart[]
}

interface UploadedPart {
  /** As given, /-separated. */
  readonly name: string
  readonly sha256: string
  /** Where its bytes lie on this machine; null of what the storage of originals has already. */
  readonly file: string | null
}

/** The outcome of an upload. */
export interface TakenUpload {
  readonly row: DocumentRow
  /** As given. */
  readonly name: string
  readonly outcome: NameOutcome
  /** The outcome of enqueueing its job; null where none was needed. */
  readonly job: EnqueueOutcome | null
}

/** With more documents in one request nobody waits at a screen. */
const MAX_INTERACTIVE = 5

/**
 * Keeps the originals, notes the names and enqueues what has no extraction. In this order, so that a kill in between leaves
 * nothing that is not whole: an original that no document names, or a document that waits for its job (see `recover`).
 * @throws what blobs, store and queue do
 */
export async function takeInUploads(
  backend: Backend,
  uploads: readonly Upload[],
): Promise<{ readonly batch: number; readonly documents: readonly TakenUpload[] }> {
  const { store, blobs, kind } = backend
  // A removed document stays so, and its original is not kept again.
  const before = await rowsOf(backend, uploads)
  for (const { parts, print } of uploads)
    if ((before.get(print.sha256)?.removedAt ?? null) === null)
      for (const { file, sha256 } of parts) if (file !== null) await blobs.put(sha256, file)
  const digital = uploads.length <= MAX_INTERACTIVE ? 'interactive' : 'digital'
  const arrivals: Arrival[] = []
  for (const upload of uploads) {
    const { name, print, parts } = upload
    arrivals.push({
      sha256: print.sha256,
      priority: print.scan ? 'scan' : digital,
      name: await newName(backend, upload),
      source: {
        ...{ name: baseOf(name), path: pathOfUpload(name) },
        parts: parts.map((part) => ({ name: baseOf(part.name), sha256: part.sha256 })),
      },
    })
  }
  const batch = await store.beginBatch({
    ...{ kind: 'ingest', arguments: arrivals.map(({ source }) => source.path), ...kind },
  })
  const { outcomes, jobs, added: total } = await takeIn({ ...backend, batch, triedAgain: ['transient'] }, arrivals)
  const rows = await rowsOf(backend, uploads)
  const documents = uploads.flatMap(({ name, print: { sha256 } }, place) => {
    const row = rows.get(sha256)
    return row ? [{ row, name, outcome: outcomes[place] ?? 'known', job: jobs.get(sha256) ?? null }] : []
  })
  const count = (of: NameOutcome): number => documents.filter(({ outcome }) => outcome === of).length
  const counts = { found: documents.length, fresh: count('new'), duplicates: count('duplicate'), total }
  await store.endBatch(batch, { state: 'done', counts })
  return { batch, documents }
}

/** Lays the entries given now over those given before under the same name. */
async function newName({ store }: Backend, { name, print, given, parts }: Upload): Promise<NewName> {
  const { sha256, bytes, format } = print
  const file = fileOfUpload(sha256, name)
  const before = (await store.names(sha256)).find((each) => each.file === file)
  const all = { ...before?.given, ...given }
  return {
    ...{ file, path: pathOfUpload(name), root: UPLOADS, sha256, bytes, format },
    parts: parts.length > 1 ? parts.map((part) => fileOfUpload(part.sha256, part.name)) : [],
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
  for await (const row of store.documents({ sha256, removed: 'any' })) rows.set(row.sha256, row)
  return rows
}

/**
 * Makes one document of pictures of its pages, in the order in which they came; a single one is a document by itself. It is
 * called as the first is, and what was given of any page holds of all.
 * @throws Refusal `no-files`; `no-page` where one is no picture
 */
export function grouped(pages: readonly Upload[]): Upload {
  const [first] = pages
  if (!first) throw new Refusal('no-files')
  if (pages.length === 1) return first
  const other = pages.find(({ print }) => print.format !== 'image')
  if (other) throw new Refusal('no-page', { name: other.name, type: other.print.format })
  const parts = pages.flatMap((page) => page.parts)
  return {
    name: first.name,
    print: {
      ...first.print,
      sha256: sha256OfGroup(parts.map(({ sha256 }) => sha256)),
      bytes: pages.reduce((sum, { print }) => sum + print.bytes, 0),
    },
    given: pages.reduceRight<Given>((all, { given }) => ({ ...all, ...given }), {}),
    parts,
  }
}
