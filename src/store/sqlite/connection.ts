import { setTimeout as wait } from 'node:timers/promises'
import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely'
import type { SqliteHandle, SqliteStatement } from './handle.js'
import { codeOf, translated } from './translate.js'

/** The number of prepared statements that are kept; the store's own are about eighty. */
const STATEMENTS = 200

/** How soon a file that another process writes to is tried again: at once, then ever later. */
const FIRST_LOOK_MS = 1
const LAST_LOOK_MS = 50

/** One connection to a SQLite file, as kysely wants it. */
export class SqliteConnection implements DatabaseConnection {
  readonly #handle: SqliteHandle
  readonly #file: string
  readonly #busyMs: number
  readonly #statements = new Map<string, SqliteStatement>()

  constructor(handle: SqliteHandle, file: string, busyMs: number) {
    this.#handle = handle
    this.#file = file
    this.#busyMs = busyMs
  }

  /** @throws StoreError */
  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    try {
      return await this.#whenFree(() => {
        const statement = this.#prepared(sql)
        if (statement.reader) return { rows: rowsOf<R>(statement, parameters) }
        const { changes, lastInsertRowid } = statement.run(...parameters)
        return { numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid), rows: [] }
      })
    } catch (error) {
      throw translated(error, this.#file)
    }
  }

  streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    // A statement that is stepped through keeps everybody else from the connection; readers go page by page instead.
    throw new Error('queries are read in pages, not streamed')
  }

  /**
   * Waits for another writer without holding up this process, as SQLite's own waiting would: its children are heard meanwhile,
   * and a writer in the very same process can end. A transaction has the file already.
   */
  async #whenFree<R>(run: () => R): Promise<R> {
    const began = performance.now()
    for (let pause = FIRST_LOOK_MS; ; pause = Math.min(pause * 2, LAST_LOOK_MS))
      try {
        return run()
      } catch (error) {
        const isLate = performance.now() - began + pause > this.#busyMs
        if (this.#handle.inTransaction || isLate || !isBusy(error)) throw error
        await wait(pause)
      }
  }

  #prepared(sql: string): SqliteStatement {
    const known = this.#statements.get(sql)
    if (known) return known
    const statement = this.#handle.prepare(sql)
    if (this.#statements.size >= STATEMENTS) this.#statements.clear()
    this.#statements.set(sql, statement)
    return statement
  }
}

const isBusy = (error: unknown): boolean => codeOf(error)?.startsWith('SQLITE_BUSY') ?? false

/** kysely's types say what a row is; whoever reads it parses it all the same. */
function rowsOf<R>(statement: SqliteStatement, parameters: readonly unknown[]): R[] {
  return statement.all(...parameters) as R[]
}
