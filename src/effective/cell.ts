import type { DocumentRecord, TableRecord, ValueRecord } from '../model/record.js'

type Tables = Pick<DocumentRecord, 'tables'>

/** The cell that a value was read from; undefined where it has none. */
export function cellOf({ tables }: Tables, at: ValueRecord['cell']): TableRecord['cells'][number] | undefined {
  const table = tables.find(({ id }) => id === at?.table)
  return table?.cells.find(({ row, column }) => row === at?.row && column === at.column)
}

/** The page on which a value stands, from 1; null in formats without pages. */
export const pageOf = (record: Tables, at: ValueRecord['cell']): number | null =>
  cellOf(record, at)?.boxes?.[0]?.page ?? null
