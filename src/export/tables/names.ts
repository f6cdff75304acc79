import type { DocumentRow, Given, Name } from '../../store/store.js'
import {
  DOCUMENT_COLUMN,
  FILE_COLUMN,
  OF_DOCUMENT,
  PATH_COLUMN,
  text,
  type Column,
  type Row,
  type TableDefinition,
} from '../table.js'

/** Every name of a document, also replaced and vanished ones, with the manifest's columns. */
export const namesTable = (given: readonly GivenColumn[]): TableDefinition => ({
  name: 'names',
  zh: '文件名（一份文档可有多个）',
  en: 'Names of files; a document may have several',
  columns: [
    DOCUMENT_COLUMN,
    FILE_COLUMN,
    PATH_COLUMN,
    {
      name: 'state',
      type: 'text',
      zh: '状态（current 现存，replaced 内容已换，vanished 已消失）',
      en: 'current, replaced (the file has other content now), vanished',
      choices: ['current', 'replaced', 'vanished'],
      required: true,
    },
    { name: 'first_batch', type: 'integer', zh: '首次见到的批次', en: 'Batch that first saw it', required: true },
    { name: 'last_batch', type: 'integer', zh: '最近见到的批次', en: 'Batch that last saw it', required: true },
    ...given.map(({ column }) => column),
  ],
  primaryKey: ['document', 'file'],
  foreignKeys: [OF_DOCUMENT],
  rows: ({ sha256, allNames }) =>
    [...allNames]
      .sort((a, b) => (a.file < b.file ? -1 : 1))
      .map(({ file, path, state, firstBatch, lastBatch, given: own }) => [
        sha256,
        text(file) ?? '?',
        text(path) ?? '?',
        state,
        firstBatch,
        lastBatch,
        ...cellsOfName(given, own),
      ]),
})

/** A column of the manifest with its name in the dataset. */
export interface GivenColumn {
  /** Its heading in the manifest. */
  readonly heading: string
  readonly column: Column
}

/** Characters of a name that Stata takes, the strictest reader of datasets. */
export const MAX_NAME = 32

/**
 * A column for each heading of the manifests, sorted: `given_` and the heading, with what is neither letter nor digit as
 * an underscore, cut to 32 characters; numbered where two would be alike but for case.
 */
export function givenColumns(headings: Iterable<string>): readonly GivenColumn[] {
  const taken = new Set<string>()
  return [...new Set(headings)].sort().map((heading) => {
    const base = `given_${heading.normalize('NFC').replace(/[^\p{L}\p{Nd}]+/gu, '_')}`
    let name = cut(base, MAX_NAME)
    for (let number = 2; taken.has(name.toLowerCase()); number += 1)
      name = `${cut(base, MAX_NAME - 1 - String(number).length)}_${number}`
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

/** The manifest's columns of one name. */
const cellsOfName = (columns: readonly GivenColumn[], given: Given | null): Row =>
  columns.map(({ heading }) => text(given?.[heading]))

/** The manifest's columns of a document: those of its own name, else of another name, current names first. */
export function cellsOfDocument(
  columns: readonly GivenColumn[],
  { given }: Pick<DocumentRow, 'given'>,
  names: readonly Name[],
): Row {
  const current = [...names].sort((a, b) => Number(b.state === 'current') - Number(a.state === 'current'))
  const all = [given, ...current.map((name) => name.given)]
  return columns.map(({ heading }) => text(all.map((each) => each?.[heading]).find((value) => value)))
}
