import type { ProblemClass, Severity } from '../problem.js'
import { sentences, type Sentences } from '../sentences.js'

/** What the catalogue knows of one code. */
export interface Entry extends Sentences {
  readonly severity: Severity
  readonly class: ProblemClass
}

type Pair = Parameters<typeof sentences>[0]

export const entry = (severity: Severity, en: Pair, zh: Pair, problemClass: ProblemClass = 'permanent'): Entry => ({
  severity,
  class: problemClass,
  ...sentences(en, zh),
})
