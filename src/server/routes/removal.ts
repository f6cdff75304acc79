import type { FastifyReply, FastifyRequest } from 'fastify'
import { oncePagesOf, purge } from '../../ingest/purge.js'
import type { App, Context } from '../context.js'
import { publicRow, rowOf, spoken } from '../documents.js'
import { changeErrors, documentParams } from '../schemas/common.js'
import { decisionBody, removalQuery, statementHeaders, usedReply } from '../schemas/requests.js'
import { etagOf, seenIn } from '../version.js'

const RACE = 'With If-Match it is refused (412) where somebody said something of it since that version.'

/** `DELETE /v1/documents/:id` and `POST /v1/documents/:id/restore`: out of lists and exports, and back. */
export function removalRoutes(app: App, context: Context): void {
  const { store, blobs } = context.backend
  const config = { scope: 'write' } as const
  const replyOf = async (request: FastifyRequest, reply: FastifyReply, id: string) => {
    reply.header('etag', await etagOf(store, id))
    return {
      document: publicRow(await rowOf(store, id), spoken(request, reply, context)),
      decisions: await store.decisions(id),
    }
  }
  const seenOf = (header: string | undefined): { readonly seen?: number } => {
    const version = seenIn(header)
    return version ? { seen: version.statement } : {}
  }

  app.delete(
    '/v1/documents/:id',
    {
      config,
      schema: {
        operationId: 'removeDocument',
        tags: ['documents'],
        summary: 'Remove a document',
        description: `It is in no list, export or count any more, also when it comes in again, until it is restored. After 30 days, or at once with forever=true, its readings, corrections and originals are forgotten. Done twice it changes nothing. ${RACE}`,
        params: documentParams,
        headers: statementHeaders,
        querystring: removalQuery,
        response: { 200: usedReply, ...changeErrors('document-unknown', 'document-ambiguous', 'said-meanwhile') },
      },
    },
    async (request, reply) => {
      const { params, headers, query, bearer } = request
      const { id } = params
      const row = await rowOf(store, id)
      const by = { author: query.author ?? bearer?.name ?? '', note: query.note ?? null }
      await store.removeDocument({ sha256: id, ...by, ...seenOf(headers['if-match']) })
      if (query.forever === 'true') await purge({ store, blobs }, row, by, oncePagesOf(store, id))
      return replyOf(request, reply, id)
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
        description: `With its history; one that was forgotten is read anew when it comes in again. ${RACE}`,
        params: documentParams,
        headers: statementHeaders,
        body: decisionBody,
        response: { 200: usedReply, ...changeErrors('document-unknown', 'document-ambiguous', 'said-meanwhile') },
      },
    },
    async (request, reply) => {
      const { params, headers, body, bearer } = request
      const { id } = params
      const by = { author: body.author ?? bearer?.name ?? '', note: body.note ?? null }
      await store.restoreDocument({ sha256: id, ...by, ...seenOf(headers['if-match']) })
      return replyOf(request, reply, id)
    },
  )
}
