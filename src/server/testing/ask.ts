import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import { z } from 'zod'
import type { TestServer } from './server.js'

/** Asks a server, and holds what it answers to what its own OpenAPI document says of it. */

export interface Asked {
  readonly token?: string | null
  readonly method?: string
  readonly json?: unknown
  readonly body?: RequestInit['body']
  readonly headers?: Readonly<Record<string, string>>
}
export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly body: unknown
}

const described = z.looseObject({
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.looseObject({
        responses: z.record(
          z.string(),
          z.looseObject({ content: z.record(z.string(), z.looseObject({ schema: z.unknown() })).optional() }),
        ),
      }),
    ),
  ),
})

const documents = new WeakMap<TestServer, z.infer<typeof described>>()

async function documentOf(server: TestServer): Promise<z.infer<typeof described>> {
  const known = documents.get(server)
  if (known) return known
  const response = await fetch(`${server.url}/openapi.json`, { headers: { authorization: `Bearer ${server.reader}` } })
  const document = described.parse(await response.json())
  documents.set(server, document)
  return document
}

/** Paths as the document has them. */
const templateOf = (path: string): string =>
  path
    .replace(/\?.*$/, '')
    .replace(/\/documents\/[^/]+/, '/documents/{id}')
    .replace(/\/attempts\/[^/]+/, '/attempts/{attempt}')
    .replace(/\/batches\/[^/]+/, '/batches/{id}')

async function schemaOf(server: TestServer, method: string, path: string, status: number): Promise<unknown> {
  const { paths } = await documentOf(server)
  const responses = paths[templateOf(path)]?.[method.toLowerCase()]?.responses
  // A path without a route has no description.
  if (!responses) return null
  const response = responses[String(status)] ?? responses[`${String(status)[0] ?? ''}XX`]
  if (!response) throw new Error(`${method} ${path} is not said to answer ${status}`)
  return response.content?.['application/json']?.schema ?? null
}

const ajv = new Ajv2020({ strict: false, validateFormats: false })
const validators = new Map<string, ValidateFunction>()

function assertValid(schema: unknown, body: unknown, what: string): void {
  if (schema === null) return
  const key = JSON.stringify(schema)
  const validate = validators.get(key) ?? ajv.compile(z.looseObject({}).parse(schema))
  validators.set(key, validate)
  if (!validate(body)) throw new Error(`${what}: ${ajv.errorsText(validate.errors)}`)
}

export async function ask(server: TestServer, path: string, asked: Asked = {}): Promise<Answer> {
  const { token = server.reader, json, headers = {} } = asked
  const body = json === undefined ? asked.body : JSON.stringify(json)
  const method = asked.method ?? (body === undefined ? 'GET' : 'POST')
  const response = await fetch(server.url + path, {
    method,
    redirect: 'manual',
    ...(body !== undefined && { body }),
    headers: {
      ...(token !== null && { authorization: `Bearer ${token}` }),
      ...(json !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
  })
  const isJson = response.headers.get('content-type')?.startsWith('application/json') ?? false
  const answer = {
    status: response.status,
    headers: response.headers,
    body: isJson ? await response.json() : await response.text(),
  }
  if (isJson) assertValid(await schemaOf(server, method, path, answer.status), answer.body, `${method} ${path}`)
  return answer
}

const refused = z.strictObject({
  error: z.strictObject({
    ...{ code: z.string(), message: z.string(), remedy: z.string(), requestId: z.string() },
    candidates: z.array(z.string()).optional(),
  }),
})

/** The code of an error; a body that is none as errors must be throws. */
export function codeOf({ body, headers }: Answer): string {
  const { error } = refused.parse(body)
  if (/\{[a-z]\w*\}/i.test(error.message + error.remedy)) throw new Error(`unfilled: ${error.message} ${error.remedy}`)
  if (headers.get('x-request-id') !== error.requestId) throw new Error('another id in the header')
  return error.code
}

/** A form with files, and what is given of them. */
export function form(
  files: Readonly<Record<string, string | Uint8Array<ArrayBuffer>>>,
  fields: Readonly<Record<string, string>> = {},
): FormData {
  const made = new FormData()
  for (const [name, value] of Object.entries(fields)) made.set(name, value)
  for (const [name, content] of Object.entries(files)) made.append('file', new Blob([content]), name)
  return made
}

const taken = z.looseObject({
  batch: z.number(),
  documents: z.array(
    z.looseObject({ id: z.string(), path: z.string(), outcome: z.string(), job: z.string().nullable() }),
  ),
})
export type Taken = z.infer<typeof taken>

/** Uploads files, which must be taken in. */
export async function upload(server: TestServer, ...given: Parameters<typeof form>): Promise<Taken> {
  const answer = await ask(server, '/v1/documents', { token: server.writer, body: form(...given) })
  if (answer.status !== 202) throw new Error(`${answer.status}: ${JSON.stringify(answer.body)}`)
  return taken.parse(answer.body)
}
