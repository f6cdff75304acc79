import type { Batch, BatchEnd, NewBatch } from '../store.js'
import type { Context } from './database.js'
import { batchOf } from './rows.js'

export async function beginBatch({ db, at }: Context, batch: NewBatch): Promise<number> {
  const { kind, version, options } = batch
  const { id } = await db
    .insertInto('batches')
    .values({
      ...{ kind, version, options, arguments: JSON.stringify(batch.arguments), started_at: at() },
      ...{ finished_at: null, state: 'running', counts: '{}' },
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export async function endBatch({ db, at }: Context, id: number, { state, counts }: BatchEnd): Promise<void> {
  await db
    .updateTable('batches')
    .set({ state, counts: JSON.stringify(counts), finished_at: at() })
    .where('id', '=', id)
    .execute()
}

export async function batches({ db }: Context, limit: number): Promise<readonly Batch[]> {
  const rows = await db.selectFrom('batches').selectAll().orderBy('id', 'desc').limit(limit).execute()
  return rows.map(batchOf)
}

export async function batch({ db }: Context, id: number): Promise<Batch | null> {
  const row = await db.selectFrom('batches').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? batchOf(row) : null
}
