import swagger from '@fastify/swagger'
import { createJsonSchemaTransform, createJsonSchemaTransformObject } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { VERSION } from '../version.js'
import type { App } from './context.js'
import { REFUSALS } from './errors/catalogue.js'
import { NAMED } from './schemas/common.js'
import { SESSION_COOKIE } from './security/sessions.js'

const BEARER = 'bearer'
const SESSION = 'session'

/** The body of a multipart upload, which no validator sees: its parts are taken in one by one. */
const UPLOAD = {
  type: 'object',
  properties: {
    file: {
      type: 'array',
      items: { type: 'string', format: 'binary' },
      description: 'the documents, each with a file name; any name of the part will do',
    },
  },
  required: ['file'],
  additionalProperties: { type: 'string', description: 'what is given of all of them: organ, year, url, …' },
} as const

const TAGS = [
  { name: 'documents', description: 'Documents come in, are looked at, read again and removed.' },
  { name: 'doubts', description: 'What waits for a person, with all that is needed to settle it.' },
  { name: 'findings', description: 'Contradictions of reports; drafts that are checked and stored nowhere.' },
  { name: 'statements', description: 'What people say of values after looking at the page.' },
  { name: 'pictures', description: 'Pages and cells as pictures.' },
  { name: 'batches', description: 'What is under way, what became of it, what failed and why; reading again.' },
  { name: 'overview', description: 'What the store holds at a glance.' },
  { name: 'datasets', description: 'Documents as data for other programs.' },
  { name: 'forms', description: 'The statutory forms: their tables, labels and equations.' },
  { name: 'service', description: 'Sessions of browsers, health, figures, and this description.' },
]

const operation = z.looseObject({
  requestBody: z.looseObject({ content: z.record(z.string(), z.unknown()) }).optional(),
  responses: z.record(z.string(), z.looseObject({ description: z.string() })),
})
const described = z.looseObject({
  paths: z.record(z.string(), z.record(z.string(), operation)),
  components: z.looseObject({ schemas: z.record(z.string(), z.unknown()) }),
})

/** Makes an OpenAPI document of the routes' own schemas; to be called before there is any route. */
export async function describeApi(app: App): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'nianbao',
        version: VERSION,
        description: 'Yearly reports on government information disclosure, as checked data.',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      tags: TAGS,
      components: {
        securitySchemes: {
          [BEARER]: { type: 'http', scheme: 'bearer' },
          [SESSION]: { type: 'apiKey', in: 'cookie', name: SESSION_COOKIE },
        },
      },
      security: [{ [BEARER]: [] }, { [SESSION]: [] }],
    },
    transform: createJsonSchemaTransform({ schemaRegistry: NAMED }),
    transformObject: createJsonSchemaTransformObject({ schemaRegistry: NAMED }),
  })
}

/** The document, with what fastify and zod do not put in: the parts of an upload, and which refusals a status stands for. */
export function apiDocument(app: App): object {
  const document = described.parse(JSON.parse(JSON.stringify(app.swagger())))
  const upload = document.paths['/v1/documents']?.post?.requestBody?.content
  if (upload) upload['multipart/form-data'] = { schema: UPLOAD }
  for (const { responses } of Object.values(document.paths).flatMap((path) => Object.values(path)))
    for (const [status, response] of Object.entries(responses)) response.description = meaningOf(Number(status))
  const { schemas } = document.components
  const used = reachable(document.paths, schemas)
  document.components.schemas = Object.fromEntries(Object.entries(schemas).filter(([name]) => used.has(name)))
  return document
}

function meaningOf(status: number): string {
  const codes = Object.entries(REFUSALS).flatMap(([code, entry]) => (entry.status === status ? [code] : []))
  return codes.length > 0 ? codes.join(', ') : (MEANINGS[status] ?? 'as asked for')
}

const MEANINGS: Readonly<Record<number, string>> = {
  202: 'taken in; the rest happens later',
  204: 'done',
  304: 'unchanged since',
}

const REFERENCE = /"#\/components\/schemas\/([^"]+)"/g

/** Names of the schemas that are used, also by others that are: each has one for what comes in, and most only go out. */
function reachable(paths: unknown, schemas: Readonly<Record<string, unknown>>): ReadonlySet<string> {
  const found = new Set<string>()
  const look = (within: unknown): void => {
    for (const [, name = ''] of JSON.stringify(within).matchAll(REFERENCE))
      if (!found.has(name)) {
        found.add(name)
        look(schemas[name] ?? null)
      }
  }
  look(paths)
  return found
}
