import { z } from 'zod'
import { findingRule, type FindingSeverity } from '../vocabulary/findings.js'

/** A text that is the same in both languages, a number, or the words of each language. */
const words = z.object({ zh: z.string(), en: z.string() })
export const findingDetails = z.record(z.string(), z.union([z.string(), z.number(), words]))
export type Detail = z.infer<typeof findingDetails>[string]

/** Where a finding stands: a cell of a table, a sentence of a section, or a fact of the report. */
const place = z.object({
  document: z.enum(['this', 'last']),
  /** The value’s code in the form file; null for a sentence or a fact. */
  code: z.string().nullable(),
  /** 1 to 6; null for a fact. */
  section: z.number().nullable(),
  /** Row and column as the form calls them; null for what is no cell. */
  row: words.nullable(),
  column: words.nullable(),
  /** The sentence, the cell or the fact as printed. */
  text: z.string().nullable(),
  value: z.number().nullable(),
  page: z.number().nullable(),
})
export const findingPlaces = z.array(place)
export type Place = Readonly<z.infer<typeof place>>

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
