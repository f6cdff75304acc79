import SwaggerParser from '@apidevtools/swagger-parser'
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { ask } from './testing/ask.js'
import { startServer, type TestServer } from './testing/server.js'

// A loaded machine takes its time.
jest.setTimeout(120_000)

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

test('the document of the API is valid OpenAPI 3.1, and names every route', async () => {
  const { body } = await ask(server, '/openapi.json')
  const document = z.looseObject({ openapi: z.string(), paths: z.record(z.string(), z.unknown()) }).parse(body)
  expect(document.openapi).toMatch(/^3\.1/)
  const file = join(server.folder, 'openapi.json')
  await writeFile(file, JSON.stringify(document))
  await SwaggerParser.validate(file)
  expect(Object.keys(document.paths).sort()).toEqual([
    ...[
      '/healthz',
      '/metrics',
      '/openapi.json',
      '/readyz',
      '/v1/batches',
      '/v1/batches/{id}',
      '/v1/counts',
      '/v1/documents',
      '/v1/documents/{id}',
    ],
    ...[
      '/v1/documents/{id}/attempts/{attempt}/use',
      '/v1/documents/{id}/checks',
      '/v1/documents/{id}/confirmations',
      '/v1/documents/{id}/corrections',
    ],
    ...['/v1/documents/{id}/original', '/v1/documents/{id}/problems', '/v1/documents/{id}/reprocess'],
    ...['/v1/documents/{id}/restore'],
    ...['/v1/documents/{id}/tables', '/v1/documents/{id}/withdrawals', '/v1/export'],
  ])
})

test('it says how documents come in, and what errors look like', async () => {
  const { body } = await ask(server, '/openapi.json')
  expect(body).toMatchObject({
    paths: {
      '/v1/documents': {
        post: {
          requestBody: { content: { 'multipart/form-data': { schema: { properties: { file: {} } } } } },
          responses: { '4XX': { content: { 'application/json': { schema: { required: ['error'] } } } } },
        },
      },
    },
  })
})
