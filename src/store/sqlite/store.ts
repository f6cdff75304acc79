import type { Db } from '../sql/database.js'
import { SqlStore, type SqlStoreOptions } from '../sql/store.js'
import { sqliteEngine } from './engine.js'

/** The store in one SQLite file. */
export class SqliteStore extends SqlStore {
  constructor(db: Db, options: SqlStoreOptions = {}) {
    super(db, sqliteEngine(), options)
  }
}
