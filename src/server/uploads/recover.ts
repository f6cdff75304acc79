import { enqueueUndone } from '../../ingest/enqueue.js'
import { UPLOADS } from '../../ingest/uploaded.js'
import type { Backend } from '../backend.js'
import { contentOf } from '../documents.js'

/** Batches that are looked at for uploads that a kill cut short; the latest. */
const BATCHES = 1_000

/**
 * Gives the documents of uploads that were cut short between their names and their jobs the jobs that they lack; gives how
 * many. Another server's uploads that are under way at this moment lose nothing by it: a job is there once.
 */
export async function recover({ store, queue, kind, sourceOf, extraction }: Backend): Promise<number> {
  let added = 0
  for (const { id, state, arguments: paths } of await store.batches(BATCHES)) {
    if (state !== 'running' || paths.length === 0 || !paths.every((path) => path.startsWith(UPLOADS))) continue
    for await (const { sha256, path, file, format } of store.documents({ batch: id, status: ['pending'] })) {
      if (!file.startsWith(UPLOADS)) continue
      const source = sourceOf(await contentOf(store, { sha256, path }))
      const priority = format === 'image' ? 'scan' : 'digital'
      const job = { key: { ...kind, sha256 }, priority, batch: id, source, ...(extraction && { extraction }) } as const
      if ((await enqueueUndone(queue, [job], new Set())).includes('added')) added += 1
    }
    await store.endBatch(id, { state: 'interrupted', counts: {} })
  }
  return added
}
