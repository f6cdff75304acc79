import { sql } from 'kysely'
import { z } from 'zod'
import type { Removal } from '../decision.js'
import { assertUnsaidSince } from '../news.js'
import { addDecision, lockedDocument } from './decisions.js'
import { correctionsOf } from './derive.js'
import type { Context, Tx } from './engine.js'
import { WAITS_AGAIN } from './waiting.js'

const stateRow = z.object({ removed_at: z.string().nullable(), purged_at: z.string().nullable() })
type State = z.infer<typeof stateRow>

async function stateOf(tx: Tx, document: number): Promise<State> {
  const { rows } = await sql`select removed_at, purged_at from documents where id = ${document}`.execute(tx)
  return stateRow.parse(rows[0])
}

/** Does something to a document whose state allows it, and notes who did so; false where it does not. */
async function settle(
  context: Context,
  { sha256, author, note, seen }: Removal,
  kind: 'remove' | 'restore' | 'purge',
  run: (tx: Tx, document: number, state: State) => Promise<boolean>,
): Promise<boolean> {
  return context.engine.transaction(context.db, async (tx) => {
    const { id } = await lockedDocument(context, tx, sha256)
    if (seen !== undefined) assertUnsaidSince(await correctionsOf(tx, id), seen)
    const done = await run(tx, id, await stateOf(tx, id))
    if (done) await addDecision(context, tx, { document: id, kind, attempt: null, author, note })
    return done
  })
}

export const removeDocument = (context: Context, removal: Removal): Promise<boolean> =>
  settle(context, removal, 'remove', async (tx, document, { removed_at }) => {
    if (removed_at !== null) return false
    await sql`update documents set removed_at = ${context.at()}, ${WAITS_AGAIN} where id = ${document}`.execute(tx)
    return true
  })

export const restoreDocument = (context: Context, removal: Removal): Promise<boolean> =>
  settle(context, removal, 'restore', async (tx, document, { removed_at }) => {
    if (removed_at === null) return false
    await sql`update documents set removed_at = null, purged_at = null, ${WAITS_AGAIN} where id = ${document}`.execute(
      tx,
    )
    return true
  })

/** The document's row is left with its names, by which a folder's next ingest knows that it was removed. */
export const purgeDocument = (context: Context, removal: Removal): Promise<boolean> =>
  settle(context, removal, 'purge', async (tx, document, { removed_at, purged_at }) => {
    if (removed_at === null || purged_at !== null) return false
    await sql`
      update documents set purged_at = ${context.at()}, attempt_id = null, status = 'pending', title = null, organ = null,
        year = null, form = null, value_count = null, number_count = null, doubt_count = null, fault_count = null,
        flagged_count = null, version = null, version_rank = null, failure_code = null, failure_class = null, failure_message = null,
        codes = '[]', authors = '[]', ${WAITS_AGAIN}
      where id = ${document}`.execute(tx)
    await context.engine.dropDerived(tx, document)
    await sql`delete from findings where document_id = ${document}`.execute(tx)
    await sql`delete from corrections where document_id = ${document}`.execute(tx)
    await sql`delete from attempts where document_id = ${document}`.execute(tx)
    return true
  })

const purgeableRow = z.object({ sha256: z.string(), path: z.string(), format: z.string() })

export async function purgeable(
  { db }: Context,
  before: string,
  limit: number,
): Promise<readonly z.infer<typeof purgeableRow>[]> {
  const { rows } = await sql`
    select sha256, path, format from documents
    where removed_at is not null and removed_at < ${before} and purged_at is null order by id limit ${limit}`.execute(
    db,
  )
  return rows.map((row) => purgeableRow.parse(row))
}
