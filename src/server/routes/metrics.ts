import { z } from 'zod'
import type { App, Context } from '../context.js'
import { errors } from '../schemas/common.js'

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
