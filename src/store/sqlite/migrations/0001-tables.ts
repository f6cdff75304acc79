import { sql, type Kysely, type Migration } from 'kysely'

/** The tables as of the first version. Never edited: what changes later is a migration of its own. */

const STATEMENTS = [
  `create table batches (
    id integer primary key autoincrement,
    kind text not null, arguments text not null, version text not null, options text not null,
    started_at text not null, finished_at text, state text not null, counts text not null
  ) strict`,

  `create table documents (
    id integer primary key,
    sha256 text not null unique, bytes integer not null, format text not null,
    path text not null, file text not null, given text, names integer not null, current integer not null,
    attempt_id integer references attempts (id),
    status text not null, title text, organ text, year integer, form text,
    value_count integer, number_count integer, doubt_count integer, fault_count integer,
    version text, version_rank text, failure_code text, failure_class text, failure_message text
  ) strict`,
  `create unique index documents_path on documents (path, sha256)`,

  `create table names (
    id integer primary key,
    document_id integer not null references documents (id),
    file text not null, path text not null, root text not null, format text not null,
    parts text not null, given text, bytes integer not null, mtime_ms real not null,
    state text not null,
    first_batch integer not null references batches (id), last_batch integer not null references batches (id),
    unique (document_id, file)
  ) strict`,
  `create unique index names_file on names (file) where state <> 'replaced'`,
  `create index names_path on names (path)`,

  `create table attempts (
    id integer primary key autoincrement,
    document_id integer not null references documents (id),
    version text not null, options text not null, generation integer not null,
    batch_id integer references batches (id),
    started_at text not null, finished_at text not null, elapsed_ms real not null,
    status text not null, failure_code text, failure_class text, failure_message text,
    record blob not null
  ) strict`,
  // What failed for a reason that passes is history, but takes nothing from the attempt that comes after it.
  `create unique index attempts_key on attempts (document_id, version, options, generation)
    where failure_class is null or failure_class = 'permanent'`,
  `create index attempts_document on attempts (document_id)`,
  `create index attempts_batch on attempts (batch_id)`,

  `create table corrections (
    id integer primary key autoincrement,
    document_id integer not null references documents (id),
    kind text not null, code text not null, value text, read_then text,
    author text not null, note text, at text not null
  ) strict`,
  `create index corrections_document on corrections (document_id)`,

  `create table codes (
    id integer primary key, code text not null unique,
    "table" text not null, item text not null, measure text not null
  ) strict`,

  `create table records (
    document_id integer not null references documents (id), position integer not null,
    code_id integer not null references codes (id),
    value real, value_read real, raw text, unit text, state text not null, flags text not null, confidence real,
    corrected text, conflict integer not null,
    cell_table text, cell_row integer, cell_column integer, page integer, box text,
    primary key (document_id, position)
  ) strict, without rowid`,
  // For people with a SQL prompt: one value a row with its names.
  `create view "values" as
    select documents.sha256, documents.path, documents.organ, documents.year, codes.code, codes."table", codes.item,
      codes.measure, records.value, records.value_read, records.raw, records.unit, records.state, records.flags,
      records.confidence, records.corrected, records.conflict, records.cell_table, records.cell_row,
      records.cell_column, records.page, records.box
    from records
    join codes on codes.id = records.code_id
    join documents on documents.id = records.document_id`,

  `create table tables (
    document_id integer not null references documents (id), position integer not null,
    id text not null, kind text, number text, caption text, method text not null, pages text not null,
    rows integer not null, columns integer not null,
    primary key (document_id, position)
  ) strict, without rowid`,

  `create table checks (
    document_id integer not null references documents (id), position integer not null,
    id text not null, at text not null, "left" real, "right" real, pass integer, assumed_zero text,
    primary key (document_id, position)
  ) strict, without rowid`,

  `create table problems (
    document_id integer not null references documents (id), position integer not null,
    code text not null, severity text not null, message text not null, page integer, "table" text,
    primary key (document_id, position)
  ) strict, without rowid`,
  `create index problems_code on problems (code, document_id)`,

  `create table jobs (
    id integer primary key,
    sha256 text not null, version text not null, options text not null, generation integer not null,
    priority integer not null, batch_id integer, source text not null,
    state text not null, attempt integer not null, stalls integer not null,
    enqueued_at integer not null, retry_at integer,
    worker text, token text, lease_until integer,
    failure_code text, failure_class text, failure_message text,
    unique (sha256, version, options)
  ) strict`,
  `create index jobs_turn on jobs (state, priority, enqueued_at, id)`,
  `create index jobs_retry on jobs (retry_at) where state = 'delayed'`,
  `create index jobs_lease on jobs (lease_until) where state = 'active'`,

  `create table settings (key text primary key, value text not null) strict, without rowid`,
] as const

export const tables: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
  },
}
