import { sql, type Kysely, type Migration } from 'kysely'
import { CALLED_BY_TELLING_NAMES, FAULTS_BY_EQUATION } from '../../sql/said.js'

/**
 * Problems keep what their sentences are made of, so that they are worded for who looks; faults are counted by equation;
 * organs and titles are indexed.
 * Never edited: what changes later is a migration of its own.
 */
const STATEMENTS = [
  'alter table problems add column details json',
  'alter table documents add column failure_details json',
  'alter table attempts add column failure_details json',
  FAULTS_BY_EQUATION,
  CALLED_BY_TELLING_NAMES,
  // Organs and titles are searched by any two characters in them; pg_trgm would need a right that not everybody has.
  `create function nianbao_grams(organ text, title text) returns text[]
    language sql immutable parallel safe as $$
      select coalesce(array_agg(distinct substr(part, place, 2)), '{}')
      from unnest(array[organ, title]) as part, generate_series(1, length(part) - 1) as place
    $$`,
  'create index documents_grams on documents using gin (nianbao_grams(organ, title))',
] as const

export const said: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
  },
}
