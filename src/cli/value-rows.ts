import type { DocumentRecord } from '../model/record.js'
import { chineseLabel } from '../vocabulary/value-labels.js'

/** The columns of records.csv: one row a value, with enough beside it to use the file alone. */
export const COLUMNS = [
  'path',
  'status',
  'organ',
  'year',
  'form',
  'table',
  'item',
  'measure',
  'code',
  'label',
  'state',
  'value',
  'raw',
  'unit',
  'confidence',
  'flags',
  'page',
  'cell_table',
  'cell_row',
  'cell_column',
] as const

export function valueRows(record: DocumentRecord): readonly (readonly (string | number | null)[])[] {
  const { report, source, status } = record
  return record.records.map((value) => [
    source.path,
    status,
    report?.organ ?? null,
    report?.year ?? null,
    report?.forms[value.table] ?? null,
    value.table,
    value.item,
    value.measure,
    value.code,
    chineseLabel(value.code, report?.forms[value.table] ?? null),
    value.state,
    value.value,
    value.raw,
    value.unit,
    value.confidence,
    value.flags.join(' '),
    pageOf(record, value.cell),
    value.cell?.table ?? null,
    value.cell?.row ?? null,
    value.cell?.column ?? null,
  ])
}

type CellReference = DocumentRecord['records'][number]['cell']

function pageOf(record: DocumentRecord, reference: CellReference): number | null {
  if (!reference) return null
  const table = record.tables.find(({ id }) => id === reference.table)
  const cell = table?.cells.find(({ row, column }) => row === reference.row && column === reference.column)
  return cell?.boxes?.[0]?.page ?? null
}
