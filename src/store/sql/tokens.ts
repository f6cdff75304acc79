import type { NewToken, Token } from '../store.js'
import type { Context } from './database.js'
import { tokenOf } from './rows.js'

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
