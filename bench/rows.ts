import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { DocumentRecord } from '../src/model/record.js'
import { formOf, linesOf } from '../src/vocabulary/forms.js'
import { fold, squeeze } from '../src/vocabulary/labels.js'
import { truthValue } from '../test/support/truth.js'

/** The form's rows in a report, and which of them a reading has whole. */

const truthFile = z.object({
  file: z.string(),
  kind: z.string(),
  form: z.union([z.literal(2019), z.literal(2021)]),
  records: z.array(truthValue),
})
export type Truth = z.infer<typeof truthFile>

export const readTruth = (path: string): Truth => truthFile.parse(JSON.parse(readFileSync(path, 'utf8')))

export interface Row {
  /** As the form prints it; empty for the one row of section 4, which has none. */
  readonly label: string
  /** In the order of the columns. */
  readonly values: Truth['records']
}

/** Share of a label's characters by which it is recognisable. */
const RECOGNISABLE = 0.6
/** A label wrapped in its cell stands on the line of its values and on those around it. */
const LINES_AROUND = 1

export function rowsIn({ form, records }: Truth): readonly Row[] {
  const { tables } = formOf(String(form))
  const labels = new Map<string, string>([
    ...tables.flatMap((table) =>
      linesOf(table).map(({ key, path }) => [`${table.id} ${key}`, path.at(-1) ?? ''] as const),
    ),
  ])
  const rows = new Map<string, Truth['records']>()
  for (const record of records) {
    const key = record.table === 'review' ? 'review' : `${record.table} ${record.item}`
    rows.set(key, [...(rows.get(key) ?? []), record])
  }
  return [...rows].map(([key, values]) => ({ label: labels.get(key) ?? '', values }))
}

/** How many rows our record has whole: every value as printed. */
export function rowsReadWhole(rows: readonly Row[], record: DocumentRecord): number {
  const keyOf = (value: { table: string; item: string; measure: string }): string =>
    `${value.table} ${value.item} ${value.measure}`
  const read = new Map(record.records.map((value) => [keyOf(value), value.value]))
  return rows.filter(({ values }) => values.every((value) => read.get(keyOf(value)) === value.value)).length
}

/** How many rows lines of text have whole: the label recognisable, and all values in order on one line. */
export function rowsWholeIn(rows: readonly Row[], lines: readonly string[]): number {
  const tokens = lines.map(tokensOf)
  return rows.filter(({ label, values }) =>
    tokens.some(
      (own, at) =>
        holdsInOrder(own, values) && isNamed(label, lines.slice(Math.max(0, at - LINES_AROUND), at + LINES_AROUND + 1)),
    ),
  ).length
}

/** Splits a line at white space and rules. */
const tokensOf = (line: string): readonly string[] =>
  line
    .split(/[\s|｜[\]]+/u)
    .map(squeeze)
    .filter((token) => token !== '')

function holdsInOrder(tokens: readonly string[], values: Row['values']): boolean {
  let at = 0
  for (const { raw } of values) {
    const found = tokens.indexOf(squeeze(raw), at)
    if (found < 0) return false
    at = found + 1
  }
  return true
}

function isNamed(label: string, lines: readonly string[]): boolean {
  if (label === '') return true
  const wanted = Array.from(new Set(fold(label)))
  const there = new Set(fold(lines.join('')))
  return wanted.filter((char) => there.has(char)).length >= wanted.length * RECOGNISABLE
}
