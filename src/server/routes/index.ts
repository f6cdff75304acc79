import { z } from 'zod'
import type { App, Context } from '../context.js'
import { apiDocument } from '../openapi.js'
import { wholeId } from '../documents.js'
import { documentParams } from '../schemas/common.js'
import { attemptRoutes } from './attempts.js'
import { batchRoutes } from './batches.js'
import { checkRoutes } from './check.js'
import { datasetRoutes } from './datasets.js'
import { doctorRoutes } from './doctor.js'
import { comparisonRoutes } from './comparison.js'
import { doubtRoutes } from './doubts.js'
import { documentRoutes } from './documents.js'
import { exportRoutes } from './export.js'
import { failureRoutes } from './failures.js'
import { findingRoutes } from './findings.js'
import { healthRoutes, metricsRoutes } from './health.js'
import { originalRoutes } from './original.js'
import { overviewRoutes } from './overview.js'
import { pictureRoutes } from './pictures.js'
import { removalRoutes } from './removal.js'
import { reprocessManyRoutes } from './reprocess-many.js'
import { reprocessRoutes } from './reprocess.js'
import { loginRoutes, sessionRoutes } from './session.js'
import { statementRoutes } from './statements.js'
import { uploadRoutes } from './upload.js'

/** Parameters of a route on one document. */
const documentPath = z.looseObject(documentParams.shape)

/** All that a token or a session is needed for. */
export function guardedRoutes(app: App, context: Context): void {
  app.addHook('preHandler', async (request) => {
    if (request.routeOptions.url?.startsWith('/v1/documents/:id') !== true) return
    const params = documentPath.parse(request.params)
    request.params = { ...params, id: await wholeId(context.backend.store, params.id) }
  })
  documentRoutes(app, context)
  doubtRoutes(app, context)
  findingRoutes(app, context)
  checkRoutes(app, context)
  uploadRoutes(app, context)
  originalRoutes(app, context)
  pictureRoutes(app, context)
  statementRoutes(app, context)
  reprocessRoutes(app, context)
  attemptRoutes(app, context)
  comparisonRoutes(app, context)
  removalRoutes(app, context)
  reprocessManyRoutes(app, context)
  batchRoutes(app, context)
  failureRoutes(app, context)
  overviewRoutes(app, context)
  datasetRoutes(app, context)
  exportRoutes(app, context)
  sessionRoutes(app, context)
  doctorRoutes(app, context)
  if (!context.options.openMetrics) metricsRoutes(app, context)
}

/** Routes that are open to everybody. */
export function openRoutes(app: App, context: Context): void {
  healthRoutes(app, context)
  loginRoutes(app, context)
  if (context.options.openMetrics) metricsRoutes(app, context)

  let document: unknown = null
  app.get(
    '/openapi.json',
    {
      schema: {
        operationId: 'getDescription',
        tags: ['service'],
        summary: 'This description',
        security: [],
        response: { 200: z.any().describe('OpenAPI 3.1') },
      },
    },
    () => (document ??= apiDocument(app)),
  )
}

/** Every route that the API is described by. */
export function describedRoutes(app: App, context: Context): void {
  openRoutes(app, context)
  guardedRoutes(app, context)
}
