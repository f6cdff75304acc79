import { z } from 'zod'
import type { SqliteHandle, SqliteModule, SqliteOptions, SqliteStatement } from './handle.js'

/**
 * Node's own SQLite (`node:sqlite`, complete enough since Node 22.16) behind the interface of better-sqlite3, for machines where
 * that can be neither fetched nor compiled.
 */

/** The parts of `node:sqlite` that are used; the types of Node 20 do not know it. */
interface NodeStatement {
  all(...parameters: readonly unknown[]): unknown[]
  run(...parameters: readonly unknown[]): {
    readonly changes: number | bigint
    readonly lastInsertRowid: number | bigint
  }
  columns(): readonly unknown[]
}
interface NodeDatabase {
  readonly isOpen: boolean
  readonly isTransaction: boolean
  prepare(sql: string): NodeStatement
  exec(sql: string): void
  function(name: string, options: { readonly deterministic: boolean }, run: (...values: unknown[]) => unknown): void
  close(): void
}
type NodeSqlite = new (file: string, options: { readonly timeout: number; readonly readOnly: boolean }) => NodeDatabase

/** Milliseconds that better-sqlite3 waits where nothing else is said. */
const USUAL_TIMEOUT_MS = 5_000

/** SQLite's primary result codes, by their numbers. */
const NAMES: Readonly<Record<number, string>> = {
  ...{ 1: 'ERROR', 2: 'INTERNAL', 3: 'PERM', 4: 'ABORT', 5: 'BUSY', 6: 'LOCKED', 7: 'NOMEM', 8: 'READONLY' },
  ...{ 9: 'INTERRUPT', 10: 'IOERR', 11: 'CORRUPT', 12: 'NOTFOUND', 13: 'FULL', 14: 'CANTOPEN', 15: 'PROTOCOL' },
  ...{ 17: 'SCHEMA', 18: 'TOOBIG', 19: 'CONSTRAINT', 20: 'MISMATCH', 21: 'MISUSE', 22: 'NOLFS', 23: 'AUTH' },
  ...{ 25: 'RANGE', 26: 'NOTADB' },
}
/** Extended codes whose meaning differs from that of their primary one (`translate.ts`). */
const EXTENDED: Readonly<Record<number, string>> = { 1032: 'READONLY_DBMOVED', 4874: 'IOERR_SHMSIZE' }
/** The lower byte of a code is the primary one. */
const PRIMARY = 0xff

const sqliteError = z.object({ errcode: z.number(), message: z.string() })

/** An error of SQLite as better-sqlite3 throws it; any other as it is. */
function coded(error: unknown): unknown {
  const parsed = sqliteError.safeParse(error)
  if (!parsed.success) return error
  const { errcode, message } = parsed.data
  const name = EXTENDED[errcode] ?? NAMES[errcode & PRIMARY] ?? 'ERROR'
  return Object.assign(new Error(message, { cause: error }), { code: `SQLITE_${name}` })
}

function told<T>(run: () => T): T {
  try {
    return run()
  } catch (error) {
    throw coded(error)
  }
}

/** Rows as better-sqlite3 gives them: their bytes are Buffers. */
function row(found: unknown): unknown {
  if (typeof found !== 'object' || found === null) return found
  const columns = Object.entries(found).map(([name, value]: [string, unknown]) =>
    ArrayBuffer.isView(value) ? [name, Buffer.from(value.buffer, value.byteOffset, value.byteLength)] : [name, value],
  )
  return Object.fromEntries(columns)
}

class Statement implements SqliteStatement {
  readonly #statement: NodeStatement
  readonly reader: boolean

  constructor(statement: NodeStatement) {
    this.#statement = statement
    this.reader = statement.columns().length > 0
  }

  all(...parameters: readonly unknown[]): unknown[] {
    return told(() => this.#statement.all(...parameters)).map(row)
  }

  run(...parameters: readonly unknown[]): ReturnType<SqliteStatement['run']> {
    return told(() => this.#statement.run(...parameters))
  }
}

const adapted = (Node: NodeSqlite): SqliteModule =>
  class NodeSqliteHandle implements SqliteHandle {
    readonly #database: NodeDatabase

    constructor(file: string, { timeout = USUAL_TIMEOUT_MS, readonly = false }: SqliteOptions = {}) {
      this.#database = told(() => new Node(file, { timeout, readOnly: readonly }))
    }

    get open(): boolean {
      return this.#database.isOpen
    }

    get inTransaction(): boolean {
      return this.#database.isTransaction
    }

    prepare(sql: string): SqliteStatement {
      return new Statement(told(() => this.#database.prepare(sql)))
    }

    exec(sql: string): void {
      told(() => {
        this.#database.exec(sql)
      })
    }

    pragma(text: string): unknown {
      return this.prepare(`pragma ${text}`).all()
    }

    function(...given: Parameters<NodeDatabase['function']>): void {
      this.#database.function(...given)
    }

    close(): void {
      if (this.open) this.#database.close()
    }
  }

const isNodeSqlite = (module: object): module is { DatabaseSync: NodeSqlite } =>
  'DatabaseSync' in module && typeof module.DatabaseSync === 'function'

/** Node's SQLite where this Node has it, and all of it that is needed; else null. */
export function nodeSqlite(): SqliteModule | null {
  const module = withoutWarning(() => process.getBuiltinModule('node:sqlite'))
  if (!module || !isNodeSqlite(module)) return null
  const probe = new module.DatabaseSync(':memory:', { timeout: 0, readOnly: false })
  try {
    const isWhole = 'isTransaction' in probe && 'columns' in probe.prepare('select 1')
    return isWhole ? adapted(module.DatabaseSync) : null
  } finally {
    probe.close()
  }
}

/** Node says of its SQLite that it is experimental; whoever uses nianbao did not choose it. */
function withoutWarning<T>(load: () => T): T {
  const emitWarning = process.emitWarning.bind(process)
  process.emitWarning = () => undefined
  try {
    return load()
  } finally {
    process.emitWarning = emitWarning
  }
}
