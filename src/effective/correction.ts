import type { ValueRecord } from '../model/record.js'
import { FORMS, valueOf } from '../vocabulary/forms.js'
import type { ValueKind } from '../vocabulary/schema.js'
import { readText } from '../vocabulary/values.js'

/** Statements that a person makes of a document after looking at it. No reading overwrites them. */

/** Facts of the report that can be corrected and confirmed besides the values of its tables. */
export const FACTS = ['report.organ', 'report.year', 'report.title', 'report.organ_id'] as const
export type Fact = (typeof FACTS)[number]
/** Facts that a report prints; the code of its organ is only stated. */
export type PrintedFact = Exclude<Fact, 'report.organ_id'>

/** `correct`: the value is another; `confirm`: looked, right as printed. */
export type CorrectionKind = 'correct' | 'confirm'

export interface NewCorrection {
  readonly sha256: string
  /** `withdraw`: what a person said before counts no more. */
  readonly kind: CorrectionKind | 'withdraw'
  /** Code of a value in the form file, or one of FACTS. */
  readonly code: string
  /** The right value: its number as text, or '' for a blank cell; a fact's text. Null: the fact is not printed. */
  readonly value: string | null
  /** The raw text that the extractor had read when the person looked; null where it had found nothing. */
  readonly readThen: string | null
  readonly author: string
  readonly note: string | null
  /** The statement, by its id, that a withdrawal cancels. */
  readonly withdraws?: number | null
  /** The person says that the page prints it, although a value of this kind cannot be so. */
  readonly asPrinted?: boolean
  /** The latest statement on the document that the person knew of, 0 for none; null: nobody asked what there was. */
  readonly seen?: number | null
  /** How many doubts were confirmed at once, each with its picture on the screen; null: this one alone. */
  readonly together?: number | null
}

/** The latest of a code that was not withdrawn counts; the others are history. */
export interface Correction extends NewCorrection {
  /** Ascending in time. */
  readonly id: number
  /** ISO 8601, UTC. */
  readonly at: string
}

/** A statement that counts, or did until a later one. */
export type Statement = Correction & { readonly kind: CorrectionKind }

const isStatement = (correction: Correction): correction is Statement => correction.kind !== 'withdraw'

/** The statement that counts for each code: the latest that was not withdrawn. */
export function standing(corrections: readonly Correction[]): ReadonlyMap<string, Statement> {
  const withdrawn = new Set(corrections.map(({ withdraws }) => withdraws ?? null))
  const said = corrections.filter(isStatement).filter(({ id }) => !withdrawn.has(id))
  return new Map(said.toSorted((a, b) => a.id - b.id).map((statement) => [statement.code, statement]))
}

/** The people whose statements were not taken back, sorted. */
export function authorsOf(corrections: readonly Correction[]): readonly string[] {
  const withdrawn = new Set(corrections.map(({ withdraws }) => withdraws ?? null))
  const said = corrections.filter(isStatement).filter(({ id }) => !withdrawn.has(id))
  return [...new Set(said.map(({ author }) => author))].sort()
}

const isFact = (code: string): code is Fact => FACTS.some((fact) => fact === code)

/** Codes of all values that some form has. */
const CODES: ReadonlySet<string> = new Set(FORMS.flatMap(({ values }) => values.map(({ code }) => code)))

const NUMBER = /^[+-]?\d{1,15}(?:\.\d+)?$/u
/** A division's code, with its last year where another one has it now; of a bureau its name behind a colon. */
export const ORGAN_ID = /^\d{2,12}(?:-\d{4})?(?::\S{1,60})?$/u
const YEAR = /^[12]\d{3}$/u
const PRINTED_YEAR = /^[1-9]\d{0,3}$/u

/** Whether a value of a kind can be so: a change alone is negative, an amount alone has decimals. */
export const isOfKind = (value: number, kind: ValueKind): boolean =>
  (value >= 0 || kind === 'change') && (Number.isInteger(value) || kind === 'amount')

/**
 * Whether this can be said of that code: of a value a number of its kind or nothing, of the year a year; facts may be null.
 * A value that the page prints, or that was read and is confirmed, may be of another kind.
 */
export function isSayable({
  kind,
  code,
  value,
  asPrinted = false,
}: Pick<NewCorrection, 'kind' | 'code' | 'value' | 'asPrinted'>): boolean {
  if (kind === 'withdraw') return value === null
  if (code === 'report.year')
    return value === null || (asPrinted || kind === 'confirm' ? PRINTED_YEAR : YEAR).test(value)
  if (code === 'report.organ_id') return kind === 'correct' && value !== null && ORGAN_ID.test(value)
  if (isFact(code)) return value?.trim() !== ''
  if (!CODES.has(code)) return false
  if (value === null) return kind === 'confirm'
  if (value === '') return true
  return (
    NUMBER.test(value) && (kind === 'confirm' || asPrinted || isOfKind(Number(value), valueOf(code)?.kind ?? 'count'))
  )
}

/** A value as a person says that it is. */
export interface Said {
  readonly state: ValueRecord['state']
  readonly value: number | null
}

const BLANK: Said = { state: 'blank', value: null }
const NOT_FOUND: Said = { state: 'not-found', value: null }

/**
 * Gives the value that a person stated. A confirmation without a value stands for what was read then; its text is read again,
 * since a later version may read the cell otherwise.
 * @param code of the value: in one that is a change a sign may be a word
 */
export function saidOf({ kind, value, readThen }: Statement, code: string): Said {
  if (value !== null) return value.trim() === '' ? BLANK : { state: 'number', value: Number(value) }
  if (kind === 'correct') return BLANK
  return readThen === null ? NOT_FOUND : readText(readThen, valueOf(code)?.kind === 'change')
}

/** Whether a reading says the same as a person; a dash is as blank as nothing. */
export function agrees(read: Pick<ValueRecord, 'state' | 'value'>, said: Said): boolean {
  const empty = (state: ValueRecord['state']): boolean => state === 'blank' || state === 'dash'
  if (said.value !== null) return read.value === said.value
  return read.value === null && (read.state === said.state || (empty(read.state) && empty(said.state)))
}

/** Whether two readings are the same text; white space is the extractor's, not the report's. */
export function sameText(now: string | null, before: string | null): boolean {
  if (now === null || before === null) return now === before
  return now.replace(/\s+/gu, '') === before.replace(/\s+/gu, '')
}
