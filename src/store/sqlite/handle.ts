/** The part of better-sqlite3's interface that is used; Node's SQLite is adapted to it (`node-sqlite.ts`). */

export interface SqliteStatement {
  /** Whether it gives rows. */
  readonly reader: boolean
  all(...parameters: readonly unknown[]): unknown[]
  run(...parameters: readonly unknown[]): SqliteChanges
}

interface SqliteChanges {
  readonly changes: number | bigint
  readonly lastInsertRowid: number | bigint
}

/** A connection to a file. What SQLite refuses is thrown with a `code` such as `SQLITE_BUSY`. */
export interface SqliteHandle {
  readonly open: boolean
  readonly inTransaction: boolean
  prepare(sql: string): SqliteStatement
  exec(sql: string): unknown
  pragma(text: string): unknown
  function(name: string, options: { readonly deterministic: boolean }, run: (...values: unknown[]) => unknown): unknown
  close(): unknown
}

export interface SqliteOptions {
  /** Milliseconds to wait for another process that writes. */
  readonly timeout?: number
  readonly readonly?: boolean
}

export type SqliteModule = new (file: string, options?: SqliteOptions) => SqliteHandle
