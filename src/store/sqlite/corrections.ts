import { sql } from 'kysely'
import { z } from 'zod'
import { isSayable, type Correction, type NewCorrection } from '../../effective/correction.js'
import { StoreError } from '../errors.js'
import type { Context, Tx } from './database.js'
import { rederive, type Deriving } from './derive.js'
import { correctionOf } from './rows.js'

const idRow = z.object({ id: z.number() })

export async function addCorrections(
  context: Context & Deriving,
  corrections: readonly NewCorrection[],
): Promise<void> {
  for (const correction of corrections)
    if (!isSayable(correction))
      throw new StoreError('correction-invalid', { code: correction.code, value: correction.value ?? '' })
  await context.db.transaction().execute(async (tx) => {
    const documents = new Map<string, number>()
    for (const { sha256 } of corrections) if (!documents.has(sha256)) documents.set(sha256, await idOf(tx, sha256))
    const at = context.at()
    for (const { sha256, kind, code, value, readThen, author, note } of corrections)
      await tx
        .insertInto('corrections')
        .values({ document_id: documents.get(sha256) ?? 0, kind, code, value, read_then: readThen, author, note, at })
        .execute()
    await rederive(context, tx, [...documents.values()])
  })
}

async function idOf(tx: Tx, sha256: string): Promise<number> {
  const { rows } = await sql`select id from documents where sha256 = ${sha256}`.execute(tx)
  if (rows.length === 0) throw new StoreError('document-unknown', { sha256 })
  return idRow.parse(rows[0]).id
}

export async function corrections({ db }: Context, sha256?: string): Promise<readonly Correction[]> {
  const { rows } = await sql`
    select corrections.*, documents.sha256 from corrections join documents on documents.id = corrections.document_id
    where ${sha256 === undefined ? sql`true` : sql`documents.sha256 = ${sha256}`} order by corrections.id`.execute(db)
  return rows.map(correctionOf)
}
