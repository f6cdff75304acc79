import { sql, type Kysely, type Migration } from 'kysely'
import { LISTED_COLUMNS, LISTED_INDEXES, LISTED_STATEMENTS } from '../../sql/listed.js'

/**
 * Lists are sorted by several columns and counted in one pass; a confirmation tells with how many others it was made.
 * Never edited: what changes later is a migration of its own.
 */
const STATEMENTS = [
  ...LISTED_COLUMNS,
  `alter table documents add column folder text collate "C" generated always as
    (case when strpos(path, '/') > 0 then split_part(path, '/', 1) else '' end) stored`,
  `update documents set
    codes = (select coalesce(jsonb_agg(distinct code), '[]')::text from problems where problems.document_id = documents.id),
    authors = (select coalesce(jsonb_agg(distinct author), '[]')::text ${LISTED_STATEMENTS})
    where attempt_id is not null`,
  ...LISTED_INDEXES,
  // SQLite has had this one since organs are searched.
  'create index documents_organ on documents (organ collate "C", path, sha256) where removed_at is null',
] as const

export const lists: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
  },
}
