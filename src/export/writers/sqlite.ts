import { join } from 'node:path'
import type { SqliteHandle } from '../../store/sqlite/handle.js'
import { ExportError } from '../errors.js'
import type { Column, ColumnType, Row, TableDefinition } from '../table.js'
import type { FormatWriter, TableWriter } from './writer.js'

const SQLITE_FILE = 'dataset.sqlite'

const TYPES: Readonly<Record<ColumnType, string>> = {
  text: 'TEXT',
  integer: 'INTEGER',
  number: 'REAL',
  boolean: 'INTEGER',
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`
const list = (names: readonly string[]): string => names.map(quoted).join(', ')

function columnSql({ name, type, required }: Column): string {
  const check = type === 'boolean' ? ` CHECK (${quoted(name)} IN (0, 1))` : ''
  return `${quoted(name)} ${TYPES[type]}${required ? ' NOT NULL' : ''}${check}`
}

/** The statement that makes a table with its keys; booleans are 0 and 1. */
function createTable({ name, columns, primaryKey, foreignKeys }: TableDefinition): string {
  const parts = [
    ...columns.map(columnSql),
    `PRIMARY KEY (${list(primaryKey)})`,
    ...foreignKeys.map(
      (key) => `FOREIGN KEY (${list(key.columns)}) REFERENCES ${quoted(key.table)} (${list(key.references)})`,
    ),
  ]
  return `CREATE TABLE ${quoted(name)} (\n  ${parts.join(',\n  ')}\n)`
}

/** Writes all tables into one file, `dataset.sqlite`. */
export class SqliteWriter implements FormatWriter {
  readonly format = 'sqlite'
  readonly #folder: string
  #database: SqliteHandle | null = null

  constructor(folder: string) {
    this.#folder = folder
  }

  /** @throws ExportError where no SQLite library is there. */
  async open(table: TableDefinition): Promise<TableWriter> {
    this.#database ??= await create(join(this.#folder, SQLITE_FILE))
    const database = this.#database
    database.exec(createTable(table))
    const marks = table.columns.map(() => '?').join(', ')
    const insert = database.prepare(`INSERT INTO ${quoted(table.name)} VALUES (${marks})`)
    return {
      write: (rows: readonly Row[]) => {
        for (const row of rows) insert.run(...row.map((value) => (typeof value === 'boolean' ? Number(value) : value)))
      },
      close: () => undefined,
    }
  }

  finish(): void {
    this.#database?.exec('COMMIT')
    this.#database?.close()
    this.#database = null
  }

  abandon(): void {
    this.#database?.close()
    this.#database = null
  }
}

/** The file is new and of use only when whole: one transaction, no journal, no waiting for the disk. */
async function create(file: string): Promise<SqliteHandle> {
  const { loadSqlite } = await import('../../store/sqlite/load.js')
  const { Sqlite } = await loadSqlite().catch((cause: unknown) => {
    throw new ExportError('sqlite-missing', {}, { cause })
  })
  const database = new Sqlite(file)
  database.pragma('page_size = 4096')
  database.pragma('journal_mode = OFF')
  database.pragma('synchronous = OFF')
  database.pragma('foreign_keys = ON')
  database.exec('BEGIN')
  return database
}
