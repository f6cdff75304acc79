import { existsSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Language } from '../../model/problem.js'
import { StoreError } from '../../store/errors.js'
import { openStore, STORE_FILE } from '../../store/open.js'
import { formatBytes } from '../format.js'
import type { Say } from '../messages.js'
import { fine, missing, reasonOf, type Finding } from './finding.js'

/** The database library: it holds compiled code, and may be missing where that could neither be fetched nor compiled. */
export async function sqliteFinding(say: Say): Promise<Finding> {
  try {
    const { default: Database } = await import('better-sqlite3')
    const database = new Database(':memory:')
    try {
      const version: unknown = database.prepare('SELECT sqlite_version()').pluck().get()
      return fine('sqlite', say('doctorSqlite', { version: String(version) }))
    } finally {
      database.close()
    }
  } catch (error) {
    return missing('sqlite', say('doctorNotLoaded', { reason: reasonOf(error) }), say('doctorSqliteMissing'))
  }
}

/** What the data folder says of itself. */
export interface DataFinding {
  readonly finding: Finding
  /** Documents that wait for LibreOffice. */
  readonly waitForOffice: number
}

/** Opens the data folder, where there is one, and lets SQLite look it over. */
export async function dataFinding(say: Say, language: Language, given: string): Promise<DataFinding> {
  const folder = resolve(given)
  const file = join(folder, STORE_FILE)
  if (!existsSync(file)) return { finding: fine('data', say('doctorNoData', { folder })), waitForOffice: 0 }
  try {
    const opened = await openStore(folder, { create: false, language })
    try {
      const { documents, code } = await opened.store.tally()
      const { schema, damage } = await lookOver(file)
      const size = formatBytes(statSync(file).size)
      const found = say('doctorData', { folder, documents, size, schema })
      const finding = damage === null ? fine('data', found) : missing('data', damage, say('doctorDamaged'))
      return { finding, waitForOffice: (code.get('office-missing') ?? 0) + (code.get('office-broken') ?? 0) }
    } finally {
      await opened.close()
    }
  } catch (error) {
    const { message, remedy } =
      error instanceof StoreError ? error.told(language) : { message: reasonOf(error), remedy: say('doctorDamaged') }
    return { finding: missing('data', message, remedy), waitForOffice: 0 }
  }
}

/** The latest of the store's migrations, and what SQLite finds wrong with its file; null where nothing is. */
async function lookOver(file: string): Promise<{ readonly schema: string; readonly damage: string | null }> {
  const { default: Database } = await import('better-sqlite3')
  const database = new Database(file, { readonly: true })
  try {
    const damage = String(database.prepare('PRAGMA quick_check(1)').pluck().get())
    const schema = database.prepare('SELECT max(name) FROM kysely_migration').pluck().get()
    return { schema: String(schema), damage: damage === 'ok' ? null : damage }
  } finally {
    database.close()
  }
}
