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
  type TransactionSettings,
} from 'kysely'
import { StoreError } from '../errors.js'
import { SqliteConnection } from './connection.js'
import type { SqliteHandle } from './handle.js'

/**
 * kysely on one connection to a SQLite file. Other than kysely's own dialect it begins transactions as writers (a reader that
 * becomes a writer cannot wait for another writer: SQLite ends it at once), keeps statements prepared, migrates in a
 * transaction, and speaks of failures in StoreErrors. All that are made with one dialect take turns on its connection.
 * @param busyMs how long to wait for another process that writes
 */
export function sqliteDialect(handle: SqliteHandle, file: string, busyMs: number): Dialect {
  const driver = new SqliteDriver(handle, file, busyMs)
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

  constructor(handle: SqliteHandle, file: string, busyMs: number) {
    this.#handle = handle
    this.#file = file
    this.#connection = new SqliteConnection(handle, file, busyMs)
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
