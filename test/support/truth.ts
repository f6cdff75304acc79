import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { CheckRecord, DocumentRecord, ValueRecord } from '../../src/model/record.js'

/** The shape of the truth files beside the golden documents. */
const formNumber = z.number().transform((year) => String(year))
const oneOrMore = z
  .union([z.string(), z.array(z.string())])
  .transform((value) => (Array.isArray(value) ? value : [value]))

/** A value as it is printed. */
export const truthValue = z.object({
  table: z.string(),
  item: z.string(),
  measure: z.string(),
  raw: z.string(),
  value: z.number().nullable(),
})

const truthFile = z.object({
  file: z.string(),
  kind: z.string(),
  forms: z.object({ proactive: formNumber, applications: formNumber, review: formNumber }),
  organ: oneOrMore,
  year: z.number(),
  title: oneOrMore,
  status: z.enum(['ok', 'flagged']).optional(),
  records: z.array(
    truthValue.extend({
      /** Which column the value stands in cannot be known: it must be flagged. */
      ambiguous: z.boolean().optional(),
      /** May be taken as printed or as blank, flagged or not. */
      either: z.boolean().optional(),
      mustFlag: z.string().optional(),
    }),
  ),
})

export type Truth = z.infer<typeof truthFile>

export function readTruth(path: string): Truth {
  return truthFile.parse(JSON.parse(readFileSync(path, 'utf8')))
}

const squeeze = (text: string | null | undefined): string =>
  (text ?? '').normalize('NFKC').replace(/\s+/gu, '').replaceAll('－', '-')

const keyOf = (value: { table: string; item: string; measure: string }): string =>
  `${value.table}/${value.item}/${value.measure}`

/** The cell that a value names must hold what it says, with a box where the format has pages. */
function traced(record: DocumentRecord, value: ValueRecord): boolean {
  const table = record.tables.find(({ id }) => id === value.cell?.table)
  const cell = table?.cells.find(({ row, column }) => row === value.cell?.row && column === value.cell.column)
  if (!cell || !squeeze(cell.text).includes(squeeze(value.raw))) return false
  return record.source.pages === null || (cell.boxes?.length ?? 0) > 0
}

/** Every way in which a record differs from the truth, as sentences; an empty list is a perfect document. */
export function differences(record: DocumentRecord, truth: Truth): readonly string[] {
  const found: string[] = []
  const values = new Map(record.records.map((value) => [keyOf(value), value]))
  if (values.size !== record.records.length) found.push('a value comes twice')
  // A recogniser's misreading of the print is no fault where the value is right.
  const textual = !['scan', 'jpg', 'png', 'tif'].includes(truth.kind)
  const unbalanced = new Set(record.records.filter(({ flags }) => flags.includes('unbalanced')).map(keyOf))
  for (const expected of truth.records) {
    const key = keyOf(expected)
    const value = values.get(key)
    values.delete(key)
    if (!value) {
      found.push(`${key}: no record`)
      continue
    }
    const said = `${key}: ${JSON.stringify(value.value)} (${value.state}, ${value.flags.join(' ')}), printed ${JSON.stringify(expected.raw)}`
    const open = expected.ambiguous ?? expected.either ?? false
    const right = open
      ? value.value === null || value.value === expected.value || value.value === 0
      : value.value === expected.value
    const mustFlag = (expected.ambiguous ?? false) || expected.mustFlag !== undefined
    if (!right) found.push(`${said}: wrong`)
    else if (mustFlag && value.flags.length === 0) found.push(`${said}: silent`)
    if (expected.mustFlag !== undefined && !value.flags.some((flag) => flag === expected.mustFlag))
      found.push(`${said}: wants ${expected.mustFlag}`)
    if (mustFlag || expected.either === true) continue
    if (value.flags.some((flag) => flag !== 'unbalanced')) found.push(`${said}: false alarm`)
    if (textual && squeeze(value.raw) !== squeeze(expected.raw)) found.push(`${said}: raw ${JSON.stringify(value.raw)}`)
    if (value.value !== null && !traced(record, value)) found.push(`${said}: leads to no cell`)
  }
  for (const key of values.keys()) found.push(`${key}: not in the truth`)
  const report = record.report
  if (JSON.stringify(report?.forms) !== JSON.stringify(truth.forms))
    found.push(`forms ${JSON.stringify(report?.forms)}`)
  if (report?.year !== truth.year) found.push(`year ${String(report?.year)}`)
  if (!truth.organ.some((organ) => squeeze(report?.organ) === squeeze(organ)))
    found.push(`organ ${String(report?.organ)}`)
  if (!truth.title.some((title) => squeeze(report?.title) === squeeze(title)))
    found.push(`title ${String(report?.title)}`)
  const broken = brokenEquations(truth)
  const refuted = record.checks
    .filter((check: CheckRecord) => check.pass === false)
    .map((check) => `${check.id}@${check.at}`)
  if (JSON.stringify([...refuted].sort()) !== JSON.stringify([...broken].sort()))
    found.push(`refuted ${refuted.join(' ')}, the truth implies ${broken.join(' ')}`)
  if (broken.length > 0 && unbalanced.size === 0) found.push('unbalanced values carry no flag')
  const sound =
    truth.status === undefined
      ? broken.length === 0 && !truth.records.some((value) => value.ambiguous ?? value.mustFlag)
      : truth.status === 'ok'
  if ((record.status === 'ok') !== sound)
    found.push(`status ${record.status}: ${record.problems.map(({ code }) => code).join(' ')}`)
  return found
}

const APPLICANTS = [
  'natural_person',
  'company',
  'research_institute',
  'public_welfare',
  'legal_services',
  'other_organisation',
]
const OUTCOMES = ['upheld', 'corrected', 'other', 'pending']
const NOT_RESULTS = ['received_new', 'received_carried_over', 'results_total', 'carried_forward']

/** The equations that are false with every number printed, worked out from the truth alone: a second opinion on forms/. */
function brokenEquations(truth: Truth): readonly string[] {
  const values = new Map(truth.records.map((value) => [keyOf(value), value.value]))
  const items = [...new Set(truth.records.filter(({ table }) => table === 'applications').map(({ item }) => item))]
  const broken: string[] = []
  const compare = (name: string, left: readonly string[], right: readonly string[]): void => {
    const sum = (keys: readonly string[]): number =>
      keys.reduce((total, key) => total + (values.get(key) ?? Number.NaN), 0)
    if (Math.abs(sum(left) - sum(right)) > 1e-9) broken.push(name)
  }
  for (const column of [...APPLICANTS, 'total']) {
    const at = (item: string): string => `applications/${item}/${column}`
    compare(`applications.balance@${column}`, NOT_RESULTS.slice(0, 2).map(at), NOT_RESULTS.slice(2).map(at))
    compare(`applications.results_total@${column}`, items.filter((item) => !NOT_RESULTS.includes(item)).map(at), [
      at('results_total'),
    ])
  }
  for (const item of items)
    compare(
      `applications.applicant_total@${item}`,
      APPLICANTS.map((column) => `applications/${item}/${column}`),
      [`applications/${item}/total`],
    )
  for (const group of ['reconsideration', 'litigation_direct', 'litigation_after'])
    compare(
      `review.${group}_total@${group}`,
      OUTCOMES.map((outcome) => `review/${group}/${outcome}`),
      [`review/${group}/total`],
    )
  return broken
}
