import { sql, type Kysely, type Migration } from 'kysely'

/**
 * The tables as of the first version. Never edited: what changes later is a migration of its own. Texts that are sorted or
 * searched by their beginning are compared code point by code point ("C"), whatever the database's own order is.
 */

const STATEMENTS = [
  `create table batches (
    id integer generated always as identity primary key,
    kind text not null, arguments jsonb not null, version text not null, options text not null,
    started_at timestamptz not null, finished_at timestamptz, state text not null, counts json not null
  )`,

  `create table documents (
    id integer generated always as identity primary key,
    sha256 text collate "C" not null unique, bytes bigint not null, format text not null,
    path text collate "C" not null, file text collate "C" not null, given json,
    names integer not null, current boolean not null,
    attempt_id bigint,
    status text collate "C" not null, title text, organ text, year integer, form text collate "C",
    value_count integer, number_count integer, doubt_count integer, fault_count integer,
    version text, version_rank text collate "C", failure_code text, failure_class text, failure_message text
  )`,
  `create unique index documents_path on documents (path, sha256)`,
  `create index documents_file on documents (file)`,
  // Lists of one status, or of one year, begin anywhere in the order of all lists.
  `create index documents_status on documents (status, path, sha256)`,
  `create index documents_year on documents (year, path, sha256)`,

  `create table names (
    id bigint generated always as identity primary key,
    document_id integer not null references documents (id),
    file text collate "C" not null, path text collate "C" not null, root text not null, format text not null,
    parts jsonb not null, given json, bytes bigint not null,
    mtime_ms double precision not null check (mtime_ms <> 'NaN'),
    state text not null,
    first_batch integer not null references batches (id), last_batch integer not null references batches (id),
    unique (file, document_id)
  )`,
  `create index names_document on names (document_id)`,
  `create unique index names_file on names (file) where state <> 'replaced'`,
  `create index names_path on names (path)`,

  `create table attempts (
    id bigint generated always as identity primary key,
    document_id integer not null references documents (id),
    version text collate "C" not null, options text collate "C" not null, generation integer not null,
    batch_id integer references batches (id),
    started_at timestamptz not null, finished_at timestamptz not null, elapsed_ms double precision not null,
    status text not null, failure_code text, failure_class text, failure_message text,
    record bytea not null
  )`,
  // It comes deflated: to compress it again would be in vain.
  `alter table attempts alter column record set storage external`,
  // What failed for a reason that passes is history, but takes nothing from the attempt that comes after it.
  `create unique index attempts_key on attempts (document_id, version, options, generation)
    where failure_class is null or failure_class = 'permanent'`,
  `create index attempts_document on attempts (document_id)`,
  `create index attempts_batch on attempts (batch_id, id)`,
  `alter table documents add foreign key (attempt_id) references attempts (id)`,

  `create table corrections (
    id bigint generated always as identity primary key,
    document_id integer not null references documents (id),
    kind text not null, code text not null, value text, read_then text,
    author text not null, note text, at timestamptz not null
  )`,
  `create index corrections_document on corrections (document_id)`,

  `create table tokens (
    name text collate "C" primary key, digest text not null unique, scopes jsonb not null,
    expires_at timestamptz, created_at timestamptz not null
  )`,

  // The record of a document's current attempt, for people with a SQL prompt; the store itself reads the attempt's.
  `create table document_records (
    document_id integer primary key references documents (id), record jsonb not null
  )`,

  `create table codes (
    id smallint generated always as identity primary key, code text collate "C" not null unique,
    "table" text not null, item text not null, measure text not null
  )`,
  // One row a document, its values side by side: see docs/scale.md for what a row a value would cost.
  `create table document_values (
    document_id integer primary key references documents (id),
    codes smallint[] not null, numbers double precision[] not null, states "char"[] not null, remarks jsonb
  )`,
  // One value a row with its names. Asked for one code, or for one document, it looks at nothing else.
  `create view "values" as
    select documents.id as document_id, documents.sha256, documents.path, documents.organ, documents.year,
      codes.code, codes."table", codes.item, codes.measure,
      held.numbers[place.at] as value,
      case held.states[place.at] when 'n' then 'number' when 'b' then 'blank' when 'd' then 'dash' when 't' then 'text'
        when 'u' then 'uncertain' when 'm' then 'not-found' end as state,
      coalesce(held.remarks -> codes.code ->> 'flags', '') as flags,
      held.remarks -> codes.code ->> 'corrected' as corrected,
      coalesce((held.remarks -> codes.code ->> 'conflict')::boolean, false) as conflict
    from document_values held
    join documents on documents.id = held.document_id
    cross join codes
    cross join lateral (select array_position(held.codes, codes.id) as at) as place
    where place.at is not null`,

  `create table checks (
    document_id integer not null references documents (id), position smallint not null,
    id text not null, at text not null, "left" double precision, "right" double precision, pass boolean,
    assumed_zero jsonb,
    primary key (document_id, position)
  )`,

  `create table problems (
    document_id integer not null references documents (id), position smallint not null,
    code text collate "C" not null, severity text not null, message text not null, page integer, "table" text,
    primary key (document_id, position)
  )`,
  `create index problems_code on problems (code, document_id)`,
] as const

/** PostgreSQL may be built without it; then its own way of compressing does. */
const LZ4 = `do $$ begin
    alter table document_records alter column record set compression lz4;
  exception when feature_not_supported then null; end $$`

export const tables: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of [...STATEMENTS, LZ4]) await sql.raw(statement).execute(db)
  },
}
