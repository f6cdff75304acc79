import { CompiledQuery, sql } from 'kysely'
import type { EffectiveDocument } from '../../effective/effective.js'
import type { Db, Engine, Piece, Tx } from '../sql/engine.js'
import { textAfter } from '../order.js'
import { narrowed } from '../paths.js'
import { mainValuesOf } from '../sql/main-values.js'
import { Codes } from './codes.js'
import { checkRows, insertInto, problemRows, recordRows, tableRows } from './derived.js'

/** SQLite's own words. Its writers come one by one, so there is nothing to lock and nothing to run again. */
export function sqliteEngine(): Engine {
  const codes = new Codes()
  /** Ids of codes that a transaction came to know, to be kept in mind once it stands. */
  const learned = new WeakMap<Tx, ReadonlyMap<string, number>>()
  return {
    transaction: async <T>(db: Db, run: (tx: Tx, mayStand: boolean) => Promise<T>): Promise<T> => {
      let ids: ReadonlyMap<string, number> | undefined
      const result = await db.transaction().execute(async (tx) => {
        const made = await run(tx, false)
        ids = learned.get(tx)
        return made
      })
      if (ids) codes.keep(ids)
      return result
    },
    forUpdate: sql``,
    lockReports: async () => Promise.resolve(),
    among: (column, values) =>
      // Unlike one value, a list gives no order of what is found in an index.
      values.length === 1
        ? sql`${column} = ${values[0]}`
        : sql`${column} in (select value from json_each(${JSON.stringify(values)}))`,
    pathMatches: globbed,
    holds,
    holdsCounted: inText,
    given: (column) => sql`(select value from json_each(documents.given) where key = ${column})`,
    // Without being told, the planner goes to the table by a shorter index.
    narrowDocuments: sql`documents indexed by documents_counted`,
    byCodePoint: (column) => column,
    dropDerived,
    writeDerived: async (tx, document, effective) => {
      const ids = await write(codes, tx, document, effective)
      if (ids.size > (learned.get(tx)?.size ?? 0)) learned.set(tx, ids)
    },
  }
}

async function dropDerived(tx: Tx, document: number): Promise<void> {
  for (const table of ['records', 'tables', 'checks', 'problems', 'main_values'] as const)
    await tx.executeQuery(CompiledQuery.raw(`delete from ${table} where document_id = ?`, [document]))
}

/** Paths with one beginning stand side by side in an index of paths; else the index of trigrams is asked for a part of the glob. */
function globbed(column: Piece, globs: readonly string[]): Piece {
  const all = globs.map((glob) => {
    const matches = sql`path_matches(${column}, ${JSON.stringify([glob])})`
    const { base, part } = narrowed(glob)
    if (base !== '') return sql`(${column} >= ${base} and ${column} < ${textAfter(base)} and ${matches})`
    if (Array.from(part).length < GRAM) return matches
    return sql`(documents.id in (select rowid from documents_paths where documents_paths match ${quoted('path', part)})
      and ${matches})`
  })
  return all.length === 0 ? sql`false` : sql`(${sql.join(all, sql` or `)})`
}

const quoted = (column: string, text: string): string => `${column} : "${text.replaceAll('"', '""')}"`

/** The index of trigrams knows no shorter text; then the column's own index is looked through, which is narrow. */
const GRAM = 3

/** A text that all of 100,000 documents hold is counted in 60 ms this way, in 300 by the index. */
const inText = (column: 'organ' | 'title' | 'path', text: string): Piece =>
  sql`instr(documents.${sql.raw(column)}, ${text}) > 0`

function holds(column: 'organ' | 'title' | 'path', text: string): Piece {
  const whole = inText(column, text)
  if (Array.from(text).length < GRAM) return whole
  // Paths have an index of their own.
  const index = sql.raw(column === 'path' ? 'documents_paths' : 'documents_search')
  return sql`(documents.id in (select rowid from ${index} where ${index} match ${quoted(column, text)}) and ${whole})`
}

async function write(
  codes: Codes,
  tx: Tx,
  document: number,
  effective: EffectiveDocument,
): Promise<ReadonlyMap<string, number>> {
  await dropDerived(tx, document)
  const ids = await codes.idsOf(tx, effective.values)
  await insertInto(tx, 'records', document, recordRows(effective, ids))
  await insertInto(tx, 'tables', document, tableRows(effective.record))
  await insertInto(tx, 'checks', document, checkRows(effective.checks))
  await insertInto(tx, 'problems', document, problemRows(effective.problems))
  const main = JSON.stringify(mainValuesOf(effective))
  await sql`
    insert into main_values (document_id, code, value, flagged)
    select ${document}, value ->> 'code', value ->> 'value', value ->> 'flagged' from json_each(${main})`.execute(tx)
  return ids
}
