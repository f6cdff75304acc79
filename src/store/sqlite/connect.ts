import { existsSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { Kysely } from 'kysely'
import type { QueueTables } from '../../queue/embedded/schema.js'
import { sqliteDialect } from './driver.js'
import { loadSqlite, type SqliteHandle, type SqliteModule } from './load.js'
import { pathMatcher } from '../paths.js'
import { StoreError } from '../errors.js'
import { migrate } from './migrate.js'
import type { StoreTables } from '../sql/schema.js'
import { translated } from './translate.js'

export interface ConnectOptions {
  /** Whether a store that is not there yet is made; true if left out. */
  readonly create?: boolean
  /** Milliseconds to wait for another process that writes. */
  readonly busyMs?: number
  /** Loads better-sqlite3. */
  readonly load?: () => Promise<SqliteModule>
}

/** A writer among others holds the file for some milliseconds; only a checkpoint of a large log takes longer. */
const BUSY_MS = 10_000

/** The size to which the log is cut once its content is in the database. */
const JOURNAL_BYTES = 64 * 1024 * 1024

/** One connection, seen by store and queue each with its own tables. */
export interface Connection {
  readonly db: Kysely<StoreTables>
  readonly queueDb: Kysely<QueueTables>
  readonly Sqlite: SqliteModule
  readonly close: () => Promise<void>
}

/**
 * Opens the SQLite file of a store and brings its tables up to date.
 * @throws StoreError
 */
export async function connect(file: string, options: ConnectOptions = {}): Promise<Connection> {
  const Sqlite = await loadSqlite(options.load)
  const folder = dirname(file)
  if (options.create === false && !existsSync(file)) throw new StoreError('store-missing', { folder })
  const busyMs = options.busyMs ?? BUSY_MS
  const handle = opened(Sqlite, file, busyMs)
  const dialect = sqliteDialect(handle, file, busyMs)
  const db = new Kysely<StoreTables>({ dialect })
  try {
    await migrate(new Kysely<unknown>({ dialect }), { folder, file })
    return { db, queueDb: new Kysely<QueueTables>({ dialect }), Sqlite, close: () => db.destroy() }
  } catch (error) {
    await db.destroy()
    throw translated(error, file, { opening: true })
  }
}

function opened(Sqlite: SqliteModule, file: string, busyMs: number): SqliteHandle {
  let handle: SqliteHandle | null = null
  try {
    mkdirSync(dirname(file), { recursive: true })
    handle = new Sqlite(file, { timeout: busyMs })
    handle.pragma('journal_mode = WAL')
    // A power cut may take the last documents, which are then extracted again, but leaves nothing half written.
    handle.pragma('synchronous = NORMAL')
    handle.pragma('foreign_keys = ON')
    handle.pragma(`journal_size_limit = ${JOURNAL_BYTES}`)
    // From here on the connection waits by itself.
    handle.pragma('busy_timeout = 0')
    handle.function('path_matches', { deterministic: true }, (path: unknown, globs: unknown) =>
      pathMatcher(String(globs))(String(path)) ? 1 : 0,
    )
    return handle
  } catch (error) {
    handle?.close()
    throw translated(error, file, { opening: true })
  }
}
