import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { Kysely, Migrator } from 'kysely'
import { openStore, STORE_FILE } from '../open.js'
import { EARLIER_CURRENT, earlierRows, expectReadsTheSame } from '../testing/earlier.js'
import { Database, inFolder } from '../testing/folders.js'
import { sqliteDialect } from './driver.js'
import { MIGRATIONS } from './migrate.js'

/** Version 0.2.0 knew these. */
const BEFORE = ['0001-tables', '0002-tokens'] as const

test('a store of an earlier version reads the same, with corrections and history, and can do what is new', () =>
  inFolder(async (folder) => {
    const handle = new Database(join(folder, STORE_FILE))
    handle.pragma('application_id = 0x4e49414e')
    const db = new Kysely<unknown>({ dialect: sqliteDialect(handle, join(folder, STORE_FILE), 0) })
    const migrations = Object.fromEntries(
      Object.entries(MIGRATIONS).filter(([name]) => BEFORE.some((each) => each === name)),
    )
    const { error } = await new Migrator({
      db,
      provider: { getMigrations: () => Promise.resolve(migrations) },
    }).migrateToLatest()
    expect(error).toBeUndefined()
    for (const { table, columns } of earlierRows())
      handle
        .prepare(
          `insert into ${table} (${Object.keys(columns).join(', ')}) values (${Object.keys(columns)
            .map(() => '?')
            .join(', ')})`,
        )
        .run(...Object.values(columns))
    handle.exec(EARLIER_CURRENT)
    await db.destroy()
    const { store, close } = await openStore(folder, { create: false })
    await expectReadsTheSame(store)
    await close()
  }))
