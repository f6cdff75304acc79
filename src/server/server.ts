import multipart from '@fastify/multipart'
import fastify, { type FastifyBaseLogger, type FastifyRequest, type RawServerDefault } from 'fastify'
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod'
import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { Registry } from 'prom-client'
import type { Backend } from './backend.js'
import type { App, Context } from './context.js'
import { answer } from './errors/handler.js'
import { Refusal } from './errors/refusal.js'
import { Gate, Room } from './limits.js'
import { countRequests } from './metrics.js'
import { describeApi } from './openapi.js'
import type { ServerOptions } from './options.js'
import { guardedRoutes } from './routes/index.js'
import { healthRoutes, metricsRoutes } from './routes/health.js'
import { queueRoutes } from './routes/queues.js'
import { guard, identify } from './security/door.js'
import { HEADERS } from './security/headers.js'
import { Doorkeeper } from './security/tokens.js'
import { answerBrokenRequests, answerExpectations, watchBodies } from './sockets.js'
import { Temporary } from './uploads/temporary.js'

/** JSON bodies: some thousand corrections. */
const JSON_BYTES = 1024 * 1024
/** All headers together: a token and what proxies add. */
const HEADER_BYTES = 16 * 1024
/** The bound of a whole request, so that even the largest and slowest one ends. */
const REQUEST_MS = 3_600_000
/** Lines that nobody uses are closed. */
const IDLE_MS = 10_000
/** More lines than this are not accepted: each costs memory before anybody knows who it is. */
const CONNECTIONS = 4_096

/** A request's id as callers may set it, so that their logs and ours can be laid side by side. */
const REQUEST_ID = /^[\w.-]{1,64}$/

function requestId({ headers }: IncomingMessage): string {
  const given = headers['x-request-id']
  return typeof given === 'string' && REQUEST_ID.test(given) ? given : randomUUID()
}

const headersOf = ({ id }: FastifyRequest): Readonly<Record<string, string>> => ({ ...HEADERS, 'x-request-id': id })

/** The server, ready to listen. Closing it ends what is under way; the backend stays open. */
export async function createServer(
  backend: Backend,
  options: ServerOptions,
  { logger, registry = new Registry() }: { readonly logger: FastifyBaseLogger; readonly registry?: Registry },
): Promise<App> {
  const temporary = await Temporary.open(options.temporary)
  const context: Context = {
    ...{ backend, options, temporary, registry },
    doorkeeper: new Doorkeeper(backend.store),
    room: new Room(backend.queue, options.waiting),
    uploads: new Gate(options.uploads),
    exports: new Gate(options.exports),
  }
  const app: App = fastify<RawServerDefault, IncomingMessage, ServerResponse, FastifyBaseLogger, ZodTypeProvider>({
    loggerInstance: logger,
    genReqId: requestId,
    bodyLimit: JSON_BYTES,
    requestTimeout: REQUEST_MS,
    keepAliveTimeout: IDLE_MS,
    forceCloseConnections: 'idle',
    return503OnClosing: true,
    http: {
      maxHeaderSize: HEADER_BYTES,
      headersTimeout: options.headersMs,
      connectionsCheckingInterval: Math.ceil(options.headersMs / 3),
    },
    clientErrorHandler: (error, socket) => {
      answerBrokenRequests(error, socket, context)
    },
    frameworkErrors: (error, request, reply) => {
      reply.headers(headersOf(request))
      answer(
        new Refusal('not-found', { url: request.url.slice(0, 200) }, { cause: error }),
        request,
        reply,
        options.language,
      )
    },
  })
  app.server.maxConnections = CONNECTIONS
  answerExpectations(app.server)
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  app.decorateRequest('bearer', null)
  app.setErrorHandler((error, request, reply) => answer(error, request, reply, options.language))
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(headersOf(request))
    // Who may not come in learns nothing of what there is, not even by what becomes of a body.
    if (request.is404) await identify(request, context.doorkeeper)
  })
  watchBodies(app, context)
  countRequests(app, registry)
  await describeApi(app)
  await app.register(multipart)
  await routes(app, context)
  app.addHook('onClose', async () => temporary.close())
  return app
}

async function routes(app: App, context: Context): Promise<void> {
  const { options } = context
  app.setNotFoundHandler((request) => {
    throw new Refusal('not-found', { url: request.url.slice(0, 200) })
  })
  healthRoutes(app, context)
  if (options.openMetrics) metricsRoutes(app, context)
  await app.register(async (inner: App) => {
    guard(inner, context)
    guardedRoutes(inner, context)
    if (!options.openMetrics) metricsRoutes(inner, context)
    await Promise.resolve()
  })
  await app.register(async (inner: App) => queueRoutes(inner, context))
}
