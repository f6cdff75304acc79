import { sql, type Kysely, type Migration } from 'kysely'

/** The tokens of the HTTP API. Never edited: what changes later is a migration of its own. */
const STATEMENT = `create table tokens (
    name text primary key, digest text not null unique, scopes text not null, expires_at text, created_at text not null
  ) strict, without rowid`

export const tokens: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql.raw(STATEMENT).execute(db)
  },
}
