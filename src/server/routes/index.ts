import { z } from 'zod'
import type { App, Context } from '../context.js'
import { apiDocument } from '../openapi.js'
import { wholeId } from '../documents.js'
import { documentParams, errors } from '../schemas/common.js'
import { attemptRoutes } from './attempts.js'
import { batchRoutes } from './batches.js'
import { documentRoutes } from './documents.js'
import { exportRoutes } from './export.js'
import { originalRoutes } from './original.js'
import { removalRoutes } from './removal.js'
import { reprocessRoutes } from './reprocess.js'
import { statementRoutes } from './statements.js'
import { uploadRoutes } from './upload.js'

/** Parameters of a route on one document. */
const documentPath = z.looseObject(documentParams.shape)

/** All that a token is needed for. */
export function guardedRoutes(app: App, context: Context): void {
  app.addHook('preHandler', async (request) => {
    if (request.routeOptions.url?.startsWith('/v1/documents/:id') !== true) return
    const params = documentPath.parse(request.params)
    request.params = { ...params, id: await wholeId(context.backend.store, params.id) }
  })
  documentRoutes(app, context)
  uploadRoutes(app, context)
  originalRoutes(app, context)
  statementRoutes(app, context)
  reprocessRoutes(app, context)
  attemptRoutes(app, context)
  removalRoutes(app, context)
  batchRoutes(app, context)
  exportRoutes(app, context)

  let document: unknown = null
  app.get(
    '/openapi.json',
    {
      config: { scope: 'read' },
      schema: { summary: 'This description', response: { 200: z.any().describe('OpenAPI 3.1'), ...errors } },
    },
    () => (document ??= apiDocument(app)),
  )
}
