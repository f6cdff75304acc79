import { sql, type Kysely, type Migration } from 'kysely'

/**
 * Findings stand in the store; all documents wait for theirs. Never edited: what changes later is a migration of its own.
 */
const STATEMENTS = [
  'alter table documents add column findings_due integer not null default 0',
  'alter table documents add column findings_ticket integer not null default 0',
  'update documents set findings_due = 2 where attempt_id is not null',
  'create index documents_findings_due on documents (findings_due, id) where findings_due > 0',
  `create table report_keys (
    document_id integer primary key references documents (id),
    organ_id text not null, year integer not null, scope text not null
  ) strict`,
  'create index report_keys_report on report_keys (organ_id, year, scope)',
  `create table findings (
    document_id integer not null references documents (id), number integer not null,
    rule text not null, severity text not null, details text not null, places text not null,
    last_document_id integer references documents (id),
    primary key (document_id, number)
  ) strict, without rowid`,
  'create index findings_rule on findings (rule, severity, document_id)',
  'create table findings_version (version_rank text not null) strict',
] as const

export const findings: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
  },
}
