import { sql, type Kysely, type Migration } from 'kysely'
import { MAIN_AS_OF_0017 } from '../../sql/main-values.js'

/**
 * The overview is counted, and documents are found by their main values, without looking through all values.
 * Never edited: what changes later is a migration of its own.
 */
const STATEMENTS = [
  'alter table documents add column flagged_count integer',
  `update documents set flagged_count =
    (select count(*) from records where records.document_id = documents.id and flags <> '') where attempt_id is not null`,
  `create table main_values (
    document_id integer not null references documents (id), code text not null,
    value real not null, flagged integer not null,
    primary key (document_id, code)
  ) strict, without rowid`,
  `insert or ignore into main_values (document_id, code, value, flagged)
    select document_id, codes.code, value, flags <> '' from records join codes on codes.id = code_id
    where codes.code in ${MAIN_AS_OF_0017} and value is not null`,
  'create index main_values_value on main_values (code, value)',
] as const

export const workbench: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
  },
}
