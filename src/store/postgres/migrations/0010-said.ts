import { sql, type Kysely, type Migration } from 'kysely'
import { FAULTS_BY_EQUATION } from '../../sql/said.js'

/**
 * Problems keep what their sentences are made of, so that they are worded for who looks; faults are counted by equation.
 * Never edited: what changes later is a migration of its own.
 */
const STATEMENTS = [
  'alter table problems add column details json',
  'alter table documents add column failure_details json',
  'alter table attempts add column failure_details json',
  FAULTS_BY_EQUATION,
] as const

export const said: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
  },
}
