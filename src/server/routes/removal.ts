import type { App, Context } from '../context.js'
import { oncePagesOf, purge } from '../../ingest/purge.js'
import { publicRow, rowOf } from '../documents.js'
import { changeErrors, documentParams } from '../schemas/common.js'
import { decisionBody, removalQuery, usedReply } from '../schemas/requests.js'

/** `DELETE /v1/documents/:id` and `POST /v1/documents/:id/restore`: out of lists and exports, and back. */
export function removalRoutes(app: App, { backend: { store, blobs } }: Context): void {
  const config = { scope: 'write' } as const
  const replyOf = async (id: string) => ({
    document: publicRow(await rowOf(store, id)),
    decisions: await store.decisions(id),
  })

  app.delete(
    '/v1/documents/:id',
    {
      config,
      schema: {
        operationId: 'removeDocument',
        tags: ['documents'],
        summary: 'Remove a document',
        description:
          'It is in no list, export or count any more, also when it comes in again, until it is restored. After 30 days, or at once with forever=true, its readings, corrections and originals are forgotten. Done twice it changes nothing.',
        params: documentParams,
        querystring: removalQuery,
        response: { 200: usedReply, ...changeErrors('document-unknown') },
      },
    },
    async ({ params: { id }, query, bearer }) => {
      const row = await rowOf(store, id)
      const by = { author: query.author ?? bearer?.name ?? '', note: query.note ?? null }
      await store.removeDocument({ sha256: id, ...by })
      if (query.forever === 'true') await purge({ store, blobs }, row, by, oncePagesOf(store, id))
      return replyOf(id)
    },
  )

  app.post(
    '/v1/documents/:id/restore',
    {
      config,
      schema: {
        operationId: 'restoreDocument',
        tags: ['documents'],
        summary: 'Bring a removed document back',
        description: 'With its history; one that was forgotten is read anew when it comes in again.',
        params: documentParams,
        body: decisionBody,
        response: { 200: usedReply, ...changeErrors('document-unknown') },
      },
    },
    async ({ params: { id }, body, bearer }) => {
      await store.restoreDocument({ sha256: id, author: body.author ?? bearer?.name ?? '', note: body.note ?? null })
      return replyOf(id)
    },
  )
}
