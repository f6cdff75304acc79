import { FORMS } from '../vocabulary/forms.js'

/** What a person said of a document after looking at it: never overwritten by a reading. */

/** Facts of the report that can be corrected and confirmed besides the values of its tables. */
export const FACTS = ['report.organ', 'report.year', 'report.title'] as const
export type Fact = (typeof FACTS)[number]

/** `correct`: the value is another; `confirm`: looked, right as printed. */
export type CorrectionKind = 'correct' | 'confirm'

export interface NewCorrection {
  readonly sha256: string
  readonly kind: CorrectionKind
  /** Code of a value in the form file, or one of FACTS. */
  readonly code: string
  /** What is said to be right: of a value its number as text, or '' for a blank cell; of a fact its text. Null: a fact that is not printed. */
  readonly value: string | null
  /** What the extractor had read when the person looked: raw text; null where nothing was found. */
  readonly readThen: string | null
  readonly author: string
  readonly note: string | null
}

/** The latest of a code counts; older ones are history. */
export interface Correction extends NewCorrection {
  /** Ascending in time. */
  readonly id: number
  /** ISO 8601, UTC. */
  readonly at: string
}

const isFact = (code: string): code is Fact => FACTS.some((fact) => fact === code)

/** Codes of all values that some form has. */
const CODES: ReadonlySet<string> = new Set(FORMS.flatMap(({ values }) => values.map(({ code }) => code)))

const NUMBER = /^[+-]?\d{1,15}(?:\.\d+)?$/u
const YEAR = /^[12]\d{3}$/u

/** Whether this can be said of that code: of a value a number or nothing, of the year a year; facts may be null. */
export function isSayable({ kind, code, value }: Pick<NewCorrection, 'kind' | 'code' | 'value'>): boolean {
  if (code === 'report.year') return value === null || YEAR.test(value)
  if (isFact(code)) return value?.trim() !== ''
  if (!CODES.has(code)) return false
  return value === null ? kind === 'confirm' : value === '' || NUMBER.test(value)
}
