import { Kysely, PostgresDialect } from 'kysely'
import { sqlStore, type SqlStoreOptions } from '../sql/store.js'
import type { StoreTables } from '../sql/schema.js'
import type { Store } from '../store.js'
import { addressOf } from './address.js'
import { Codes } from './codes.js'
import { postgresEngine } from './engine.js'
import { mustFit } from './migrate.js'
import { PatientPool } from './pool.js'

export interface OpenPostgresOptions extends SqlStoreOptions {
  /** Connections at most; 10 if left out. */
  readonly connections?: number
  /** Milliseconds for which a database that went away is waited for; a minute if left out. */
  readonly patienceMs?: number
  /** The same for the first time, when somebody may have mistyped its address; five seconds if left out. */
  readonly firstPatienceMs?: number
}

const CONNECTIONS = 10
/** A restart takes seconds, to fail over to another server up to a minute. */
const PATIENCE_MS = 60_000
const FIRST_PATIENCE_MS = 5_000
/** The slowest question is a tally of all documents: seconds at some million. */
const STATEMENT_MS = 120_000
/** Who writes holds a document for some milliseconds, and a folder's names for some seconds. */
const LOCK_MS = 30_000

/**
 * Opens the store in a PostgreSQL database that has this version's tables (see `migrate`).
 * @param url postgres://user:password@host:5432/name?sslmode=…
 * @throws StoreError `database-unreachable`, `database-refused`, `schema-older`, `schema-newer`
 */
export async function openPostgres(url: string, options: OpenPostgresOptions = {}): Promise<Store> {
  const { connections = CONNECTIONS, patienceMs = PATIENCE_MS, firstPatienceMs = FIRST_PATIENCE_MS } = options
  const address = addressOf(url)
  const codes = new Codes()
  const open = (patience: number): Kysely<StoreTables> => {
    const pool = new PatientPool(address, {
      ...{ connections, patienceMs: patience, statementMs: STATEMENT_MS, lockMs: LOCK_MS },
      check: (client) => mustFit(client, address.shown),
    })
    return new Kysely<StoreTables>({ dialect: new PostgresDialect({ pool }) })
  }
  const first = open(firstPatienceMs)
  try {
    await codes.begin(first)
  } finally {
    await first.destroy()
  }
  return sqlStore(open(patienceMs), postgresEngine(codes, patienceMs), options)
}
