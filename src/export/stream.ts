import type { DocumentFilter } from '../store/store.js'
import { ExportError } from './errors.js'
import { namesOf, survey, type ExportSource } from './export.js'
import type { Row, TableDefinition } from './table.js'
import type { DocumentsTable } from './tables/documents.js'
import { DATA_TABLES, dataTables } from './tables/index.js'
import { headingsOf } from './tables/names.js'
import { toCsv } from './csv.js'
import { lineOf } from './writers/jsonl.js'

export const STREAM_TABLES = DATA_TABLES

export interface StreamOptions {
  /** These are written from their beginning to their end, so that nothing has to be put aside. */
  readonly format: 'csv' | 'jsonl'
  readonly table: (typeof STREAM_TABLES)[number]
  readonly filter?: DocumentFilter
  readonly signal?: AbortSignal
}

/**
 * One table of the dataset as it comes out of the store, document by document: the same rows as `exportDataset` writes.
 * CSV is the plain kind, for programs.
 * @throws ExportError `store-changed`; the signal's reason; what the store does
 */
export async function* streamTable(source: ExportSource, options: StreamOptions): AsyncGenerator<string> {
  const { format, table: name, filter = {}, signal } = options
  const asked = { filter, ...(signal && { signal }) }
  // Only these two tables have columns that hang on what was given.
  const given = name === 'documents' || name === 'names' ? (await survey(source, asked)).given : []
  const tables = dataTables(given)
  const { documents } = tables
  const table = tables[name]
  const headings = new Set(given.map(({ heading }) => heading))
  const write = format === 'csv' ? toCsv : linesOf(table)
  if (format === 'csv') yield toCsv([table.columns.map((column) => column.name)])
  if (name === 'findings') {
    for await (const found of source.findings(filter)) yield write([tables.findings.rowOf(found)])
    return
  }
  for await (const document of source.effective(filter)) {
    signal?.throwIfAborted()
    if (given.length > 0 && headingsOf(document, document.allNames).some((heading) => !headings.has(heading)))
      throw new ExportError('store-changed')
    const rows = table.rows(document)
    if (rows.length > 0) yield write(rows)
  }
  if (name === 'documents') for await (const row of pending(source, documents, filter)) yield write([row])
}

const linesOf = (table: TableDefinition): ((rows: readonly Row[]) => string) => {
  const line = lineOf(table.columns)
  return (rows) => rows.map(line).join('')
}

async function* pending(source: ExportSource, table: DocumentsTable, filter: DocumentFilter): AsyncGenerator<Row> {
  if (filter.status && !filter.status.includes('pending')) return
  for await (const document of source.documents({ ...filter, status: ['pending'] }))
    yield table.pendingRow(document, await namesOf(source, document))
}
