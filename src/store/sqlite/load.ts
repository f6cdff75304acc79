import type Database from 'better-sqlite3'
import { StoreError } from '../errors.js'

/** better-sqlite3's constructor: a connection to a file. */
export type SqliteModule = new (file: string, options?: Database.Options) => SqliteHandle
export type SqliteHandle = Database.Database

const importIt = async (): Promise<SqliteModule> => (await import('better-sqlite3')).default

/**
 * Loads better-sqlite3, an optional dependency with a compiled part: both may be missing, and the second is only noticed
 * when a database is opened.
 * @throws StoreError `store-unavailable`
 */
export async function loadSqlite(load: () => Promise<SqliteModule> = importIt): Promise<SqliteModule> {
  try {
    const Sqlite = await load()
    new Sqlite(':memory:').close()
    return Sqlite
  } catch (cause) {
    const reason = cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : String(cause)
    throw new StoreError('store-unavailable', { reason }, { cause })
  }
}
