import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Blobs } from '../blobs/blobs.js'
import { BlobError } from '../blobs/errors.js'
import type { Selected } from '../ingest/selection.js'
import type { DocumentFilter, Store } from '../store/store.js'
import { digestsOf } from './reprocess.js'

/** The documents that a filter chooses, each fetched from the storage of originals to be read by this very process. */
export async function* selectFetched(
  store: Store,
  blobs: Pick<Blobs, 'fetch'>,
  filter: DocumentFilter,
): AsyncGenerator<Selected, void, undefined> {
  for await (const row of store.documents(filter)) {
    const place = await mkdtemp(join(tmpdir(), 'nianbao-fetched-'))
    const remove = async (): Promise<void> => rm(place, { recursive: true, force: true })
    try {
      const files: string[] = []
      for (const [index, digest] of (await digestsOf(store, row)).entries()) {
        const file = join(place, String(index))
        await blobs.fetch(digest, file)
        files.push(file)
      }
      const name = row.path.slice(row.path.lastIndexOf('/') + 1)
      yield { row, source: { name, path: row.path, files }, root: null, remove }
    } catch (error) {
      await remove()
      const isGone = error instanceof BlobError && (error.code === 'blob-missing' || error.code === 'blob-damaged')
      if (!isGone) throw error
      yield { row, source: null, root: null }
    }
  }
}
