import type { Words } from '../vocabulary/equations.js'
import { findingRule, type FindingSeverity } from '../vocabulary/findings.js'

/** A text that is the same in both languages, a number, or the words of each language. */
export type Detail = string | number | Words

/** Where a finding stands: a cell of a table, a sentence of a section, or a fact of the report. */
export interface Place {
  readonly document: 'this' | 'last'
  /** The value’s code in the form file; null for a sentence or a fact. */
  readonly code: string | null
  /** 1 to 6; null for a fact. */
  readonly section: number | null
  /** Row and column as the form calls them; null for what is no cell. */
  readonly row: Words | null
  readonly column: Words | null
  /** The sentence, the cell or the fact as printed. */
  readonly text: string | null
  readonly value: number | null
  readonly page: number | null
}

/** Something that a report says against itself, its form or last year’s report. */
export interface Finding {
  /** Id of a rule in vocabulary/findings.json. */
  readonly rule: string
  readonly severity: FindingSeverity
  /** Fill the rule’s sentences; `printed` and `expected` are the two sides, where there are two. */
  readonly details: Readonly<Record<string, Detail>>
  /** The first one is where something is to be mended. */
  readonly places: readonly Place[]
}

/** A finding of a rule, with the severity that the rule has. */
export const finding = (rule: string, details: Finding['details'], places: readonly Place[] = []): Finding => ({
  rule,
  severity: findingRule(rule).severity,
  details,
  places,
})
