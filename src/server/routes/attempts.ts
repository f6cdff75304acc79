import type { App, Context } from '../context.js'
import { publicRow, rowOf, spoken } from '../documents.js'
import { attemptNumber, changeErrors, documentParams } from '../schemas/common.js'
import { decisionBody, statementHeaders, usedReply } from '../schemas/requests.js'
import { etagOf, seenIn } from '../version.js'

/** `POST /v1/documents/:id/attempts/:attempt/use`: another attempt counts. */
export function attemptRoutes(app: App, context: Context): void {
  const { store } = context.backend
  app.post(
    '/v1/documents/:id/attempts/:attempt/use',
    {
      config: { scope: 'write' },
      schema: {
        operationId: 'useAttempt',
        tags: ['documents'],
        summary: 'Let another attempt on a document count',
        description:
          'With all corrections laid over it, until a later attempt takes effect. With If-Match it is refused (412) where another attempt counts than in that version.',
        params: documentParams.extend({ attempt: attemptNumber }),
        headers: statementHeaders,
        body: decisionBody,
        response: {
          200: usedReply,
          ...changeErrors(
            'document-unknown',
            'document-ambiguous',
            'attempt-unknown',
            'attempt-failed',
            'attempt-meanwhile',
          ),
        },
      },
    },
    async (request, reply) => {
      const {
        params: { id, attempt },
        headers,
        body,
        bearer,
      } = request
      const seen = seenIn(headers['if-match'])
      await store.useAttempt({
        ...{ sha256: id, attempt, author: body.author ?? bearer?.name ?? '', note: body.note ?? null },
        ...(seen && { instead: seen.attempt === 0 ? null : seen.attempt }),
      })
      reply.header('etag', await etagOf(store, id))
      return {
        document: publicRow(await rowOf(store, id), spoken(request, reply, context)),
        decisions: await store.decisions(id),
      }
    },
  )
}
