import { join } from 'node:path'
import type { ParquetWriter as HyparquetWriter, SchemaElement } from 'hyparquet-writer'
import type { CellValue, Column, ColumnType, Row, TableDefinition } from '../table.js'
import type { FormatWriter, TableWriter } from './writer.js'

/** Cells of a row group: enough that columns compress well, few enough to be held in memory. */
const GROUP_CELLS = 500_000
const FEWEST_ROWS = 1_000

const ELEMENTS: Readonly<Record<ColumnType, Partial<SchemaElement>>> = {
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  integer: { type: 'INT64' },
  number: { type: 'DOUBLE' },
  boolean: { type: 'BOOLEAN' },
}

const elementOf = ({ name, type, required }: Column): SchemaElement => ({
  name,
  repetition_type: required ? 'REQUIRED' : 'OPTIONAL',
  ...ELEMENTS[type],
})

/** Writes `NAME.parquet`: row groups of a fixed number of rows, compressed with Snappy. */
export class ParquetWriter implements FormatWriter {
  readonly format = 'parquet'

  constructor(private readonly folder: string) {}

  async open({ name, columns }: TableDefinition): Promise<TableWriter> {
    const hyparquet = await import('hyparquet-writer')
    const writer = new hyparquet.ParquetWriter({
      writer: hyparquet.fileWriter(join(this.folder, `${name}.parquet`)),
      schema: [{ name: 'root', num_children: columns.length }, ...columns.map(elementOf)],
      createdBy: 'nianbao',
    })
    const groupRows = Math.max(FEWEST_ROWS, Math.floor(GROUP_CELLS / columns.length))
    let waiting: Row[] = []
    return {
      write: async (rows) => {
        for (const row of rows) {
          waiting.push(row)
          if (waiting.length < groupRows) continue
          await writeGroup(writer, columns, waiting)
          waiting = []
        }
      },
      close: async () => {
        if (waiting.length > 0) await writeGroup(writer, columns, waiting)
        waiting = []
        await writer.finish()
      },
    }
  }

  finish(): void {
    // All files are closed with their tables.
  }

  abandon(): void {
    // The library opens the file anew for each piece that it appends.
  }
}

async function writeGroup(writer: HyparquetWriter, columns: readonly Column[], rows: readonly Row[]): Promise<void> {
  const columnData = columns.map(({ name, type }, index) => ({
    name,
    data: rows.map((row) => converted(row[index] ?? null, type)),
    // Kept by the library until the end of the file otherwise; readers of whole columns have no use for it.
    offsetIndex: false,
  }))
  await writer.write({ columnData, rowGroupSize: rows.length })
}

const converted = (value: CellValue, type: ColumnType): CellValue | bigint =>
  type === 'integer' && typeof value === 'number' ? BigInt(value) : value
