import { standing, type CorrectionKind, type Fact, type NewCorrection } from '../effective/correction.js'
import { factOf } from '../effective/facts.js'
import type { DocumentRecord, ValueRecord } from '../model/record.js'
import type { Store } from '../store/store.js'
import { subjectOf } from './codes.js'
import type { Complaint } from './complaint.js'
import { parseOrganId, parseText, parseValue, parseYear, type Parsed } from './grammar.js'
import { valueOf } from '../vocabulary/forms.js'
import type { ValueKind } from '../vocabulary/schema.js'
import { readText } from '../vocabulary/values.js'

/** A person's correction or confirmation of one value or fact. */
export interface Statement {
  readonly kind: CorrectionKind
  readonly code: string
  /** As written; of no use to a confirmation. */
  readonly value: string
  readonly note: string | null
  /** Said to be printed so, although a value of this kind cannot be; of a correction alone. */
  readonly asPrinted?: boolean
  /** How many doubts were confirmed at once; only a confirmation has it. */
  readonly together?: number
}

/** The document as the person saw it. */
export interface Looked {
  readonly sha256: string
  /** The record of the attempt that the person looked at. */
  readonly record: DocumentRecord
  readonly author: string
  /** The latest statement on the document that the person knew of (`seenOf`); left out where nobody is held to it. */
  readonly seen?: number | null
}

const kindOf = (code: string): ValueKind => valueOf(code)?.kind ?? 'count'

/** The correction to be stored, or why it cannot be. */
export function toCorrection(
  { sha256, record, author, seen = null }: Looked,
  statement: Statement,
): { correction: NewCorrection } | { complaint: Complaint } {
  const found = subjectOf(record, statement.code)
  if ('complaint' in found) return found
  const { subject } = found
  if (statement.kind === 'confirm' && subject.kind === 'fact' && subject.fact === 'report.organ_id')
    return { complaint: { key: 'confirmNotFound', details: { code: statement.code } } }
  const { asPrinted = false, together = null } = statement
  const readThen = subject.kind === 'value' ? subject.read.raw : factOf(record.report, subject.fact)
  const said =
    statement.kind === 'correct'
      ? subject.kind === 'value'
        ? parseValue(statement.value, { kind: kindOf(statement.code), asPrinted })
        : parseFact(subject.fact, statement.value, asPrinted)
      : subject.kind === 'value'
        ? confirmed(subject.read)
        : { value: readThen }
  if ('complaint' in said) return said
  const { kind, code, note } = statement
  return { correction: { sha256, kind, code, value: said.value, readThen, author, note, seen, asPrinted, together } }
}

const parseFact = (fact: Fact, written: string, asPrinted: boolean): Parsed<string | null> =>
  fact === 'report.year'
    ? parseYear(written, { asPrinted })
    : fact === 'report.organ_id'
      ? parseOrganId(written)
      : parseText(written)

/**
 * Only what was read can be right: where there is no cell or no reading, the person has to say what is there. A reading
 * whose place was not sure is right where it stands once a person says so.
 */
function confirmed({ code, state, value, raw }: ValueRecord): Parsed<string | null> {
  if (value !== null) return { value: String(value) }
  if (state === 'not-found' || raw === null) return { complaint: { key: 'confirmNotFound', details: { code } } }
  // A cell of text has no number to confirm: its text is confirmed.
  if (state !== 'uncertain') return { value: state === 'text' ? null : '' }
  const read = readText(raw, kindOf(code) === 'change')
  if (read.state === 'text' || read.state === 'uncertain')
    return { complaint: { key: 'confirmUnread', details: { code } } }
  return { value: read.value === null ? '' : String(read.value) }
}

/** Leaves out corrections that already stand as the latest of their value: handing in a sheet twice changes nothing. */
export async function unsaid(
  store: Pick<Store, 'corrections'>,
  corrections: readonly NewCorrection[],
): Promise<readonly NewCorrection[]> {
  const said = new Map<string, string>()
  const contentOf = ({ kind, value, readThen, note }: NewCorrection): string =>
    JSON.stringify([kind, value, readThen, note])
  for (const sha256 of new Set(corrections.map((correction) => correction.sha256)))
    for (const [code, statement] of standing(await store.corrections(sha256)))
      said.set(`${sha256} ${code}`, contentOf(statement))
  return corrections.filter(
    (correction) => said.get(`${correction.sha256} ${correction.code}`) !== contentOf(correction),
  )
}
