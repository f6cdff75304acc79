import type { Row, TableDefinition } from './table.js'
import { CsvWriter, type CsvFlavour } from './writers/csv.js'
import { JsonLinesWriter } from './writers/jsonl.js'
import { ParquetWriter } from './writers/parquet.js'
import { SqliteWriter } from './writers/sqlite.js'
import { StataWriter } from './writers/stata.js'
import type { ExportFormat, FormatWriter, TableWriter } from './writers/writer.js'
import { XlsxWriter } from './writers/xlsx.js'

/** A writer for each format asked for, and for the plain CSV files that Stata and the Frictionless package read. */
export function writersFor(formats: readonly ExportFormat[], folder: string): readonly FormatWriter[] {
  const wanted = new Set(formats)
  const flavours: CsvFlavour[] = wanted.has('csv') ? ['spreadsheet', 'program'] : ['program']
  return [
    ...(wanted.has('csv') || wanted.has('stata') ? [new CsvWriter(folder, flavours)] : []),
    ...(wanted.has('jsonl') ? [new JsonLinesWriter(folder)] : []),
    ...(wanted.has('parquet') ? [new ParquetWriter(folder)] : []),
    ...(wanted.has('xlsx') ? [new XlsxWriter(folder)] : []),
    ...(wanted.has('sqlite') ? [new SqliteWriter(folder)] : []),
    ...(wanted.has('stata') ? [new StataWriter(folder)] : []),
  ]
}

/** One table in all formats. */
export class Sink {
  rows = 0

  private constructor(private readonly writers: readonly TableWriter[]) {}

  static async open(table: TableDefinition, formats: readonly FormatWriter[]): Promise<Sink> {
    const writers: TableWriter[] = []
    for (const format of formats) writers.push(await format.open(table))
    return new Sink(writers)
  }

  async write(rows: readonly Row[]): Promise<void> {
    this.rows += rows.length
    if (rows.length > 0) for (const writer of this.writers) await writer.write(rows)
  }

  async close(): Promise<void> {
    for (const writer of this.writers) await writer.close()
  }
}
