import { baseOf, UPLOADS } from '../../ingest/uploaded.js'
import type { NewJob } from '../../queue/queue.js'
import type { DocumentRow, Store } from '../../store/store.js'
import type { Backend } from '../backend.js'
import type { App, Context } from '../context.js'
import { contentOf, rowOf } from '../documents.js'
import { Refusal } from '../errors/refusal.js'
import { documentParams, errors } from '../schemas/common.js'
import { reprocessReply } from '../schemas/requests.js'

/** `POST /v1/documents/:id/reprocess`: reads one document again. */
export function reprocessRoutes(app: App, { backend, room }: Context): void {
  app.post(
    '/v1/documents/:id/reprocess',
    {
      config: { scope: 'write' },
      schema: {
        summary: 'Read a document again',
        description: 'The history stays, what people said stays, and a failure takes the place of nothing.',
        params: documentParams,
        response: { 202: reprocessReply, ...errors },
      },
    },
    async ({ params: { id } }, reply) => {
      const { store, queue, kind, extraction } = backend
      const row = await rowOf(store, id)
      await room.assert()
      const found = await sourceOf(backend, row)
      if (!found) throw new Refusal('original-missing', { id })
      const batch = await store.beginBatch({ kind: 'reprocess', arguments: [id], ...kind })
      const key = { ...kind, sha256: id }
      const [job = 'waiting'] = await queue.enqueueAgain([{ key, batch, ...found, ...(extraction && { extraction }) }])
      await store.endBatch(batch, { state: 'done', counts: { selected: 1 } })
      backend.onAdded?.()
      reply.code(202).header('location', `/v1/batches/${batch}`)
      return { batch, job, links: { batch: `/v1/batches/${batch}`, document: `/v1/documents/${id}` } }
    },
  )
}

/** Where it is read from: the originals that were kept, else the file itself; null where it is nowhere. */
async function sourceOf(
  { store, blobs, sourceOf: place }: Backend,
  row: DocumentRow,
): Promise<Pick<NewJob, 'source' | 'priority'> | null> {
  const { sha256 } = row
  const content = await contentOf(store, row)
  const priority = row.format === 'image' || (await wasRecognised(store, sha256)) ? 'scan' : 'interactive'
  const kept = await Promise.all(content.digests.map(async (digest) => blobs.has(digest)))
  if (kept.every(Boolean)) return { source: place(content), priority }
  const name = (await store.names(sha256)).find(({ state, file }) => state === 'current' && !file.startsWith(UPLOADS))
  if (!name) return null
  const files = name.parts.length > 0 ? name.parts : [name.file]
  return { source: { name: baseOf(name.path), path: name.path, files }, priority }
}

/** Whether pictures were read the last time. */
async function wasRecognised(store: Pick<Store, 'attempts' | 'attemptRecord'>, sha256: string): Promise<boolean> {
  const attempt = (await store.attempts(sha256)).find(({ current }) => current)
  const record = attempt && (await store.attemptRecord(attempt.id))
  return record != null && record.extractor.recogniser !== null
}
