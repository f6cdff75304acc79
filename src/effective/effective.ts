import type { Fact } from './correction.js'
import type { CheckRecord, DocumentRecord, ReportRecord, ValueRecord } from '../model/record.js'

/** How far a person vouches for a value. */
type Corrected = 'no' | 'corrected' | 'confirmed'

/** A value as exports give it: what counts, and what was read. */
export interface EffectiveValue {
  /** As the extractor read it. */
  readonly read: ValueRecord
  /** The number that counts: the person's, else the one read. */
  readonly value: number | null
  /** The unit of `value`: the printed one; for a person's number the form's unit, in which people are asked for it. */
  readonly unit: string | null
  /** State and flags after the corrections; a value that a person vouches for has no doubts. */
  readonly state: ValueRecord['state']
  readonly flags: ValueRecord['flags']
  readonly corrected: Corrected
  /** The extractor now reads something else than when the person looked (`correction-conflict`). */
  readonly conflict: boolean
  /** How many doubts were confirmed at once with this one. */
  readonly together?: number
}

/** A document as it counts: the current extraction with all corrections laid over it. */
export interface EffectiveDocument {
  readonly record: DocumentRecord
  readonly report: ReportRecord | null
  /** The code of the organ that a person stated (`report.organ_id`): it counts in the panel alone. */
  readonly organId: string | null
  /** The facts that a person corrected or confirmed, by their codes. */
  readonly correctedFacts: readonly Fact[]
  readonly values: readonly EffectiveValue[]
  /** Computed again over the effective values. */
  readonly checks: readonly CheckRecord[]
  /** The problems of the record that still hold, and `correction-conflict` and `given-differs` where they apply. */
  readonly problems: DocumentRecord['problems']
  readonly status: DocumentRecord['status']
  readonly counts: DocumentRecord['counts']
}
