import type { Language } from '../model/problem.js'
import type { DocumentRecord } from '../model/record.js'
import type { Correction } from './correction.js'
import type { EffectiveDocument } from './effective.js'

export interface EffectiveOptions {
  /** Columns of the manifest, by name. */
  readonly given?: Readonly<Record<string, string>> | null
  /** Of the sentences about corrections and manifests; English if left out. */
  readonly language?: Language
}

export function effectiveOf(
  record: DocumentRecord,
  _corrections: readonly Correction[],
  _options?: EffectiveOptions,
): EffectiveDocument {
  return {
    record,
    report: record.report,
    correctedFacts: [],
    values: record.records.map((read) => ({
      ...{ read, value: read.value, state: read.state, flags: read.flags },
      corrected: 'no',
      conflict: false,
    })),
    checks: record.checks,
    problems: record.problems,
    status: record.status,
    counts: record.counts,
  }
}
