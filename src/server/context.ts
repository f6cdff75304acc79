import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Registry } from 'prom-client'
import type { Backend } from './backend.js'
import type { Checking } from './checking.js'
import type { Freshness } from './fresh.js'
import type { Gate, Room } from './limits.js'
import type { ServerOptions } from './options.js'
import type { Pictures } from './pictures/pictures.js'
import type { Bearer, Sessions } from './security/sessions.js'
import type { Doorkeeper } from './security/tokens.js'
import type { Temporary } from './uploads/temporary.js'

/** The services that all routes share. */
export interface Context {
  readonly backend: Backend
  /** Holds the figures for Prometheus. */
  readonly registry: Registry
  readonly options: ServerOptions
  readonly doorkeeper: Doorkeeper
  readonly sessions: Sessions
  readonly pictures: Pictures
  readonly room: Room
  readonly uploads: Gate
  readonly exports: Gate
  readonly temporary: Temporary
  readonly fresh: Freshness
  readonly checking: Checking
}

/** Fastify whose schemas are zod’s. */
export type App = FastifyInstance<RawServerDefault, IncomingMessage, ServerResponse, FastifyBaseLogger, ZodTypeProvider>

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The right that a token must give; every protected route names it. */
    readonly scope?: 'read' | 'write'
  }
  interface FastifyRequest {
    /** Who makes the request; known once the token is checked. */
    bearer: Bearer | null
  }
}
