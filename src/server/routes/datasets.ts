import { z } from 'zod'
import { describedTables, STREAM_TABLES } from '../../export/index.js'
import type { App, Context } from '../context.js'
import { spoken } from '../documents.js'
import { errors } from '../schemas/common.js'
import { datasetsReply } from '../schemas/work.js'

const STREAMED: ReadonlySet<string> = new Set(STREAM_TABLES)

/** `GET /v1/datasets`: the tables of a dataset with all their columns, as its own dictionary tells them. */
export function datasetRoutes(app: App, context: Context): void {
  app.get(
    '/v1/datasets',
    {
      config: { scope: 'read' },
      schema: {
        operationId: 'listTables',
        tags: ['datasets'],
        summary: 'The tables of a dataset, column by column',
        description: 'Columns of manifests (given_*) are not among them: they are those of the documents at hand.',
        querystring: z.strictObject({}),
        response: { 200: datasetsReply, ...errors() },
      },
    },
    (request, reply) => {
      const language = spoken(request, reply, context)
      return {
        tables: describedTables().map((table) => ({
          ...{ name: table.name, title: table[language], key: table.primaryKey, streamed: STREAMED.has(table.name) },
          columns: table.columns.map(
            ({ name, type, unit = null, forms = [], choices = [], required = false, ...label }) => ({
              ...{ name, type, label: label[language], unit, forms, choices, required },
            }),
          ),
        })),
      }
    },
  )
}
