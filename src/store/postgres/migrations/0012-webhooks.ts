import { sql, type Kysely, type Migration } from 'kysely'

/** Addresses that are told when a batch is done. Never edited: what changes later is a migration of its own. */
const STATEMENTS = [
  `create table webhooks (
    batch_id integer primary key references batches (id),
    url text not null, state text not null, tries integer not null, next_at timestamptz, reason text
  )`,
  `create index webhooks_next on webhooks (next_at) where next_at is not null`,
] as const

export const webhooks: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
  },
}
