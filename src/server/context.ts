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

/** What all routes share. */
export interface Context {
  readonly backend: Backend
  /** Of the figures for Prometheus. */
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
    /** What a token must allow; every route behind the door names it. */
    readonly scope?: 'read' | 'write'
  }
  interface FastifyRequest {
    /** Whose request it is, once the door is passed. */
    bearer: Bearer | null
  }
}
