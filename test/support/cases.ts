import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { DocumentRecord, ValueRecord } from '../../src/model/record.js'

/** The target of one case: what must be right, and whether a doubt may stand in its place. */
const caseShape = z.strictObject({
  file: z.string(),
  /** Code of the value that is held to `value`: one of these, null for blank. */
  code: z.string().optional(),
  value: z.array(z.number().nullable()).optional(),
  organ: z.array(z.string().nullable()).optional(),
  title: z.array(z.string().nullable()).optional(),
  year: z.number().optional(),
  /** The smallest number of values that are read without doubt. */
  numbers: z.number().optional(),
  /** Another file whose values these must be. */
  as: z.string().optional(),
  /** A cell of some table holds this text. */
  text: z.string().optional(),
  /** A problem with one of these codes is named. */
  problem: z.array(z.string()).optional(),
  /** Flags that the report must bear. */
  flags: z.array(z.string()).optional(),
  doubt: z.boolean().optional(),
  note: z.string().optional(),
})

export type Case = z.infer<typeof caseShape>

/** The cases of a folder, and the files of those that are still read wrongly. */
export function readCases(folder: string): { readonly cases: readonly Case[]; readonly open: ReadonlySet<string> } {
  const json = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8'))
  return {
    cases: z.array(caseShape).parse(json('truth.json')),
    open: new Set(z.array(z.string()).parse(json('open.json'))),
  }
}

const said = (value: ValueRecord | undefined): string =>
  value ? `${JSON.stringify(value.value)} (${value.state}, ${value.flags.join(' ')})` : 'no record'

/** Every way in which a record misses the target of a case, as sentences. */
export function deviations(expected: Case, record: DocumentRecord, same: DocumentRecord | null): readonly string[] {
  const found: string[] = []
  const allowed = expected.doubt === true
  const failed = record.status === 'failed' && record.problems.length > 0
  if (expected.code !== undefined) {
    const value = record.records.find(({ code }) => code === expected.code)
    const right = value !== undefined && (expected.value ?? []).includes(value.value)
    const doubted = failed || (value !== undefined && value.flags.length > 0)
    if (!right && !(allowed && doubted)) found.push(`${expected.code}: ${said(value)}`)
  }
  for (const fact of ['organ', 'title', 'year'] as const) {
    const wanted: readonly unknown[] | undefined =
      fact === 'year' ? (expected.year === undefined ? undefined : [expected.year]) : expected[fact]
    if (!wanted) continue
    const value = record.report?.[fact] ?? null
    const doubted = failed || (record.report?.flags ?? []).some((flag) => flag.startsWith(fact))
    const right = wanted.includes(value) && (value !== null || doubted)
    if (!right && !(allowed && doubted)) found.push(`${fact} ${JSON.stringify(value)}`)
  }
  if (expected.numbers !== undefined) {
    const read = record.records.filter(({ value, flags }) => value !== null && flags.length === 0).length
    if (read < expected.numbers && !(allowed && record.problems.length > 0)) found.push(`${read} values without doubt`)
  }
  if (expected.text !== undefined) {
    const texts = record.tables.flatMap(({ cells }) => cells.map(({ text }) => text))
    if (!texts.includes(expected.text)) found.push(`no cell holds ${JSON.stringify(expected.text)}`)
  }
  const codes = record.problems.map(({ code }) => code)
  if (expected.problem && !expected.problem.some((code) => codes.includes(code)))
    found.push(`problems ${codes.join(' ')}`)
  for (const flag of expected.flags ?? [])
    if (!record.report?.flags.includes(flag)) found.push(`the report has no flag ${flag}`)
  if (same) found.push(...unlike(record, same))
  return found
}

/** A value, and whether anything about it is in doubt. */
const gist = ({ value, flags }: ValueRecord): string => `${String(value)} ${flags.length > 0}`

/** The values of a record that differ from those of another one, or that one of the two alone doubts. */
function unlike(record: DocumentRecord, same: DocumentRecord): readonly string[] {
  const values = new Map(record.records.map((value) => [value.code, value]))
  return same.records.flatMap((expected) => {
    const value = values.get(expected.code)
    const equal = value !== undefined && gist(value) === gist(expected)
    return equal ? [] : [`${expected.code}: ${said(value)} instead of ${said(expected)}`]
  })
}
