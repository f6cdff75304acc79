import { Kysely, Migrator, PostgresDialect, sql, type Migration } from 'kysely'
import { z } from 'zod'
import { StoreError } from '../errors.js'
import { addressOf } from './address.js'
import { tables } from './migrations/0001-tables.js'
import { undo } from './migrations/0002-undo.js'
import { said } from './migrations/0010-said.js'
import { paths } from './migrations/0011-paths.js'
import { webhooks } from './migrations/0012-webhooks.js'
import { content } from './migrations/0013-content.js'
import { lists } from './migrations/0014-lists.js'
import { workbench } from './migrations/0017-workbench.js'
import { findings } from './migrations/0018-findings.js'
import { PatientPool } from './pool.js'

/** In the order in which they are run, which is that of their names. */
export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  ...{ '0001-tables': tables, '0002-undo': undo, '0010-said': said, '0011-paths': paths },
  ...{ '0012-webhooks': webhooks, '0013-content': content, '0014-lists': lists },
  ...{ '0017-workbench': workbench, '0018-findings': findings },
}

const NAMES = Object.keys(MIGRATIONS)

/** A person waits for the answer; a server that starts takes seconds. */
const PATIENCE_MS = 5_000

export interface MigrateOptions {
  /** Only says what would be done. */
  readonly dryRun?: boolean
  readonly migrations?: Readonly<Record<string, Migration>>
  readonly patienceMs?: number
}

/**
 * Brings a database to the tables of this version, all in one transaction; of several that do so at once one does it, and the
 * others wait for it.
 * @param url postgres://…
 * @returns the names of the migrations that were run, or with `dryRun` would be
 * @throws StoreError; `schema-newer` for a database of a newer version, `database-foreign` for tables of something else
 */
export async function migrate(url: string, options: MigrateOptions = {}): Promise<readonly string[]> {
  const { dryRun = false, migrations = MIGRATIONS, patienceMs = PATIENCE_MS } = options
  const address = addressOf(url)
  const pool = new PatientPool(address, { connections: 1, patienceMs, statementMs: 0, lockMs: 0 })
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) })
  try {
    const done = await migrated(db)
    const newer = done?.filter((name) => !(name in migrations)) ?? []
    if (newer.length > 0) throw new StoreError('schema-newer', { database: address.shown, found: newer.join(', ') })
    if (done === null) await mustBeFree(db, address.shown)
    if (dryRun) return Object.keys(migrations).filter((name) => !done?.includes(name))
    const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve({ ...migrations }) } })
    const { error, results = [] } = await migrator.migrateToLatest()
    if (error) throw error instanceof Error ? error : new Error('The tables could not be made.', { cause: error })
    return results.filter(({ status }) => status === 'Success').map(({ migrationName }) => migrationName)
  } finally {
    await db.destroy()
  }
}

const nameRow = z.object({ name: z.string() })
const encodingRow = z.object({ server_encoding: z.string() })

/** The names of the migrations that a database has seen; null where it has seen none. */
async function migrated(db: Kysely<unknown>): Promise<readonly string[] | null> {
  const { rows: table } = await sql`select 1 where to_regclass('kysely_migration') is not null`.execute(db)
  if (table.length === 0) return null
  const { rows } = await sql`select name from kysely_migration order by name`.execute(db)
  return rows.length === 0 ? null : rows.map((row) => nameRow.parse(row).name)
}

async function mustBeFree(db: Kysely<unknown>, database: string): Promise<void> {
  const { rows: taken } = await sql`
    select 1 where to_regclass('documents') is not null or to_regclass('attempts') is not null`.execute(db)
  // Another process may have made them between the two questions.
  if (taken.length > 0 && (await migrated(db)) === null) throw new StoreError('database-foreign', { database })
  const { rows } = await sql`select current_setting('server_encoding') as server_encoding`.execute(db)
  const found = encodingRow.parse(rows[0]).server_encoding
  if (found !== 'UTF8') throw new StoreError('database-encoding', { database, found })
}

/** The little that the check asks of a connection. */
interface Asks {
  query(sql: string): Promise<{ readonly rows: readonly unknown[] }>
}

/**
 * Makes sure that a database has the tables of this very version.
 * @throws StoreError `schema-older`, `schema-newer`
 */
export async function mustFit(client: Asks, database: string): Promise<void> {
  const { rows: table } = await client.query(`select 1 where to_regclass('kysely_migration') is not null`)
  const { rows } =
    table.length === 0 ? { rows: [] } : await client.query('select name from kysely_migration order by name')
  const done = rows.map((row) => nameRow.parse(row).name)
  const newer = done.filter((name) => !NAMES.includes(name))
  if (newer.length > 0) throw new StoreError('schema-newer', { database, found: newer.join(', ') })
  const missing = NAMES.filter((name) => !done.includes(name))
  if (missing.length > 0) throw new StoreError('schema-older', { database, missing: missing.join(', ') })
}
