import type { EffectiveValue } from '../effective/effective.js'
import type { Format } from '../model/source.js'
import type { StoredDocument } from '../store/store.js'

/** By what a value was read: how it can be wrong depends on it. */
export const KINDS = ['pdf', 'scan', 'word', 'web', 'text'] as const
export type Kind = (typeof KINDS)[number]

const BY_FORMAT: Readonly<Partial<Record<Format, Kind>>> = {
  pdf: 'pdf',
  image: 'scan',
  docx: 'word',
  doc: 'word',
  rtf: 'word',
  wordml: 'word',
  html: 'web',
  mhtml: 'web',
}

/** Whether a value is of those whose error rate is asked for: nothing flagged it, and nobody vouches for it already. */
export const isCounted = ({ flags, corrected, conflict }: EffectiveValue): boolean =>
  flags.length === 0 && corrected === 'no' && !conflict

/** The page that a value stands on, from 1; null in formats without pages. */
export function pageOf({ effective }: StoredDocument, { read }: EffectiveValue): number | null {
  return cellOf(effective.record.tables, read.cell)?.boxes?.[0]?.page ?? null
}

type Tables = StoredDocument['effective']['record']['tables']

export function cellOf(
  tables: Tables,
  reference: EffectiveValue['read']['cell'],
): Tables[number]['cells'][number] | undefined {
  const table = tables.find(({ id }) => id === reference?.table)
  return table?.cells.find(({ row, column }) => row === reference?.row && column === reference.column)
}

/** Values of one stratum are read alike: kind of file, form, table. */
export function stratumOf(document: StoredDocument, value: EffectiveValue): string {
  const { record, report } = document.effective
  const page = pageOf(document, value)
  const recognised = record.source.pages?.some(({ number, read }) => number === page && read === 'recognised') ?? false
  const kind = recognised ? 'scan' : (BY_FORMAT[document.format] ?? 'text')
  const { table } = value.read
  return `${kind}/${report?.forms[table] ?? report?.form ?? '-'}/${table}`
}
