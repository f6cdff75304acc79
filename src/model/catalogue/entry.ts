import { sentences, type Sentences } from '../sentences.js'

/** One code's severity, class and sentences. */
export interface Entry extends Sentences {
  readonly severity: Severity
  readonly class: ProblemClass
}

type Pair = Parameters<typeof sentences>[0]

/** info: worth knowing; doubt: about our reading; fault: of the report itself; error: something was not read. */
export type Severity = 'info' | 'doubt' | 'fault' | 'error'

/** permanent: no retry mends it; transient: a retry may; environment: something on this machine is missing. */
export type ProblemClass = 'permanent' | 'transient' | 'environment'

export const entry = (severity: Severity, en: Pair, zh: Pair, problemClass: ProblemClass = 'permanent'): Entry => ({
  severity,
  class: problemClass,
  ...sentences(en, zh),
})
