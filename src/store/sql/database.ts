import type { Kysely, Transaction } from 'kysely'
import type { Language } from '../../model/problem.js'
import type { Engine } from './engine.js'
import type { StoreTables } from './schema.js'

/** The store's tables, with or without a transaction around. */
export type Db = Kysely<StoreTables>
export type Tx = Transaction<StoreTables>

/** What the parts of the store share. */
export interface Context {
  readonly db: Db
  readonly engine: Engine
  /** Of sentences about corrections and manifests. */
  readonly language: Language
  /** The present as ISO 8601 in UTC. */
  readonly at: () => string
}
