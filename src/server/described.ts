import fastify, { type FastifyBaseLogger, type RawServerDefault } from 'fastify'
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { App, Context } from './context.js'
import { apiDocument, describeApi } from './openapi.js'
import { describedRoutes } from './routes/index.js'

/** The description of the API without a server: its routes are made, and none is ever called. */
export async function describedApi(): Promise<object> {
  const app: App = fastify<RawServerDefault, IncomingMessage, ServerResponse, FastifyBaseLogger, ZodTypeProvider>()
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  await describeApi(app)
  const nothing: unknown = Object.create({ backend: {}, options: {} })
  describedRoutes(app, nothing as Context)
  await app.ready()
  const document = apiDocument(app)
  await app.close()
  return document
}
