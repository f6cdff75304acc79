import { jobOf } from '../../ingest/take-in.js'
import type { Store } from '../../store/store.js'
import type { App, Context } from '../context.js'
import { rowOf } from '../documents.js'
import { Refusal } from '../errors/refusal.js'
import { changeErrors, documentParams } from '../schemas/common.js'
import { reprocessQuery, reprocessReply } from '../schemas/requests.js'

/** `POST /v1/documents/:id/reprocess`: reads one document again. */
export function reprocessRoutes(app: App, { backend, room }: Context): void {
  app.post(
    '/v1/documents/:id/reprocess',
    {
      config: { scope: 'write' },
      schema: {
        operationId: 'reprocessDocument',
        tags: ['documents'],
        summary: 'Read a document again',
        description:
          'The history stays, what people said stays, and a failure takes the place of nothing. An attempt that is worse than the one that counts is kept back, unless it is a newer version’s.',
        params: documentParams,
        querystring: reprocessQuery,
        response: {
          202: reprocessReply,
          ...changeErrors('document-unknown', 'document-ambiguous', 'original-missing', 'queue-full'),
        },
      },
    },
    async ({ params: { id }, query }, reply) => {
      const { store, queue, kind, originals, jobExtraction } = backend
      const row = await rowOf(store, id)
      await room.assert()
      const source = await originals.locate(row)
      if (!source) throw new Refusal('original-missing', { id })
      const priority = row.format === 'image' || (await wasRecognised(store, id)) ? 'scan' : 'interactive'
      const batch = await store.beginBatch({
        ...{ kind: 'reprocess', arguments: [id], ...kind, always: query.always === 'true' },
      })
      const how = { batch, kind, ...(jobExtraction && { jobExtraction }) }
      const [job = 'waiting'] = await queue.enqueueAgain([jobOf(how, id, { source, priority })])
      await store.endBatch(batch, { state: 'done', counts: { selected: 1 } })
      reply.code(202).header('location', `/v1/batches/${batch}`)
      return { batch, job, links: { batch: `/v1/batches/${batch}`, document: `/v1/documents/${id}` } }
    },
  )
}

/** Whether pictures were read the last time. */
async function wasRecognised(store: Pick<Store, 'attempts' | 'attemptRecord'>, sha256: string): Promise<boolean> {
  const attempt = (await store.attempts(sha256)).find(({ current }) => current)
  const record = attempt && (await store.attemptRecord(attempt.id))
  return record != null && record.extractor.recogniser !== null
}
