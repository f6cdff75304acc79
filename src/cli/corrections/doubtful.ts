import { stringify } from 'csv-stringify/sync'
import type { EffectiveDocument, EffectiveValue } from '../../effective/effective.js'
import { doubtfulFacts } from '../../corrections/flagged.js'
import { factOf } from '../../effective/facts.js'
import { chineseLabel } from '../../vocabulary/value-labels.js'
import type { Say } from '../messages.js'
import { explain } from '../page/explain.js'

/** Columns of the sheet of doubtful values; `correct`, `confirm` and `note` are for the person who looks. */
export const SHEET_COLUMNS = [
  'path',
  'organ',
  'year',
  'code',
  'label',
  'state',
  'value',
  'raw',
  'alternatives',
  'why',
  'page',
  'correct',
  'confirm',
  'note',
  'document',
  'attempt',
] as const

/** Which values a sheet is to hold: those that the reading is not sure of, those that do not add up, or both. */
export interface Wanted {
  readonly doubts: boolean
  readonly faults: boolean
}

/** A document that values are doubtful in. */
export interface DoubtfulDocument {
  readonly sha256: string
  readonly path: string
  /** Id of the attempt that its values are of. */
  readonly attempt: number
  readonly effective: EffectiveDocument
}

type Row = readonly (string | number | null)[]

/** Chinese Excel takes a CSV file for GBK unless it begins so. */
export const BYTE_ORDER_MARK = '\uFEFF'

/** RFC 4180; cells that a spreadsheet would run as formulas are escaped with an apostrophe, as OWASP advises. */
export const toSheet = (rows: readonly Row[]): string =>
  stringify(
    rows.map((row) => [...row]),
    { escape_formulas: true, record_delimiter: 'windows' },
  )

const isWanted = ({ flags }: EffectiveValue, { doubts, faults }: Wanted): boolean =>
  flags.some((flag) => (flag === 'unbalanced' ? faults : doubts))

/** One row for each doubtful value and fact of a document. */
export function doubtfulRows(document: DoubtfulDocument, wanted: Wanted, say: Say): readonly Row[] {
  const { sha256, path, attempt, effective } = document
  const organ = effective.report?.organ ?? null
  const year = effective.report?.year ?? null
  const row = (about: Row): Row => [path, organ, year, ...about, null, null, null, sha256, attempt]
  const facts = wanted.doubts
    ? doubtfulFacts(effective).map((fact) => {
        const read = factOf(effective.record.report, fact)
        const { page = null } = effective.record.report?.evidence[FACT_KEYS[fact]] ?? {}
        return row([fact, say(FACT_NAMES[fact]), null, read, read, null, say('factUncertain'), page])
      })
    : []
  const values = effective.values.filter((value) => isWanted(value, wanted))
  return [
    ...facts,
    ...values.map((value) => {
      const { code, table, raw, alternatives = [] } = value.read
      const label = chineseLabel(code, effective.report?.forms[table] ?? null)
      const why = explain(value, say)
      return row([code, label, value.state, value.value, raw, alternatives.join(' | '), why, pageOf(effective, value)])
    }),
  ]
}

const FACT_KEYS = { 'report.title': 'title', 'report.organ': 'organ', 'report.year': 'year' } as const
const FACT_NAMES = { 'report.title': 'title', 'report.organ': 'organ', 'report.year': 'year' } as const

/** Where a value stands; null in formats without pages. */
export function pageOf({ record }: EffectiveDocument, { read }: EffectiveValue): number | null {
  const table = record.tables.find(({ id }) => id === read.cell?.table)
  const cell = table?.cells.find(({ row, column }) => row === read.cell?.row && column === read.cell.column)
  return cell?.boxes?.[0]?.page ?? null
}
