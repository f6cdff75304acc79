import type { DocumentRow, Given, Name } from '../../store/store.js'
import { text, type Column, type Row } from '../table.js'

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

/** The headings of the manifests that a document was given with, under any of its names. */
export const headingsOf = ({ given }: Pick<DocumentRow, 'given'>, names: readonly Name[]): readonly string[] => [
  ...new Set([given, ...names.map((name) => name.given)].flatMap((each) => Object.keys(each ?? {}))),
]

/** What a manifest says of one name. */
export const cellsOfName = (columns: readonly GivenColumn[], given: Given | null): Row =>
  columns.map(({ heading }) => text(given?.[heading]))

/** What is given of a document: of the name that it stands under, else of another one, those that are still there first. */
export function cellsOfDocument(
  columns: readonly GivenColumn[],
  { given }: Pick<DocumentRow, 'given'>,
  names: readonly Name[],
): Row {
  const current = [...names].sort((a, b) => Number(b.state === 'current') - Number(a.state === 'current'))
  const all = [given, ...current.map((name) => name.given)]
  return columns.map(({ heading }) => text(all.map((each) => each?.[heading]).find((value) => value)))
}
