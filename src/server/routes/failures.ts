import { setImmediate } from 'node:timers/promises'
import { titleOf } from '../../model/catalogue/titles.js'
import type { Failure } from '../../model/extraction.js'
import type { Language } from '../../model/sentences.js'
import { toldFailure } from '../../report/problems.js'
import type { DocumentFilter, Store } from '../../store/store.js'
import { VERSION } from '../../version.js'
import type { App, Context } from '../context.js'
import { spoken } from '../documents.js'
import { Kept } from '../kept.js'
import { errors } from '../schemas/common.js'
import { filterOf, filterQuery } from '../schemas/filter.js'
import { failuresReply, queueReply } from '../schemas/work.js'

/** Documents that are named of each reason. */
const EXAMPLES = 5
/** Documents between which other requests get their turn. */
const TURN = 200

interface Reason {
  readonly failure: Failure
  documents: number
  readonly examples: { readonly id: string; readonly path: string }[]
}

/** Routes that list running jobs, and failures by their reason. */
export function failureRoutes(app: App, context: Context): void {
  const { store, queue } = context.backend
  const config = { scope: 'read' } as const
  const kept = new Kept<ReadonlyMap<string, Reason>>()

  app.get(
    '/v1/queue',
    {
      config,
      schema: {
        operationId: 'getQueue',
        tags: ['batches'],
        summary: 'How many documents wait to be read',
        response: { 200: queueReply, ...errors() },
      },
    },
    async () => {
      const [{ waiting, delayed, active, failed }, paused] = await Promise.all([queue.counts(), queue.paused()])
      return { version: VERSION, paused, waiting, delayed, active, failed }
    },
  )

  app.get(
    '/v1/failures',
    {
      config,
      schema: {
        operationId: 'listFailures',
        tags: ['batches'],
        summary: 'Failed documents by reason, with what to do',
        querystring: filterQuery,
        response: { 200: failuresReply, ...errors() },
      },
    },
    async (request, reply) => {
      const language = spoken(request, reply, context)
      const filter: DocumentFilter = { ...filterOf(request.query), status: ['failed'] }
      const { value, asOf } = await kept.get(JSON.stringify(filter), async () => reasonsOf(store, filter))
      const reasons = [...value.values()].sort((a, b) => b.documents - a.documents)
      return {
        asOf,
        documents: reasons.reduce((sum, { documents }) => sum + documents, 0),
        reasons: reasons.map((reason) => publicReason(reason, language)),
      }
    },
  )
}

const publicReason = ({ failure, documents, examples }: Reason, language: Language) => ({
  ...{ code: failure.code, title: titleOf(failure.code, language), class: failure.class, documents, examples },
  ...toldFailure(failure, language),
})

async function reasonsOf(
  store: Pick<Store, 'documents'>,
  filter: DocumentFilter,
): Promise<ReadonlyMap<string, Reason>> {
  const reasons = new Map<string, Reason>()
  let seen = 0
  for await (const { sha256: id, path, failure } of store.documents(filter)) {
    if (++seen % TURN === 0) await setImmediate()
    if (!failure) continue
    const reason = reasons.get(failure.code) ?? { failure, documents: 0, examples: [] }
    reasons.set(failure.code, reason)
    reason.documents += 1
    if (reason.examples.length < EXAMPLES) reason.examples.push({ id, path })
  }
  return reasons
}
