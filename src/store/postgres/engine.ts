import { sql } from 'kysely'
import picomatch from 'picomatch'
import { textAfter } from '../order.js'
import { MEANING, narrowed } from '../paths.js'
import type { Engine, Piece } from '../sql/engine.js'
import type { Codes } from './codes.js'
import { writeDerived } from './derived.js'
import { transaction } from './transaction.js'

/** PostgreSQL's own words. Its writers come together: who decides something of a document locks its row first. */
export function postgresEngine(codes: Codes, patienceMs: number): Engine {
  return {
    transaction: (db, run, options) => transaction(db, run, { ...options, patienceMs }),
    forUpdate: sql`for no key update`,
    lockReports: async (tx) => {
      await sql`lock table report_keys in share row exclusive mode`.execute(tx)
    },
    among: (column, values) => (values.length === 1 ? sql`${column} = ${values[0]}` : amongSeveral(column, values)),
    pathMatches: globbed,
    holds,
    holdsCounted: holds,
    given: (column) => sql`(documents.given ->> ${column})`,
    narrowDocuments: sql`documents`,
    byCodePoint: (column) => sql`${column} collate "C"`,
    dropDerived: async (tx, document) => {
      for (const table of ['document_values', 'document_records', 'checks', 'problems', 'main_values'] as const)
        await sql`delete from ${sql.table(table)} where document_id = ${document}`.execute(tx)
    },
    writeDerived: (tx, document, effective) => writeDerived(codes, tx, document, effective),
  }
}

/** The index knows pairs of characters; a single one is looked for in every row. */
function holds(column: 'organ' | 'title' | 'path', text: string): Piece {
  const whole = sql`strpos(documents.${sql.raw(column)}, ${text}) > 0`
  if (column === 'path' || Array.from(text).length < 2) return whole
  return sql`(nianbao_grams(documents.organ, documents.title) @> nianbao_grams(${text}, null) and ${whole})`
}

/** Unlike one value, a list gives no order of what is found in an index. */
const amongSeveral = (column: Piece, values: readonly (string | number)[]): Piece =>
  typeof values[0] === 'number' ? sql`${column} = any(${values}::bigint[])` : sql`${column} = any(${values}::text[])`

/** The same globs as `pathMatcher` takes, as conditions of PostgreSQL: its regular expressions know all that picomatch makes. */
function globbed(column: Piece, globs: readonly string[]): Piece {
  if (globs.length === 0) return sql`false`
  return sql`(${sql.join(
    globs.map((glob) => one(column, glob)),
    sql` or `,
  )})`
}

function one(column: Piece, glob: string): Piece {
  const { source } = picomatch.makeRe(glob, MEANING)
  const matches = sql`(${column} = ${glob} or ${column} ~ ${source})`
  const { base, part } = narrowed(glob)
  // All below a folder stands side by side in the index.
  if (base !== '') return sql`(${column} >= ${base} and ${column} < ${textAfter(base)} and ${matches})`
  if (Array.from(part).length < 2) return matches
  return sql`(nianbao_grams(${column}, null) @> nianbao_grams(${part}, null) and ${matches})`
}
