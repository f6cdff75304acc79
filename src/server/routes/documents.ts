import { failureIn, recordIn } from '../../report/problems.js'
import type { App, Context } from '../context.js'
import { fromCursor, sortedQuery, toCursor } from '../cursor.js'
import { extractedOf, publicEffective, publicProblems, publicRow, rowOf, spoken, storedOf } from '../documents.js'
import { documentParams, errors } from '../schemas/common.js'
import { checksReply, documentReply, listReply, problemsReply, tablesReply } from '../schemas/document.js'
import { sortKeyOf } from '../../store/order.js'
import { filterOf } from '../schemas/filter.js'
import { etagOf } from '../version.js'

/** Routes that list documents and show one. */
export function documentRoutes(app: App, context: Context): void {
  const { store } = context.backend
  const config = { scope: 'read' } as const

  app.get(
    '/v1/documents',
    {
      config,
      schema: {
        operationId: 'listDocuments',
        tags: ['documents'],
        summary: 'Documents, by filters, in pages',
        querystring: sortedQuery,
        response: { 200: listReply, ...errors() },
      },
    },
    async (request, reply) => {
      const { limit, cursor: from, sort: by, order, ...filters } = request.query
      const language = spoken(request, reply, context)
      const after = from === undefined ? null : fromCursor(from)
      const rows = []
      // One more tells whether there is a next page.
      const part = { limit: limit + 1, sort: { by, descending: order === 'desc' }, ...(after && { after }) }
      for await (const row of store.documents(filterOf(filters), part)) rows.push(row)
      const last = rows.length > limit ? rows[limit - 1] : undefined
      return {
        documents: rows.slice(0, limit).map((row) => publicRow(row, language)),
        next: last ? toCursor(last, by === 'path' ? undefined : sortKeyOf(last, by)) : null,
      }
    },
  )

  app.get(
    '/v1/documents/:id',
    {
      config,
      schema: {
        operationId: 'getDocument',
        tags: ['documents'],
        summary: 'All of one document',
        description: 'Its ETag is the version of the document: statements send it as If-Match.',
        params: documentParams,
        response: { 200: documentReply, ...errors('document-unknown', 'document-ambiguous') },
      },
    },
    async (request, reply) => {
      const { id } = request.params
      const language = spoken(request, reply, context)
      const document = await storedOf(store, id)
      const row = document ?? (await rowOf(store, id))
      reply.header('etag', await etagOf(store, id))
      return {
        document: publicRow(row, language),
        names: await store.names(id),
        record: document && recordIn(document.effective.record, language),
        effective: document && publicEffective(document.effective, language),
        attempts: (await store.attempts(id)).map(({ key: { version, options }, failure, ...attempt }) => ({
          ...{ version, options, failure: failure && failureIn(failure, language) },
          ...attempt,
        })),
        corrections: await store.corrections(id),
        decisions: await store.decisions(id),
      }
    },
  )

  app.get(
    '/v1/documents/:id/tables',
    {
      config,
      schema: {
        operationId: 'getTables',
        tags: ['documents'],
        summary: 'Every table found in a document, cell by cell',
        params: documentParams,
        response: { 200: tablesReply, ...errors('document-unknown', 'document-ambiguous', 'not-extracted') },
      },
    },
    async ({ params: { id } }) => ({ tables: (await extractedOf(store, id)).effective.record.tables }),
  )

  app.get(
    '/v1/documents/:id/checks',
    {
      config,
      schema: {
        operationId: 'getChecks',
        tags: ['documents'],
        summary: 'The form’s arithmetic, over the values as they count',
        params: documentParams,
        response: { 200: checksReply, ...errors('document-unknown', 'document-ambiguous', 'not-extracted') },
      },
    },
    async ({ params: { id } }) => ({ checks: (await extractedOf(store, id)).effective.checks }),
  )

  app.get(
    '/v1/documents/:id/problems',
    {
      config,
      schema: {
        operationId: 'getProblems',
        tags: ['documents'],
        summary: 'What is to be known of a document, and what to do',
        params: documentParams,
        response: { 200: problemsReply, ...errors('document-unknown', 'document-ambiguous', 'not-extracted') },
      },
    },
    async (request, reply) => {
      const { problems } = (await extractedOf(store, request.params.id)).effective
      return { problems: publicProblems(problems, spoken(request, reply, context)) }
    },
  )
}
