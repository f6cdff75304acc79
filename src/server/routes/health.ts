import { z } from 'zod'
import { inTime } from '../../timing.js'
import type { App, Context } from '../context.js'
import { errors, type Reply } from '../schemas/common.js'

/** A service that does not answer within this many milliseconds is not ready. */
const PATIENCE_MS = 5_000

const aliveSchema = z.object({ status: z.literal('alive') })
const alive: Reply<typeof aliveSchema> = aliveSchema
const readySchema = z.object({ status: z.enum(['ready', 'not-ready']) })
const ready: Reply<typeof readySchema> = readySchema

/** For whoever watches over the process: open, and telling nothing but that. */
export function healthRoutes(app: App, { backend: { store, queue, blobs } }: Context): void {
  app.get(
    '/healthz',
    { schema: { summary: 'Whether the server runs', security: [], response: { 200: alive } } },
    () => ({ status: 'alive' as const }),
  )

  app.get(
    '/readyz',
    {
      schema: {
        summary: 'Whether the server reaches store, queue and originals',
        security: [],
        response: { 200: ready, 503: ready },
      },
    },
    async (request, answer) => {
      const parts = { store: store.batches(1), queue: queue.counts(), originals: blobs.check() }
      const answers = await Promise.all(
        Object.entries(parts).map(async ([part, asked]) =>
          inTime<unknown>(asked, PATIENCE_MS).then(
            () => true,
            (error: unknown) => {
              request.log.warn({ err: error, part }, 'not ready')
              return false
            },
          ),
        ),
      )
      if (answers.every(Boolean)) return { status: 'ready' as const }
      answer.code(503)
      return { status: 'not-ready' as const }
    },
  )
}

/** `GET /metrics`, for Prometheus. */
export function metricsRoutes(app: App, { registry, options }: Context): void {
  app.get(
    '/metrics',
    {
      config: { scope: 'read' },
      schema: {
        summary: 'Figures for Prometheus',
        ...(options.openMetrics && { security: [] }),
        produces: ['text/plain'],
        response: { 200: z.string(), ...errors },
      },
    },
    async (_request, reply) => {
      return reply
        .type(registry.contentType)
        .serializer(String)
        .send(await registry.metrics())
    },
  )
}
