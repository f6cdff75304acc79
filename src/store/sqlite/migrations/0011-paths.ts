import { sql, type Kysely, type Migration } from 'kysely'

/**
 * Paths are searched by any three characters in them, as organs and titles are.
 * Never edited: what changes later is a migration of its own.
 */
const STATEMENTS = [
  `create virtual table documents_paths using fts5(
    path, content = 'documents', content_rowid = 'id', tokenize = 'trigram'
  )`,
  `insert into documents_paths (documents_paths) values ('rebuild')`,
  `create trigger documents_paths_added after insert on documents begin
    insert into documents_paths (rowid, path) values (new.id, new.path);
  end`,
  `create trigger documents_paths_removed after delete on documents begin
    insert into documents_paths (documents_paths, rowid, path) values ('delete', old.id, old.path);
  end`,
  `create trigger documents_paths_changed after update of path on documents when old.path is not new.path begin
    insert into documents_paths (documents_paths, rowid, path) values ('delete', old.id, old.path);
    insert into documents_paths (rowid, path) values (new.id, new.path);
  end`,
] as const

export const paths: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
  },
}
