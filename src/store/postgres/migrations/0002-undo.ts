import { sql, type Kysely, type Migration } from 'kysely'

/**
 * Statements, kept-back attempts and removed documents can be taken back, and it is kept who decided so. Never
 * edited: what changes later is a migration of its own.
 */
const STATEMENTS = [
  `alter table corrections add column withdraws bigint references corrections (id)`,
  `alter table corrections add column seen bigint`,
  `alter table corrections add column as_printed boolean not null default false`,

  `alter table attempts add column kept_back boolean not null default false`,
  `alter table attempts add column instead_of bigint references attempts (id)`,
  `alter table batches add column always boolean not null default false`,

  `alter table documents add column removed_at timestamptz`,
  `alter table documents add column purged_at timestamptz`,
  `create index documents_removed on documents (removed_at) where removed_at is not null`,

  `create table decisions (
    id bigint generated always as identity primary key,
    document_id integer not null references documents (id),
    kind text not null, attempt_id bigint, author text not null, note text, at timestamptz not null
  )`,
  `create index decisions_document on decisions (document_id)`,
] as const

export const undo: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
  },
}
