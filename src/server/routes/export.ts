import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { join } from 'node:path'
import { z } from 'zod'
import {
  EXPORT_FORMATS,
  ExportError,
  exportDataset,
  type ExportSource,
  STREAM_TABLES,
  streamTable,
  zipFolder,
  type ExportFormat,
} from '../../export/index.js'
import { refreshFindings } from '../../refresh/index.js'
import type { DocumentFilter } from '../../store/store.js'
import type { App, Context } from '../context.js'
import { sourceIn, spoken } from '../documents.js'
import { Refusal } from '../errors/refusal.js'
import { errors } from '../schemas/common.js'
import { filterOf, queryWith } from '../schemas/filter.js'
import { watchOutgoing } from '../security/pace.js'
import type { Temporary } from '../uploads/temporary.js'
import { goneSignal } from './gone.js'

/** The only file of data of a dataset in SQLite. */
const SQLITE_FILE = 'dataset.sqlite'
/** How often a dataset is begun again after its columns changed while it was written. */
const TRIES = 3

const TYPES = { csv: 'text/csv; charset=utf-8', jsonl: 'application/x-ndjson; charset=utf-8' } as const

const query = queryWith({
  format: z.enum(EXPORT_FORMATS),
  table: z
    .enum(STREAM_TABLES)
    .optional()
    .describe('of csv and jsonl: this table alone, sent as it is read; the whole dataset if left out'),
})

const DESCRIPTION =
  'csv and jsonl with a table come as that table; sqlite as one file; all else as a ZIP file of the dataset, as nianbao export writes it.'

/** `GET /v1/export`: a dataset, or a table of it. Documents pass through one at a time. */
export function exportRoutes(app: App, context: Context): void {
  const { backend, exports, options } = context

  app.get(
    '/v1/export',
    {
      config: { scope: 'read' },
      schema: {
        operationId: 'exportDataset',
        tags: ['datasets'],
        summary: 'Documents as a dataset',
        description: DESCRIPTION,
        querystring: query,
        produces: ['text/csv', 'application/x-ndjson', 'application/zip', 'application/vnd.sqlite3'],
        response: { 200: z.any().describe('the dataset'), ...errors('busy', 'dataset-changed', 'no-room') },
      },
    },
    async (request, reply) => {
      const { format, table, ...filters } = request.query
      const filter = filterOf(filters)
      const streamed = format === 'csv' || format === 'jsonl' ? format : null
      if (table !== undefined && !streamed) throw new Refusal('invalid-request', { reason: `table: ${format}` })
      const leave = exports.enter()
      reply.raw.once('close', leave)
      const signal = goneSignal(reply)
      watchOutgoing(reply.raw, options.pace)
      const source = sourceIn(backend.store, spoken(request, reply, context))
      if (table === undefined || !streamed)
        return whole(request, reply, context, { store: backend.store, source, format, filter, signal })
      if (table === 'findings') await refreshFindings(backend.store, { signal })
      const text = Readable.from(streamTable(source, { format: streamed, table, filter, signal }))
      return attachment(reply, TYPES[streamed], `${table}.${streamed}`).send(text)
    },
  )
}

const attachment = (reply: FastifyReply, type: string, name: string): FastifyReply =>
  reply.type(type).header('content-disposition', `attachment; filename="${name}"`)

interface Wanted {
  readonly store: Context['backend']['store']
  readonly source: ExportSource
  readonly format: ExportFormat
  readonly filter: DocumentFilter
  readonly signal: AbortSignal
}

/** Written to the disk first: these formats know their beginning only at their end. */
async function whole(
  request: FastifyRequest,
  reply: FastifyReply,
  { temporary }: Context,
  wanted: Wanted,
): Promise<FastifyReply> {
  const place = await temporary.within()
  const cleared = async (): Promise<void> => place.close()
  try {
    const out = await written(place, wanted)
    reply.raw.once('close', () => {
      cleared().catch((error: unknown) => {
        request.log.warn({ err: error }, 'a finished export could not be taken away')
      })
    })
    if (wanted.format === 'sqlite')
      return await attachment(reply, 'application/vnd.sqlite3', SQLITE_FILE).send(
        createReadStream(join(out, SQLITE_FILE)),
      )
    return await attachment(reply, 'application/zip', `nianbao-${wanted.format}.zip`).send(
      Readable.from(zipFolder(out)),
    )
  } catch (error) {
    await cleared()
    throw error
  }
}

async function written(place: Temporary, { store, source, format, filter, signal }: Wanted): Promise<string> {
  await refreshFindings(store, { signal })
  for (let time = 1; ; time += 1) {
    const out = place.place()
    try {
      await exportDataset(source, { out, formats: [format], filter, signal })
      return out
    } catch (error) {
      if (!(error instanceof ExportError) || error.fault !== 'store-changed') throw error
      if (time === TRIES) throw new Refusal('dataset-changed', {}, { cause: error, retryAfter: 10 })
    }
  }
}
