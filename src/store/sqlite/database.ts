import type { Kysely, Transaction } from 'kysely'
import type { StoreTables } from './schema.js'

/** The store's tables, with or without a transaction around. */
export type Db = Kysely<StoreTables>
export type Tx = Transaction<StoreTables>

/** What the parts of the store share. */
export interface Context {
  readonly db: Db
  /** The present as ISO 8601 in UTC. */
  readonly at: () => string
}
