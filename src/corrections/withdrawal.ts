import { standing, type Correction, type CorrectionKind, type NewCorrection } from '../effective/correction.js'
import type { Complaint } from './complaint.js'

/** Who takes something back, and why. */
export interface Withdrawing {
  readonly sha256: string
  readonly author: string
  readonly note: string | null
  /** Only a statement of this kind is meant; null: of either. */
  readonly kind: CorrectionKind | null
}

/** The latest of all statements on a document, 0 for none: what somebody has seen who looks at it now. */
export const seenOf = (corrections: readonly Correction[]): number => corrections.at(-1)?.id ?? 0

/** Codes of all that counts of one kind. */
export const withdrawable = (corrections: readonly Correction[], kind: CorrectionKind): readonly string[] =>
  [...standing(corrections)].filter(([, statement]) => statement.kind === kind).map(([code]) => code)

/**
 * The withdrawal of the statement that counts of a code, to be stored beside it; what was said before it counts again, else
 * what was read. Or why there is none.
 */
export function toWithdrawal(
  { sha256, author, note, kind }: Withdrawing,
  corrections: readonly Correction[],
  code: string,
): { withdrawal: NewCorrection } | { complaint: Complaint } {
  const statement = standing(corrections).get(code)
  if (!statement) return { complaint: { key: 'withdrawNothing', details: { code } } }
  if (kind !== null && statement.kind !== kind) {
    const key = statement.kind === 'confirm' ? 'withdrawConfirmation' : 'withdrawCorrection'
    return { complaint: { key, details: { code, author: statement.author, at: statement.at.slice(0, 10) } } }
  }
  const { id, readThen } = statement
  const seen = seenOf(corrections)
  return { withdrawal: { sha256, kind: 'withdraw', code, value: null, readThen, author, note, withdraws: id, seen } }
}
