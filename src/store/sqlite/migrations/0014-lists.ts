import { sql, type Kysely, type Migration } from 'kysely'
import { LISTED_COLUMNS, LISTED_INDEXES, LISTED_STATEMENTS } from '../../sql/listed.js'

/**
 * Lists are sorted by several columns and counted in one pass of an index; a confirmation tells with how many others it was made.
 * Never edited: what changes later is a migration of its own.
 */
const FOLDER = "case when instr(path, '/') > 0 then substr(path, 1, instr(path, '/') - 1) else '' end"

const STATEMENTS = [
  ...LISTED_COLUMNS,
  // An index that holds a generated column is never read alone: this one is kept by triggers.
  `alter table documents add column folder text not null default ''`,
  `update documents set folder = ${FOLDER}`,
  `create trigger documents_folder_added after insert on documents begin
    update documents set folder = ${FOLDER} where id = new.id;
  end`,
  `create trigger documents_folder_changed after update of path on documents when old.path is not new.path begin
    update documents set folder = ${FOLDER} where id = new.id;
  end`,
  `update documents set
    codes = (select json_group_array(code) from
      (select distinct code from problems where problems.document_id = documents.id order by code)),
    authors = (select json_group_array(author) from (select distinct author ${LISTED_STATEMENTS} order by author))
    where attempt_id is not null`,
  ...LISTED_INDEXES,
  // PostgreSQL has had these since lists are filtered by them.
  'create index documents_status on documents (status, path, sha256) where removed_at is null',
  'create index documents_year on documents (year, path, sha256) where removed_at is null',
  // `removed_at` comes last: lists, which all ask for it, would else be read by this index and sorted.
  // All that is counted, in one narrow index; in PostgreSQL, whose rows of an index are bounded, the table is read instead.
  `create index documents_counted on documents
    (status, year, form, content, folder, codes, authors, names, removed_at)`,
] as const

export const lists: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
  },
}
