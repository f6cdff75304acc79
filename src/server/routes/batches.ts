import { z } from 'zod'
import type { App, Context } from '../context.js'
import { Refusal } from '../errors/refusal.js'
import { batchNumber, errors } from '../schemas/common.js'
import { batchesReply, batchReply } from '../schemas/requests.js'

const params = z.object({ id: batchNumber })

const MAX = 1_000
const USUAL = 20
const listQuery = z.strictObject({ limit: z.coerce.number().int().min(1).max(MAX).default(USUAL) })

/** Routes for batches: how uploads and reprocessings stand. */
export function batchRoutes(app: App, { backend: { store } }: Context): void {
  const config = { scope: 'read' } as const

  app.get(
    '/v1/batches',
    {
      config,
      schema: {
        operationId: 'listBatches',
        tags: ['batches'],
        summary: 'The latest batches',
        querystring: listQuery,
        response: { 200: batchesReply, ...errors() },
      },
    },
    async ({ query: { limit } }) => ({ batches: await store.batches(limit) }),
  )

  app.get(
    '/v1/batches/:id',
    {
      config,
      schema: {
        operationId: 'getBatch',
        tags: ['batches'],
        summary: 'How a batch stands',
        params,
        response: { 200: batchReply, ...errors('batch-unknown') },
      },
    },
    async ({ params: { id } }) => {
      const batch = await store.batch(Number(id))
      if (!batch) throw new Refusal('batch-unknown', { id })
      const { documents: total, status } = await store.tally({ batch: batch.id })
      const [pending, ok, flagged, failed] = (['pending', 'ok', 'flagged', 'failed'] as const).map(
        (each) => status.get(each) ?? 0,
      )
      const webhook = await store.webhook(batch.id)
      return {
        ...batch,
        webhook: webhook && { url: webhook.url, state: webhook.state, tries: webhook.tries, reason: webhook.reason },
        documents: { total, pending: pending ?? 0, ok: ok ?? 0, flagged: flagged ?? 0, failed: failed ?? 0 },
      }
    },
  )
}
