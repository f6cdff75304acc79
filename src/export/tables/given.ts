import type { Given } from '../../store/store.js'
import type { Column } from '../table.js'

/** A column of the manifest and what it is called in the dataset. */
export interface GivenColumn {
  /** Its heading in the manifest. */
  readonly heading: string
  readonly column: Column
}

/** Longest name that Stata, the strictest of those who read datasets, takes. */
export const LONGEST_NAME = 32

/**
 * A column for each heading of the manifests, sorted: `given_` and the heading, with what is neither letter nor digit as
 * an underscore, cut to 32 characters; numbered where two would be alike but for case.
 */
export function givenColumns(headings: Iterable<string>): readonly GivenColumn[] {
  const taken = new Set<string>()
  return [...new Set(headings)].sort().map((heading) => {
    const base = `given_${heading.normalize('NFC').replace(/[^\p{L}\p{Nd}]+/gu, '_')}`
    let name = cut(base, LONGEST_NAME)
    for (let number = 2; taken.has(name.toLowerCase()); number += 1)
      name = `${cut(base, LONGEST_NAME - 1 - String(number).length)}_${number}`
    taken.add(name.toLowerCase())
    return {
      heading,
      column: { name, type: 'text', zh: `清单中的“${heading}”`, en: `“${heading}” of the manifest` },
    }
  })
}

/** By characters, not by halves of surrogate pairs. */
const cut = (text: string, length: number): string => Array.from(text).slice(0, length).join('')

/** The headings of a manifest that a document was given with. */
export const headingsOf = (given: Given | null): readonly string[] => Object.keys(given ?? {})
