import { z } from 'zod'
import { noCounts } from '../../ingest/counts.js'
import { enqueueChosen } from '../../ingest/reprocess.js'
import type { Handing } from '../../ingest/run.js'
import type { BatchEnd, DocumentFilter } from '../../store/store.js'
import { Change } from '../../timing.js'
import type { App, Context } from '../context.js'
import { Refusal } from '../errors/refusal.js'
import { changeErrors } from '../schemas/common.js'
import { filterOf, queryWith } from '../schemas/filter.js'
import { reprocessingsReply } from '../schemas/work.js'

const yesNo = z.enum(['true', 'false'])
const query = queryWith({
  dryRun: yesNo.optional().describe('true: only tell how many documents it would be'),
  expected: z.coerce
    .number()
    .int()
    .min(0)
    .optional()
    .describe('documents as a dry run told; refused where it is another number by now'),
  always: yesNo.optional().describe('true: the new attempts count however they come out, unless they fail'),
})

/** `POST /v1/reprocess`: has the documents of a filter read again. */
export function reprocessManyRoutes(app: App, { backend, room }: Context): void {
  const closing = new AbortController()
  const underWay = new Set<Promise<void>>()
  app.addHook('onClose', async () => {
    closing.abort()
    await Promise.all(underWay)
  })

  app.post(
    '/v1/reprocess',
    {
      config: { scope: 'write' },
      schema: {
        operationId: 'reprocessDocuments',
        tags: ['batches'],
        summary: 'Read all documents of a filter again',
        description:
          'At least one filter must be given. The answer comes at once, and the documents are enqueued after it: the batch tells how far that is. The history stays, as with one document.',
        querystring: query,
        response: {
          200: reprocessingsReply,
          202: reprocessingsReply,
          ...changeErrors('queue-full', 'selection-empty', 'selection-changed'),
        },
      },
    },
    async (request, reply) => {
      const { dryRun, expected, always, ...filters } = request.query
      const filter = filterOf(filters)
      if (Object.keys(filter).length === 0) throw new Refusal('selection-empty')
      const { store } = backend
      const { documents } = await store.tally(filter)
      if (expected !== undefined && expected !== documents)
        throw new Refusal('selection-changed', { expected, documents })
      if (dryRun === 'true' || documents === 0) return { documents, batch: null, links: null }
      await room.assert()
      const selection = Object.entries(filters).map(([name, value]) => `${name}=${[value].flat().join(',')}`)
      const batch = await store.beginBatch({
        ...{ kind: 'reprocess', arguments: selection, ...backend.kind, always: always === 'true' },
      })
      const doing = enqueue(backend, batch, filter, closing.signal)
        .catch((error: unknown) => {
          app.log.error({ err: error, batch }, 'documents could not be enqueued')
        })
        .finally(() => underWay.delete(doing))
      underWay.add(doing)
      const link = `/v1/batches/${batch}`
      reply.code(202).header('location', link)
      return { documents, batch, links: { batch: link } }
    },
  )
}

/** Enqueues what a filter finds; the batch is done once all its jobs wait. */
async function enqueue(
  { store, queue, kind, originals, jobExtraction }: Context['backend'],
  batch: number,
  filter: DocumentFilter,
  signal: AbortSignal,
): Promise<void> {
  const counts = noCounts()
  const handing: Handing = {
    ...{ store, queue, batch, kind, signal, counts, change: new Change(), triedAgain: [] },
    ...(jobExtraction && { jobExtraction }),
    onUnreadable: () => undefined,
    onLeftOut: () => undefined,
  }
  let state: BatchEnd['state'] = 'stopped'
  try {
    await enqueueChosen(handing, originals, filter)
    state = 'done'
  } catch (error) {
    if (!signal.aborted) throw error
    state = 'interrupted'
  } finally {
    const { found, unreadable, total } = counts
    await store.endBatch(batch, { state, counts: { selected: found, unreadable, handedOver: total } })
  }
}
