import { z } from 'zod'
import { inTime } from '../../timing.js'
import type { App, Context } from '../context.js'
import { spoken } from '../documents.js'
import { Refusal } from '../errors/refusal.js'
import { Kept } from '../kept.js'
import { errors } from '../schemas/common.js'
import { doctorReply, type Examination } from '../schemas/work.js'

/** Milliseconds; LibreOffice is started, and models are loaded. */
const PATIENCE_MS = 180_000

/** `GET /v1/doctor`: what the server stands on. It is tried elsewhere, so that nobody else waits. */
export function doctorRoutes(app: App, context: Context): void {
  const { examine } = context.options
  const kept = new Kept<Examination>()
  const closing = new AbortController()
  app.addHook('onClose', () => {
    closing.abort()
  })

  app.get(
    '/v1/doctor',
    {
      // It names folders and hosts, which no other route shows to readers.
      config: { scope: 'write' },
      schema: {
        operationId: 'getDoctor',
        tags: ['service'],
        summary: 'What the server stands on: what is missing, and what to do',
        description:
          'As nianbao doctor tells it, of the machine of this server; in a fleet the workers read, and may have other programs. Each part is tried, which takes some seconds.',
        querystring: z.strictObject({}),
        response: { 200: doctorReply, ...errors('not-examined') },
      },
    },
    async (request, reply) => {
      const language = spoken(request, reply, context)
      if (!examine) throw new Refusal('not-examined')
      const { value, asOf } = await kept
        .get(language, async () => inTime(examine(language, closing.signal), PATIENCE_MS))
        .catch((cause: unknown) => {
          throw new Refusal('not-examined', {}, { cause, retryAfter: 10 })
        })
      return { asOf, ...value }
    },
  )
}
