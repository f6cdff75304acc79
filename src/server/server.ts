import multipart from '@fastify/multipart'
import fastify, { type FastifyBaseLogger, type FastifyRequest, type RawServerDefault } from 'fastify'
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod'
import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { Registry } from 'prom-client'
import type { Backend } from './backend.js'
import { Checking } from './checking.js'
import type { App, Context } from './context.js'
import { answer } from './errors/handler.js'
import { Freshness } from './fresh.js'
import { Refusal } from './errors/refusal.js'
import { Gate, Room } from './limits.js'
import { countRequests } from './metrics.js'
import { describeApi } from './openapi.js'
import type { ServerOptions } from './options.js'
import { pageRoutes } from './pages.js'
import { Pictures } from './pictures/pictures.js'
import { guardedRoutes, openRoutes } from './routes/index.js'
import { queueRoutes } from './routes/queues.js'
import { guard, identify, refuseOtherHosts } from './security/door.js'
import { HEADERS } from './security/headers.js'
import { Sessions } from './security/sessions.js'
import { Doorkeeper } from './security/tokens.js'
import { answerBrokenRequests, answerExpectations, watchBodies } from './sockets.js'
import { Temporary } from './uploads/temporary.js'
import { startDelivering } from './webhooks/deliver.js'

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

interface Extras {
  readonly logger: FastifyBaseLogger
  readonly registry?: Registry
  readonly sessions?: Sessions
}

/** The server, ready to listen. Closing it ends what is under way; the backend stays open. */
export async function createServer(
  backend: Backend,
  options: ServerOptions,
  { logger, registry = new Registry(), sessions = new Sessions() }: Extras,
): Promise<App> {
  const temporary = await Temporary.open(options.temporary)
  const context: Context = {
    ...{ backend, options, temporary, registry, sessions },
    doorkeeper: new Doorkeeper(backend.store),
    pictures: new Pictures(backend.originals, options.pictures),
    room: new Room(backend.queue, options.waiting),
    uploads: new Gate(options.uploads),
    exports: new Gate(options.exports),
    fresh: new Freshness(backend.store, logger),
    checking: new Checking(backend.extraction),
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
    if (request.is404) await identify(request, context)
  })
  refuseOtherHosts(app, context)
  watchBodies(app, context)
  countRequests(app, registry)
  await describeApi(app)
  await app.register(multipart)
  await routes(app, context)
  app.addHook('onClose', async () => {
    await Promise.all([context.pictures.close(), context.fresh.close(), context.checking.close()])
    await temporary.close()
  })
  const { webhooks } = options
  if (webhooks) {
    const delivering = startDelivering({ store: backend.store, webhooks, log: logger })
    app.addHook('onClose', async () => delivering.end())
  }
  return app
}

async function routes(app: App, context: Context): Promise<void> {
  app.setNotFoundHandler((request) => {
    throw new Refusal('not-found', { url: request.url.slice(0, 200) })
  })
  openRoutes(app, context)
  await pageRoutes(app)
  await app.register(async (inner: App) => {
    guard(inner, context)
    guardedRoutes(inner, context)
    await Promise.resolve()
  })
  await app.register(async (inner: App) => queueRoutes(inner, context))
}
