import { sql, type Kysely, type Migration } from 'kysely'

/**
 * Statements, kept-back attempts and removed documents can be taken back, and it is kept who decided so. Never
 * edited: what changes later is a migration of its own.
 */
const STATEMENTS = [
  `alter table corrections add column withdraws integer references corrections (id)`,
  `alter table corrections add column seen integer`,
  `alter table corrections add column as_printed integer not null default 0`,

  `alter table attempts add column kept_back integer not null default 0`,
  `alter table attempts add column instead_of integer references attempts (id)`,
  `alter table batches add column always integer not null default 0`,

  `alter table documents add column removed_at text`,
  `alter table documents add column purged_at text`,
  `create index documents_removed on documents (removed_at) where removed_at is not null`,

  `create table decisions (
    id integer primary key autoincrement,
    document_id integer not null references documents (id),
    kind text not null, attempt_id integer, author text not null, note text, at text not null
  ) strict`,
  `create index decisions_document on decisions (document_id)`,
] as const

export const undo: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
  },
}
