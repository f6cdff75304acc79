import { sql, type Kysely, type Migration } from 'kysely'

/**
 * Paths are searched by any two characters in them, as organs and titles are.
 * Never edited: what changes later is a migration of its own.
 */
export const paths: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql.raw('create index documents_path_grams on documents using gin (nianbao_grams(path, null))').execute(db)
  },
}
