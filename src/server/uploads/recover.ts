import { storedParts } from '../../ingest/originals.js'
import { enqueueUndone, jobOf } from '../../ingest/take-in.js'
import { baseOf, UPLOADS } from '../../ingest/uploaded.js'
import type { Backend } from '../backend.js'

/** Batches that are looked at for uploads that a kill cut short; the latest. */
const BATCHES = 1_000

/**
 * Gives the documents of uploads that were cut short between their names and their jobs the jobs that they lack; gives how
 * many. Another server's uploads that are under way at this moment lose nothing by it: a job is there once.
 */
export async function recover({ store, queue, kind, jobExtraction }: Backend): Promise<number> {
  let added = 0
  for (const { id, state, arguments: paths } of await store.batches(BATCHES)) {
    if (state !== 'running' || paths.length === 0 || !paths.every((path) => path.startsWith(UPLOADS))) continue
    for await (const { sha256, path, file, format } of store.documents({ batch: id, status: ['pending'] })) {
      if (!file.startsWith(UPLOADS)) continue
      const source = { name: baseOf(path), path, parts: await storedParts(store, { sha256, path }) }
      const how = { batch: id, kind, ...(jobExtraction && { jobExtraction }) }
      const job = jobOf(how, sha256, { source, priority: format === 'image' ? 'scan' : 'digital' })
      if ((await enqueueUndone(queue, [job], new Set())).get(job) === 'added') added += 1
    }
    await store.endBatch(id, { state: 'interrupted', counts: {} })
  }
  return added
}
