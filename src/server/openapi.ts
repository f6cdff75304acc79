import swagger from '@fastify/swagger'
import { jsonSchemaTransform } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { VERSION } from '../version.js'
import type { App } from './context.js'

const BEARER = 'bearer'

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

/** Where the document of the API has the bodies of an upload. */
const uploading = z.looseObject({
  paths: z.looseObject({
    '/v1/documents': z.looseObject({
      post: z.looseObject({ requestBody: z.looseObject({ content: z.record(z.string(), z.unknown()) }) }),
    }),
  }),
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
      components: { securitySchemes: { [BEARER]: { type: 'http', scheme: 'bearer' } } },
      security: [{ [BEARER]: [] }],
    },
    transform: jsonSchemaTransform,
  })
}

/** The document; fastify has one schema for all types of a body, so that of uploads is put in here. */
export function apiDocument(app: App): object {
  const described = app.swagger()
  const { paths } = uploading.parse(JSON.parse(JSON.stringify(described)))
  paths['/v1/documents'].post.requestBody.content['multipart/form-data'] = { schema: UPLOAD }
  return { ...described, paths }
}
