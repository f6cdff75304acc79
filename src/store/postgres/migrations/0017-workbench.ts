import { sql, type Kysely, type Migration } from 'kysely'
import { MAIN_AS_OF_0017 } from '../../sql/main-values.js'

/**
 * The overview is counted, and documents are found by their main values, without looking through all values.
 * Never edited: what changes later is a migration of its own.
 */
const STATEMENTS = [
  'alter table documents add column flagged_count integer',
  `update documents set flagged_count = coalesce((select count(*) from document_values as held
      cross join jsonb_each(held.remarks) as remark
      where held.document_id = documents.id and jsonb_exists(remark.value, 'flags')), 0)
    where attempt_id is not null`,
  `create table main_values (
    document_id integer not null references documents (id), code text collate "C" not null,
    value double precision not null, flagged smallint not null,
    primary key (document_id, code)
  )`,
  `insert into main_values (document_id, code, value, flagged)
    select held.document_id, codes.code, held.numbers[place.at],
      case when coalesce(held.remarks -> codes.code ->> 'flags', '') <> '' then 1 else 0 end
    from document_values as held
    join codes on codes.code in ${MAIN_AS_OF_0017}
    cross join lateral (select array_position(held.codes, codes.id) as at) as place
    where held.numbers[place.at] is not null`,
  'create index main_values_value on main_values (code, value, document_id)',
] as const

export const workbench: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
  },
}
