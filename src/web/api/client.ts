import createClient from 'openapi-fetch'
import type { components, paths } from 'nianbao-api'

/** The HTTP API, by types that the build makes of its own description. */

type Schemas = components['schemas']
export type DocumentRow = Schemas['DocumentRow']
export type Document = Schemas['Document']
export type DoubtGroup = Schemas['DoubtList']['documents'][number]
export type Doubt = Schemas['Doubt']
export type Equation = Schemas['Equation']
export type Term = Schemas['Term']
export type Place = Schemas['Place']
export type Sheets = Schemas['Sheets']
export type Table = Schemas['Table']
export type Comparison = Schemas['Comparison']
export type Session = Schemas['Session']
export type Tally = Schemas['Tally']
export type EffectiveValue = Schemas['EffectiveValue']

export type Overview = Schemas['Overview']
export type OrganYears = Schemas['OrganYears']
export type MainValues = Schemas['MainValues']
export type Failures = Schemas['Failures']
export type Batch = Schemas['Batch']
export type Datasets = Schemas['Datasets']
export type Finding = Schemas['Finding']
export type FoundIn = Schemas['FindingList']['findings'][number]
export type Checked = Schemas['CheckedReport']

export type Language = 'en' | 'zh'

let language: Language = 'en'

/** Tells the server from now on in which language it is asked. */
export function speak(chosen: Language): void {
  language = chosen
}

export const api = createClient<paths>({ baseUrl: location.origin })
api.use({
  onRequest({ request }) {
    request.headers.set('accept-language', language === 'zh' ? 'zh-CN' : 'en')
    return request
  },
})

/** A refusal of the server, worded by it; status 0 where it could not be reached. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly remedy: string,
  ) {
    super(message)
    this.name = 'ApiError'
  }
}

interface Answer<T> {
  readonly data?: T
  readonly error?: unknown
  readonly response: Response
}

/** Gives what was asked for with the version that it bears. @throws ApiError */
export async function versioned<T>(asked: Promise<Answer<T>>): Promise<{ readonly data: T; readonly etag: string }> {
  const answer = await asked.catch((error: unknown) => {
    throw new ApiError(0, 'unreachable', error instanceof Error ? error.message : String(error), '')
  })
  if (answer.data === undefined) throw refusalIn(answer.error, answer.response.status)
  return { data: answer.data, etag: answer.response.headers.get('etag') ?? '' }
}

/** Gives what was asked for. @throws ApiError */
export const given = async <T>(asked: Promise<Answer<T>>): Promise<T> => (await versioned(asked)).data

/** Waits for an answer without a body. @throws ApiError */
export async function done(asked: Promise<Answer<unknown>>): Promise<void> {
  const { error, response } = await asked
  if (!response.ok) throw refusalIn(error, response.status)
}

export function refusalIn(body: unknown, status: number): ApiError {
  const text = (from: unknown, key: string): string => {
    const value: unknown = from instanceof Object ? Reflect.get(from, key) : undefined
    return typeof value === 'string' ? value : ''
  }
  const error: unknown = body instanceof Object ? Reflect.get(body, 'error') : undefined
  return new ApiError(status, text(error, 'code'), text(error, 'message') || String(status), text(error, 'remedy'))
}
