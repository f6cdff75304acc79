import { reasonOf, fine, missing, type Finding } from './finding.js'
import type { Say } from '../messages.js'

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
