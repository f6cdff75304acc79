import { distance } from 'fastest-levenshtein'
import { FACTS, type Fact, type PrintedFact } from '../effective/correction.js'
import type { EffectiveDocument } from '../effective/effective.js'
import type { DocumentRecord, FormYear, ValueRecord } from '../model/record.js'
import { FORM_YEARS, FORMS, formOf, type FormValue } from '../vocabulary/forms.js'
import { chineseLabel } from '../vocabulary/value-labels.js'
import type { Complaint } from './complaint.js'

/** A value or a fact of a document that can be corrected or confirmed. */
export type Subject =
  { readonly kind: 'value'; readonly read: ValueRecord } | { readonly kind: 'fact'; readonly fact: Fact }

/** The largest number of codes that are suggested. */
const SUGGESTED = 3
/** A code is near another one if this share of its characters differs at most. */
const NEAR = 0.34

const isFact = (code: string): code is Fact => FACTS.some((fact) => fact === code)

/**
 * Tells what a code means for this document, or why it means nothing there and which codes may be meant. A table that was not
 * found, in a report of known form or none, may be entered by hand: its codes are those of that form, or of any.
 */
export function subjectOf(record: DocumentRecord, code: string): { subject: Subject } | { complaint: Complaint } {
  if (isFact(code)) return { subject: { kind: 'fact', fact: code } }
  const read = record.records.find((value) => value.code === code)
  if (read) return { subject: { kind: 'value', read } }
  const years = FORM_YEARS.filter((year) => valueIn(year, code))
  const [newest] = years.slice(-1)
  if (newest) {
    const followed = record.report?.forms[valueIn(newest, code)?.table ?? ''] ?? null
    const form = record.report?.form ?? null
    const value = valueIn(form !== null && years.includes(form) ? form : newest, code)
    if (followed === null && value && (form === null || years.includes(form)))
      return { subject: { kind: 'value', read: notRead(value) } }
    const details = { code, years: years.join(', '), printed: followed ?? form ?? '–' }
    return { complaint: { key: 'codeOfOtherForm', details } }
  }
  const near = nearCodes(record, code)
  return near.length === 0
    ? { complaint: { key: 'codeUnknown', details: { code } } }
    : { complaint: { key: 'codeUnknownNear', details: { code, near: near.join(', ') } } }
}

const valueIn = (year: FormYear, code: string): FormValue | undefined =>
  formOf(year).values.find((value) => value.code === code)

const notRead = ({ code, table, item, measure, unit }: FormValue): ValueRecord => ({
  ...{ code, table, item, measure, unit, state: 'not-found', value: null, raw: null, confidence: null, cell: null },
  flags: ['not-found'],
})

/** Codes of the document that may be meant: by likeness, or by words of their labels. */
export function nearCodes(record: DocumentRecord, code: string): readonly string[] {
  const asked = code.trim().toLowerCase()
  const values = record.records.length > 0 ? record.records : FORMS.flatMap(({ values: all }) => all)
  if (isFact(`report.${asked}`)) return [`report.${asked}`]
  const byLabel = /\p{sc=Han}/u.test(asked) ? values.filter((value) => chineseLabel(value.code).includes(asked)) : []
  if (byLabel.length > 0) return byLabel.slice(0, SUGGESTED).map((value) => value.code)
  return [...new Set(values.map((value) => value.code)), ...FACTS]
    .map((each) => ({ each, far: distance(asked, each) }))
    .filter(({ each, far }) => far <= Math.max(asked.length, each.length) * NEAR)
    .sort((a, b) => a.far - b.far)
    .slice(0, SUGGESTED)
    .map(({ each }) => each)
}

/** Flags of the report that say that a fact is doubtful. */
const DOUBTFUL_FACTS: readonly (readonly [flag: string, fact: PrintedFact])[] = [
  ['title-uncertain', 'report.title'],
  ['organ-uncertain', 'report.organ'],
  ['year-uncertain', 'report.year'],
  ['title-missing', 'report.title'],
  ['organ-missing', 'report.organ'],
  ['year-missing', 'report.year'],
]

export const doubtfulFacts = ({ report }: Pick<EffectiveDocument, 'report'>): readonly PrintedFact[] =>
  DOUBTFUL_FACTS.filter(([flag]) => report?.flags.includes(flag)).map(([, fact]) => fact)

/** Codes of all that a person may be asked to confirm: doubtful facts, flagged values, and those now read otherwise. */
export const flaggedCodes = (effective: EffectiveDocument): readonly string[] => [
  ...doubtfulFacts(effective),
  ...effective.values.filter(({ flags, conflict }) => flags.length > 0 || conflict).map(({ read }) => read.code),
]
