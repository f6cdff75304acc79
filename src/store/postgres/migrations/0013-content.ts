import { sql, type Kysely, type Migration } from 'kysely'

/**
 * Documents are told apart by what they hold: annual reports, or other tables. Until now only annual reports were read.
 * Never edited: what changes later is a migration of its own.
 */
const STATEMENTS = [
  'alter table documents add column content text',
  `update documents set content = 'annual-report' where status in ('ok', 'flagged')`,
] as const

export const content: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
  },
}
