import { CsvWriter, type CsvFlavour } from './csv.js'
import { JsonLinesWriter } from './jsonl.js'
import { ParquetWriter } from './parquet.js'
import { SqliteWriter } from './sqlite.js'
import { StataWriter } from './stata.js'
import type { ExportFormat, FormatWriter } from './writer.js'
import { XlsxWriter } from './xlsx.js'

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
