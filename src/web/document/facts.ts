import type { Say } from '../words/language.js'

/** Names of a report's facts, as the API and statements of people call them. */
export const FACTS: ReadonlyMap<string, 'organ' | 'year' | 'title'> = new Map([
  ['report.organ', 'organ'],
  ['report.year', 'year'],
  ['report.title', 'title'],
  ['organ', 'organ'],
  ['year', 'year'],
  ['title', 'title'],
])

/** The name of a fact in words; one that has none as it is. */
export function factName(fact: string, say: Say): string {
  const known = FACTS.get(fact)
  return known === undefined ? fact : say(known)
}
