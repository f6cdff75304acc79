import type { Batch, BatchEnd, NewBatch } from '../store.js'
import type { NewToken, Token } from '../token.js'
import type { Context } from './engine.js'
import { batchOf, tokenOf } from './rows.js'

export async function beginBatch({ db, at }: Context, batch: NewBatch): Promise<number> {
  const { kind, version, options } = batch
  const { id } = await db
    .insertInto('batches')
    .values({
      ...{ kind, version, options, arguments: JSON.stringify(batch.arguments), started_at: at() },
      ...{ finished_at: null, state: 'running', counts: '{}', always: batch.always === true ? 1 : 0 },
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

// Tokens: who may use the HTTP API.

export async function addToken({ db, at }: Context, { name, digest, scopes, expiresAt }: NewToken): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('tokens')
    .values({ name, digest, scopes: JSON.stringify(scopes), expires_at: expiresAt, created_at: at() })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

export async function tokens({ db }: Context): Promise<readonly Token[]> {
  const rows = await db.selectFrom('tokens').selectAll().orderBy('name').execute()
  return rows.map(tokenOf)
}

export async function revokeToken({ db }: Context, name: string): Promise<boolean> {
  const { numDeletedRows } = await db.deleteFrom('tokens').where('name', '=', name).executeTakeFirst()
  return numDeletedRows > 0n
}
