import { z } from 'zod'
import type { App, Context } from '../context.js'
import { Refusal } from '../errors/refusal.js'
import { batchNumber, errors } from '../schemas/common.js'
import { batchReply } from '../schemas/requests.js'

const params = z.object({ id: batchNumber })

/** `GET /v1/batches/:id`: what became of an upload or a reprocessing. */
export function batchRoutes(app: App, { backend: { store } }: Context): void {
  app.get(
    '/v1/batches/:id',
    {
      config: { scope: 'read' },
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
      return {
        ...batch,
        documents: { total, pending: pending ?? 0, ok: ok ?? 0, flagged: flagged ?? 0, failed: failed ?? 0 },
      }
    },
  )
}
