import SwaggerParser from '@apidevtools/swagger-parser'
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { describedApi } from './described.js'
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
  const { body } = await ask(server, '/openapi.json', { token: null })
  const document = z.looseObject({ openapi: z.string(), paths: z.record(z.string(), z.unknown()) }).parse(body)
  expect(document.openapi).toMatch(/^3\.1/)
  const file = join(server.folder, 'openapi.json')
  await writeFile(file, JSON.stringify(document))
  await SwaggerParser.validate(file)
  expect(Object.keys(document.paths).sort()).toEqual(
    [
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
        '/v1/documents/{id}/attempts/{attempt}/comparison',
        '/v1/documents/{id}/attempts/{attempt}/use',
        '/v1/documents/{id}/checks',
        '/v1/documents/{id}/confirmations',
        '/v1/documents/{id}/corrections',
      ],
      '/v1/documents/{id}/original',
      '/v1/documents/{id}/pages/{page}/picture',
      ...['/v1/documents/{id}/problems', '/v1/documents/{id}/reprocess'],
      ...['/v1/documents/{id}/restore'],
      ...['/v1/check', '/v1/check/list', '/v1/findings'],
      ...['/v1/datasets', '/v1/doctor', '/v1/failures', '/v1/queue', '/v1/reprocess'],
      ...['/v1/overview', '/v1/overview/organs', '/v1/overview/values'],
      ...['/v1/documents/{id}/sheets', '/v1/doubts'],
      ...['/v1/documents/{id}/tables', '/v1/documents/{id}/withdrawals', '/v1/export', '/v1/session'],
    ].sort(),
  )
})

test('it says how documents come in, and what errors look like', async () => {
  const { body } = await ask(server, '/openapi.json')
  expect(body).toMatchObject({
    paths: {
      '/v1/documents': {
        post: {
          requestBody: { content: { 'multipart/form-data': { schema: { properties: { file: {} } } } } },
          responses: { 415: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } } } },
        },
      },
    },
  })
})

const operations = z.looseObject({
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.looseObject({
        operationId: z.string(),
        tags: z.array(z.string()).min(1),
        responses: z.record(z.string().regex(/^[2-5]\d\d$/), z.unknown()),
      }),
    ),
  ),
  tags: z.array(z.looseObject({ name: z.string() })),
  components: z.looseObject({ schemas: z.record(z.string(), z.unknown()) }),
})

test('every operation has a name of its own, a tag, and each status by its number; schemas have names', async () => {
  const { body } = await ask(server, '/openapi.json', { token: null })
  const { paths, tags, components } = operations.parse(body)
  const all = Object.values(paths).flatMap((path) => Object.values(path))
  expect(new Set(all.map(({ operationId }) => operationId)).size).toBe(all.length)
  const known = tags.map(({ name }) => name)
  expect(all.flatMap((each) => each.tags).filter((tag) => !known.includes(tag))).toEqual([])
  expect(Object.keys(components.schemas)).toEqual(
    expect.arrayContaining(['Document', 'DocumentRow', 'EffectiveDocument', 'Error', 'Record', 'Table']),
  )
})

test('the description that clients are made of is that of the server', async () => {
  const { body } = await ask(server, '/openapi.json', { token: null })
  expect(JSON.parse(JSON.stringify(await describedApi()))).toEqual(body)
})
