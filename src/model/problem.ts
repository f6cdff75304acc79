import type { Severity } from './catalogue/entry.js'
import { CATALOGUE, type ProblemCode } from './catalogue.js'
import { detailsInWords } from './catalogue/details-in-words.js'
import type { ProblemDetails } from './details.js'
import { codesOf, filled, type Language, type Sentence } from './sentences.js'

export type { ProblemClass, Severity } from './catalogue/entry.js'
export type { ProblemCode }

export type { ProblemDetails } from './details.js'
export { type Details, type Language, LANGUAGES } from './sentences.js'

/** Something that a user should know of a document; its sentence comes from the catalogue, by code. */
export interface Problem {
  readonly code: ProblemCode
  /** Fills the {placeholders} of the sentence. */
  readonly details: ProblemDetails
  /** 1-based. */
  readonly page: number | null
  /** Id of the table (t1, t2, …). */
  readonly table: string | null
}

export function problem(
  code: ProblemCode,
  details: ProblemDetails = {},
  where: { page?: number; table?: string } = {},
): Problem {
  return { code, details, page: where.page ?? null, table: where.table ?? null }
}

/** Thrown by a reader where nothing of the document can be used: the document fails with this problem. */
export class DocumentError extends Error {
  readonly problem: Problem

  constructor(code: ProblemCode, details: ProblemDetails = {}, options: { page?: number; cause?: unknown } = {}) {
    super(code, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'DocumentError'
    this.problem = problem(code, details, options.page === undefined ? {} : { page: options.page })
  }
}

export function severityOf(code: ProblemCode): Severity {
  return CATALOGUE[code].severity
}

export const PROBLEM_CODES: readonly ProblemCode[] = codesOf(CATALOGUE)

export const isProblemCode = (code: string): code is ProblemCode => PROBLEM_CODES.some((known) => known === code)

/** Tells what happened and what to do, in one language. */
export const describe = (found: Problem, language: Language): Sentence =>
  filled(CATALOGUE[found.code][language], detailsInWords(found.details, language))
