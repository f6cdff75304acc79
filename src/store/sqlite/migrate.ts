import { Migrator, sql, type Kysely, type Migration } from 'kysely'
import { z } from 'zod'
import { StoreError } from '../errors.js'
import { tables } from './migrations/0001-tables.js'
import { tokens } from './migrations/0002-tokens.js'
import { undo } from './migrations/0003-undo.js'
import { said } from './migrations/0010-said.js'
import { paths } from './migrations/0011-paths.js'
import { webhooks } from './migrations/0012-webhooks.js'
import { content } from './migrations/0013-content.js'
import { lists } from './migrations/0014-lists.js'
import { workbench } from './migrations/0017-workbench.js'
import { findings } from './migrations/0018-findings.js'

/** In the order in which they are run, which is that of their names. */
export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  ...{ '0001-tables': tables, '0002-tokens': tokens, '0003-undo': undo, '0010-said': said },
  ...{ '0011-paths': paths, '0012-webhooks': webhooks, '0013-content': content },
  ...{ '0014-lists': lists, '0017-workbench': workbench, '0018-findings': findings },
}

/** Marks a SQLite file as a store of nianbao ("NIAN"): any other is left alone. */
const APPLICATION_ID = 0x4e49414e

const named = z.object({ name: z.string() })

/**
 * Brings a file to the present tables, in one transaction; two processes that do so at once wait for each other.
 * @throws StoreError `store-newer` for a file of a newer version, `not-a-store` for a database of something else.
 */
export async function migrate(db: Kysely<unknown>, where: { folder: string; file: string }): Promise<void> {
  const { rows: existing } = await sql`select name from sqlite_master where type = 'table'`.execute(db)
  const known = existing.map((row) => named.parse(row).name)
  if (known.length > 0) {
    const { rows } = await sql`pragma application_id`.execute(db)
    const id = z.object({ application_id: z.number() }).parse(rows[0]).application_id
    if (id !== APPLICATION_ID) throw new StoreError('not-a-store', where)
  }
  const done = known.includes('kysely_migration')
    ? await sql`select name from kysely_migration`.execute(db)
    : { rows: [] }
  const names = done.rows.map((row) => named.parse(row).name)
  const newer = names.filter((name) => !(name in MIGRATIONS))
  if (newer.length > 0) throw new StoreError('store-newer', { ...where, found: newer.join(', ') })
  if (names.length === Object.keys(MIGRATIONS).length) return
  await sql`pragma application_id = ${sql.lit(APPLICATION_ID)}`.execute(db)
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve({ ...MIGRATIONS }) } })
  const { error } = await migrator.migrateToLatest()
  if (error) throw error instanceof Error ? error : new Error('The tables could not be made.', { cause: error })
}
