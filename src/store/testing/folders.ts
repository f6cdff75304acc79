import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { STORE_FILE } from '../open.js'

/** Gives a test a new folder that goes away with it. */
export async function inFolder(run: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'nianbao-store-'))
  try {
    await run(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Checks a store's file by SQLite itself and by the tables' sums: an empty list if all is well. */
export function faultsIn(folder: string): readonly unknown[] {
  const database = new Database(join(folder, STORE_FILE))
  try {
    return [
      ...(database.pragma('integrity_check', { simple: true }) === 'ok' ? [] : ['integrity']),
      ...rows(database.pragma('foreign_key_check')),
      // A document is written whole or not at all.
      ...database
        .prepare(
          `select documents.path, value_count, count(records.position) as found from documents
           left join records on records.document_id = documents.id
           group by documents.id having coalesce(value_count, 0) <> count(records.position)
             or (attempt_id is null) <> (status = 'pending')`,
        )
        .all(),
      ...database
        .prepare(
          'select id from attempts where id not in (select attempt_id from documents where attempt_id is not null)',
        )
        .all(),
    ]
  } finally {
    database.close()
  }
}

const rows = (found: unknown): readonly unknown[] => (Array.isArray(found) ? found : [found])
