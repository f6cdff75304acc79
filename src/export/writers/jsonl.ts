import { join } from 'node:path'
import type { Row, TableDefinition } from '../table.js'
import { TextFile } from './text-file.js'
import type { FormatWriter, TableWriter } from './writer.js'

/** A row as its line: an object with the columns' names, nulls included. */
export function lineOf(columns: TableDefinition['columns']): (row: Row) => string {
  const keys = columns.map((column) => column.name)
  return (row) => `${JSON.stringify(Object.fromEntries(keys.map((key, index) => [key, row[index] ?? null])))}\n`
}

/** Writes `NAME.jsonl`: one object a row, its keys in the order of the columns, nulls included. */
export class JsonLinesWriter implements FormatWriter {
  readonly format = 'jsonl'
  readonly #files = new Set<TextFile>()

  constructor(private readonly folder: string) {}

  async open({ name, columns }: TableDefinition): Promise<TableWriter> {
    const file = await TextFile.create(join(this.folder, `${name}.jsonl`))
    this.#files.add(file)
    const line = lineOf(columns)
    return {
      write: async (rows) => file.write(rows.map(line).join('')),
      close: async () => {
        await file.close()
        this.#files.delete(file)
      },
    }
  }

  finish(): void {
    // All files are closed with their tables.
  }

  async abandon(): Promise<void> {
    await Promise.all([...this.#files].map(async (file) => file.abandon()))
  }
}
