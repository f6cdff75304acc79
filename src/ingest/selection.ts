import { stat } from 'node:fs/promises'
import { basename, isAbsolute } from 'node:path'
import type { JobSource } from '../queue/queue.js'
import type { DocumentFilter, DocumentRow, Store } from '../store/store.js'
import type { FolderBlobs } from '../blobs/folder/folder.js'
import { originalsOf } from './originals.js'

/** A document that is to be read again, and where its content stands. */
export interface Selected {
  readonly row: DocumentRow
  /** Null where it is nowhere: all its names are gone or hold something else, and no copy was kept. */
  readonly source: JobSource | null
  /** The folder that it was found below, absolute; null of a copy of ours. */
  readonly root: string | null
  /** Takes away what was fetched for reading. */
  readonly remove?: () => Promise<void>
}

/** The documents that a filter chooses, one by one, each with a place to read it from. Names of uploads are no files. */
export async function* select(
  store: Store,
  folder: string,
  filter: DocumentFilter,
): AsyncGenerator<Selected, void, undefined> {
  const originals = originalsOf(folder)
  for await (const row of store.documents(filter)) {
    const name = (await store.names(row.sha256)).find(({ state, file }) => state === 'current' && isAbsolute(file))
    if (!name) {
      yield { row, source: await copyOf(store, originals, row), root: null }
      continue
    }
    const files = name.parts.length > 0 ? name.parts : [name.file]
    yield { row, source: { name: basename(name.path), path: name.path, files }, root: name.root }
  }
}

/** The copies that `--keep-originals` made; of a group, its pictures' digests stand in the record. */
async function copyOf(store: Store, originals: FolderBlobs, row: DocumentRow): Promise<JobSource | null> {
  const attempt = (await store.attempts(row.sha256)).find(({ current }) => current)
  const record = attempt && (await store.attemptRecord(attempt.id))
  const digests = record?.source.parts?.map(({ sha256 }) => sha256) ?? [row.sha256]
  const files = digests.map((digest) => originals.placeOf(digest))
  for (const file of files) if (!(await stat(file).catch(() => null))?.isFile()) return null
  return { name: basename(row.path), path: row.path, files }
}
