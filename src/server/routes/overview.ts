import { z } from 'zod'
import { gatherCoverage, gatherValues, type Coverage } from '../../overview/numbers.js'
import type { DocumentFilter } from '../../store/store.js'
import type { App, Context } from '../context.js'
import { spoken } from '../documents.js'
import { Kept, type Dated } from '../kept.js'
import { Gate } from '../limits.js'
import { labelled, matrixOf, organOf, overviewOf, valuesOf, type Matrix, type Values } from '../overview.js'
import { errors } from '../schemas/common.js'
import { filterOf, filterQuery, queryWith } from '../schemas/filter.js'
import { organsReply, overviewReply, valuesReply } from '../schemas/overview.js'

/** Organs of one answer. */
const MAX_ORGANS = 500
const USUAL_ORGANS = 100
/** Overviews that are counted at the same time; each goes through all documents. */
const TOGETHER = 2

const organsQuery = queryWith({
  limit: z.coerce.number().int().min(1).max(MAX_ORGANS).default(USUAL_ORGANS),
  offset: z.coerce.number().int().min(0).max(10_000_000).default(0).describe('organs to leave out at the beginning'),
  gaps: z.enum(['true', 'false']).optional().describe('true: only organs that miss a year'),
})

interface Counted {
  readonly coverage: Coverage
  readonly matrix: Matrix
}

/** Routes of the overview: coverage, problems, organs by year, main values. */
export function overviewRoutes(app: App, context: Context): void {
  const { store } = context.backend
  const config = { scope: 'read' } as const
  const closing = new AbortController()
  const { signal } = closing
  app.addHook('onClose', () => {
    closing.abort()
  })
  const gate = new Gate(TOGETHER)
  const coverages = new Kept<Counted>()
  const values = new Kept<Values>()

  const counting = async <T>(kept: Kept<T>, filter: DocumentFilter, count: () => Promise<T>): Promise<Dated<T>> =>
    kept.get(JSON.stringify(filter), async () => {
      const leave = gate.enter()
      return count().finally(leave)
    })
  const counted = async (filter: DocumentFilter): Promise<Dated<Counted>> =>
    counting(coverages, filter, async () => {
      const coverage = await gatherCoverage(store, filter, { signal })
      return { coverage, matrix: matrixOf(coverage) }
    })

  app.get(
    '/v1/overview',
    {
      config,
      schema: {
        operationId: 'getOverview',
        tags: ['overview'],
        summary: 'Documents by year, form, folder, format and problem',
        querystring: filterQuery,
        response: { 200: overviewReply, ...errors('busy') },
      },
    },
    async (request, reply) => {
      const language = spoken(request, reply, context)
      const { value, asOf } = await counted(filterOf(request.query))
      return { asOf, ...overviewOf(value.coverage, language) }
    },
  )

  app.get(
    '/v1/overview/organs',
    {
      config,
      schema: {
        operationId: 'listOrganYears',
        tags: ['overview'],
        summary: 'Organs by year: which reports are there, and which are missing',
        querystring: organsQuery,
        response: { 200: organsReply, ...errors('busy') },
      },
    },
    async ({ query: { limit, offset, gaps, ...filters } }) => {
      const { value, asOf } = await counted(filterOf(filters))
      const { years, rows } = value.matrix
      const found = gaps === 'true' ? rows.filter(({ missing }) => missing.length > 0) : rows
      return { asOf, years, total: found.length, organs: found.slice(offset, offset + limit).map(organOf) }
    },
  )

  app.get(
    '/v1/overview/values',
    {
      config,
      schema: {
        operationId: 'getMainValues',
        tags: ['overview'],
        summary: 'How the main values are distributed, and which stick out',
        querystring: filterQuery,
        response: { 200: valuesReply, ...errors('busy') },
      },
    },
    async (request, reply) => {
      const language = spoken(request, reply, context)
      const filter = filterOf(request.query)
      const count = async () => valuesOf(store, await gatherValues(store, filter, { signal }))
      const { value, asOf } = await counting(values, filter, count)
      return { asOf, ...labelled(value, language) }
    },
  )
}
