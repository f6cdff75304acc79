import type { Row, TableDefinition } from '../table.js'

export const EXPORT_FORMATS = ['csv', 'jsonl', 'parquet', 'xlsx', 'sqlite', 'stata'] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]

/** Writes one table; rows come in batches, in order. Waiting for `write` keeps what is not yet written small. */
export interface TableWriter {
  readonly write: (rows: readonly Row[]) => Promise<void> | void
  readonly close: () => Promise<void> | void
}

/** Writes a dataset in one format into a folder. The same rows give the same bytes. */
export interface FormatWriter {
  readonly format: ExportFormat
  readonly open: (table: TableDefinition) => Promise<TableWriter> | TableWriter
  /** After the last table is closed. */
  readonly finish: () => Promise<void> | void
  /** Lets go of what is open, in whatever state. */
  readonly abandon: () => Promise<void> | void
}
