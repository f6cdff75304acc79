import { sql } from 'kysely'
import type { Engine, Piece } from '../sql/engine.js'
import type { Codes } from './codes.js'
import { writeDerived } from './derived.js'
import { globbed } from './globs.js'
import { transaction } from './transaction.js'

/** PostgreSQL's own words. Its writers come together: who decides something of a document locks its row first. */
export function postgresEngine(codes: Codes, patienceMs: number): Engine {
  return {
    transaction: (db, run, options) => transaction(db, run, { ...options, patienceMs }),
    forUpdate: sql`for no key update`,
    among: (column, values) => (values.length === 1 ? sql`${column} = ${values[0]}` : amongSeveral(column, values)),
    pathMatches: globbed,
    firstFolder: sql`case when strpos(documents.path, '/') > 0 then split_part(documents.path, '/', 1) else '' end`,
    problemCodes: sql`(select coalesce(jsonb_agg(distinct code), '[]') from problems
      where problems.document_id = documents.id)`,
    writeDerived: (tx, document, effective) => writeDerived(codes, tx, document, effective),
  }
}

/** Unlike one value, a list gives no order of what is found in an index. */
const amongSeveral = (column: Piece, values: readonly (string | number)[]): Piece =>
  typeof values[0] === 'number' ? sql`${column} = any(${values}::bigint[])` : sql`${column} = any(${values}::text[])`
