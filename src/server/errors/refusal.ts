import { type Details, filled, type Language } from '../../model/sentences.js'
import { REFUSALS, type RefusalCode } from './catalogue.js'

/** A text in both languages, where it is not the same in both. */
export type Told = string | number | Readonly<Record<Language, string>>

/** Thrown by a route that does not do what it was asked: nothing was changed. */
export class Refusal extends Error {
  readonly code: RefusalCode
  readonly details: Readonly<Record<string, Told>>
  /** Seconds after which it may be tried again. */
  readonly retryAfter: number | null
  /** Documents that may be meant, where it is not clear which. */
  readonly candidates: readonly string[] | null

  constructor(
    code: RefusalCode,
    details: Readonly<Record<string, Told>> = {},
    options: {
      readonly cause?: unknown
      readonly retryAfter?: number
      readonly candidates?: readonly string[]
    } = {},
  ) {
    super(code, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'Refusal'
    this.code = code
    this.retryAfter = options.retryAfter ?? null
    this.candidates = options.candidates ?? null
    this.details = this.retryAfter === null ? details : { ...details, seconds: this.retryAfter }
  }

  get status(): number {
    return REFUSALS[this.code].status
  }
}

/** @param bytes that a request may have */
export const requestTooLarge = (bytes: number): Refusal =>
  new Refusal('too-large', {
    what: { en: 'The request', zh: '请求' },
    limit: `${Math.floor(bytes / (1024 * 1024))} MB`,
  })

/** The body of every error. */
export interface ErrorBody {
  readonly error: {
    readonly code: string
    readonly message: string
    readonly remedy: string
    readonly requestId: string
    readonly candidates?: readonly string[]
  }
}

/** Tells what happened and what to do, in one language. */
export function errorBody({ code, details, candidates }: Refusal, language: Language, requestId: string): ErrorBody {
  const flat: Details = Object.fromEntries(
    Object.entries(details).map(([name, told]) => [name, typeof told === 'object' ? told[language] : told]),
  )
  return { error: { code, ...filled(REFUSALS[code][language], flat), requestId, ...(candidates && { candidates }) } }
}

/** The language that a request asks for: the first of ours that it names. */
export function languageOf(header: string | undefined, otherwise: Language): Language {
  const found = /(?:^|[\s,])(zh|en)(?:-|;|,|$)/i.exec(header ?? '')?.[1]?.toLowerCase()
  return found === 'zh' || found === 'en' ? found : otherwise
}
