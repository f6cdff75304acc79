import { StoreError } from '../errors.js'
import type { SqliteModule } from './handle.js'
import { nodeSqlite } from './node-sqlite.js'

const importIt = async (): Promise<SqliteModule> => (await import('better-sqlite3')).default

export type SqliteName = 'better-sqlite3' | 'node:sqlite'

/** A SQLite library that works here. */
export interface LoadedSqlite {
  readonly name: SqliteName
  readonly Sqlite: SqliteModule
}

/**
 * Loads better-sqlite3, an optional dependency with a compiled part: both may be missing, and the second is only noticed
 * when a database is opened. Node's own SQLite takes its place on the versions that have it.
 * @throws StoreError `store-unavailable`
 */
export async function loadSqlite(
  load: () => Promise<SqliteModule> = importIt,
  standIn: () => SqliteModule | null = nodeSqlite,
): Promise<LoadedSqlite> {
  try {
    const Sqlite = await load()
    new Sqlite(':memory:').close()
    return { name: 'better-sqlite3', Sqlite }
  } catch (cause) {
    const Sqlite = standIn()
    if (Sqlite) return { name: 'node:sqlite', Sqlite }
    const reason = cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : String(cause)
    throw new StoreError('store-unavailable', { reason }, { cause })
  }
}
