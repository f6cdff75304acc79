export const LANGUAGES = ['zh', 'en'] as const
export type Language = (typeof LANGUAGES)[number]

/** The values for the {placeholders} of a sentence. */
export type Details = Readonly<Record<string, string | number>>

export interface Sentence {
  /** The sentence says what happened; {placeholders} are filled from the details. */
  readonly message: string
  /** The sentence says what to do about it. */
  readonly remedy: string
}

export type Sentences = Readonly<Record<Language, Sentence>>

type Pair = readonly [message: string, remedy: string]

/** One entry of a catalogue of sentences. */
export const sentences = (en: Pair, zh: Pair): Sentences => ({
  en: { message: en[0], remedy: en[1] },
  zh: { message: zh[0], remedy: zh[1] },
})

/** `{name}`, and `{name:value|values}`: the first word where the detail is 1, else the second. */
export const PLACEHOLDER = /\{(\w+)(?::([^|{}]*)\|([^{}]*))?\}/gu

/** Fills the {placeholders} of a text. Those that `details` lack stay visible, so that a test finds them. */
export const fillIn = (text: string, details: Details): string =>
  text.replace(PLACEHOLDER, (placeholder, name: string, one?: string, many?: string) => {
    const detail = details[name]
    if (detail === undefined) return placeholder
    return (one === undefined ? String(detail) : Number(detail) === 1 ? one : many) ?? placeholder
  })

export const filled = ({ message, remedy }: Sentence, details: Details): Sentence => ({
  message: fillIn(message, details),
  remedy: fillIn(remedy, details),
})

/** The codes of a catalogue, typed. */
export const codesOf = <Code extends string>(catalogue: Readonly<Record<Code, unknown>>): readonly Code[] =>
  Object.keys(catalogue).filter((code): code is Code => code in catalogue)

/**
 * An error with a code of a closed catalogue, told to people in their language: the mother of the errors of store,
 * queue, blobs and settings. Its `message` is the English sentence and remedy, for logs.
 */
export abstract class CodedError<Code extends string = string> extends Error {
  readonly code: Code
  readonly details: Details
  readonly #sentences: Sentences

  /** `details` hold no secrets: they are shown to people. */
  constructor(
    catalogue: Readonly<Record<Code, Sentences>>,
    code: Code,
    details: Details = {},
    options: { readonly cause?: unknown } = {},
  ) {
    const { message, remedy } = filled(catalogue[code].en, details)
    super(`${message} ${remedy}`, options)
    this.code = code
    this.details = details
    this.#sentences = catalogue[code]
  }

  /** Tells what happened and what to do, in one language. */
  told(language: Language): Sentence {
    return filled(this.#sentences[language], this.details)
  }
}

/** Tells what happened and what to do for an error whose sentences are known; null for any other. */
export const toldOf = (error: unknown, language: Language): Sentence | null =>
  error instanceof CodedError ? error.told(language) : null
