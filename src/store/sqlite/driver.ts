import type Database from 'better-sqlite3'
import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import {
  CompiledQuery,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type Kysely,
  type QueryResult,
  type TransactionSettings,
} from 'kysely'
import { StoreError } from '../errors.js'
import type { SqliteHandle } from './load.js'
import { translated } from './translate.js'

/** So many prepared statements are kept; the store's own are about sixty. */
const STATEMENTS = 200

/**
 * kysely on one connection of better-sqlite3. Other than kysely's own dialect it begins transactions as writers (a reader that
 * becomes a writer cannot wait for another writer: SQLite ends it at once), keeps statements prepared, migrates in a
 * transaction, and speaks of failures in StoreErrors. All that are made with one dialect take turns on its connection.
 */
export function sqliteDialect(handle: SqliteHandle, file: string): Dialect {
  const driver = new SqliteDriver(handle, file)
  return {
    createAdapter: () => new TransactionalAdapter(),
    createDriver: () => driver,
    createIntrospector: (db: Kysely<unknown>) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  }
}

class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}

class SqliteDriver implements Driver {
  readonly #connection: SqliteConnection
  readonly #handle: SqliteHandle
  readonly #file: string
  /** Settles when the connection is free: whoever wants it waits for the one before. */
  #free: Promise<void> = Promise.resolve()
  #release: () => void = () => undefined

  constructor(handle: SqliteHandle, file: string) {
    this.#handle = handle
    this.#file = file
    this.#connection = new SqliteConnection(handle, file)
  }

  async init(): Promise<void> {
    // The handle is open already.
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    const before = this.#free
    let release = (): void => undefined
    this.#free = new Promise((resolve) => {
      release = resolve
    })
    await before
    this.#release = release
    return this.#connection
  }

  async beginTransaction(connection: DatabaseConnection, { accessMode }: TransactionSettings): Promise<void> {
    // On Linux a deleted file can be written to: everything would seem to go well, and nothing be kept.
    if (this.#file !== ':memory:' && !existsSync(this.#file))
      throw new StoreError('folder-vanished', { folder: dirname(this.#file) })
    await connection.executeQuery(CompiledQuery.raw(accessMode === 'read only' ? 'begin' : 'begin immediate'))
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('commit'))
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    // A full disk makes SQLite roll back by itself; a second time would hide the reason.
    if (this.#handle.inTransaction) await connection.executeQuery(CompiledQuery.raw('rollback'))
  }

  releaseConnection(): Promise<void> {
    this.#release()
    return Promise.resolve()
  }

  destroy(): Promise<void> {
    this.#handle.close()
    return Promise.resolve()
  }
}

type Statement = Database.Statement

class SqliteConnection implements DatabaseConnection {
  readonly #handle: SqliteHandle
  readonly #file: string
  readonly #statements = new Map<string, Statement>()

  constructor(handle: SqliteHandle, file: string) {
    this.#handle = handle
    this.#file = file
  }

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    try {
      const statement = this.#prepared(sql)
      if (statement.reader) return await Promise.resolve({ rows: rowsOf<R>(statement, parameters) })
      const { changes, lastInsertRowid } = statement.run(...parameters)
      return { numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid), rows: [] }
    } catch (error) {
      throw translated(error, this.#file)
    }
  }

  streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    // A statement that is stepped through keeps everybody else from the connection; readers go page by page instead.
    throw new Error('queries are read in pages, not streamed')
  }

  #prepared(sql: string): Statement {
    const known = this.#statements.get(sql)
    if (known) return known
    const statement = this.#handle.prepare(sql)
    if (this.#statements.size >= STATEMENTS) this.#statements.clear()
    this.#statements.set(sql, statement)
    return statement
  }
}

/** kysely's types say what a row is; whoever reads it parses it all the same. */
function rowsOf<R>(statement: Statement, parameters: readonly unknown[]): R[] {
  return statement.all(...parameters) as R[]
}
