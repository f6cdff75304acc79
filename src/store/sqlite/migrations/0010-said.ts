import { sql, type Kysely, type Migration } from 'kysely'
import { CALLED_BY_TELLING_NAMES, FAULTS_BY_EQUATION } from '../../sql/said.js'

/**
 * Problems keep what their sentences are made of, so that they are worded for who looks; faults are counted by equation;
 * organs and titles are indexed.
 * Never edited: what changes later is a migration of its own.
 */
const STATEMENTS = [
  'alter table problems add column details text',
  'alter table documents add column failure_details text',
  'alter table attempts add column failure_details text',
  FAULTS_BY_EQUATION,
  CALLED_BY_TELLING_NAMES,
  // Organs and titles are searched by any three characters in them.
  `create virtual table documents_search using fts5(
    organ, title, content = 'documents', content_rowid = 'id', tokenize = 'trigram'
  )`,
  `insert into documents_search (documents_search) values ('rebuild')`,
  `create trigger documents_search_added after insert on documents begin
    insert into documents_search (rowid, organ, title) values (new.id, new.organ, new.title);
  end`,
  `create trigger documents_search_removed after delete on documents begin
    insert into documents_search (documents_search, rowid, organ, title) values ('delete', old.id, old.organ, old.title);
  end`,
  `create trigger documents_search_changed after update of organ, title on documents
    when old.organ is not new.organ or old.title is not new.title begin
    insert into documents_search (documents_search, rowid, organ, title) values ('delete', old.id, old.organ, old.title);
    insert into documents_search (rowid, organ, title) values (new.id, new.organ, new.title);
  end`,
  // Two characters are looked for in these, which are far narrower than the table.
  'create index documents_organ on documents (organ, path, sha256, removed_at)',
  'create index documents_title on documents (title, path, sha256, removed_at)',
] as const

export const said: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
  },
}
