import type { Fact } from '../effective/correction.js'
import type { EffectiveDocument } from '../effective/effective.js'

/** Flags of the report that say that a fact is doubtful. */
const DOUBTFUL_FACTS: readonly (readonly [flag: string, fact: Fact])[] = [
  ['title-uncertain', 'report.title'],
  ['organ-uncertain', 'report.organ'],
  ['year-uncertain', 'report.year'],
  ['title-missing', 'report.title'],
  ['organ-missing', 'report.organ'],
  ['year-missing', 'report.year'],
]

export const doubtfulFacts = ({ report }: Pick<EffectiveDocument, 'report'>): readonly Fact[] =>
  DOUBTFUL_FACTS.filter(([flag]) => report?.flags.includes(flag)).map(([, fact]) => fact)

/** Codes of all that a person may be asked to confirm: doubtful facts, flagged values, and those now read otherwise. */
export const flaggedCodes = (effective: EffectiveDocument): readonly string[] => [
  ...doubtfulFacts(effective),
  ...effective.values.filter(({ flags, conflict }) => flags.length > 0 || conflict).map(({ read }) => read.code),
]
