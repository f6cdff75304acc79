import { sql } from 'kysely'
import { z } from 'zod'
import { isSayable, type Correction, type NewCorrection } from '../../effective/correction.js'
import { StoreError } from '../errors.js'
import { assertNews } from '../news.js'
import type { Context, Tx } from './engine.js'
import { correctionsOf, rederive } from './derive.js'
import { correctionOf } from './rows.js'

const idRow = z.object({ id: z.number(), sha256: z.string() })

export async function addCorrections(context: Context, corrections: readonly NewCorrection[]): Promise<void> {
  for (const correction of corrections)
    if (!isSayable(correction))
      throw new StoreError('correction-invalid', { code: correction.code, value: correction.value ?? '' })
  const { db, engine } = context
  await engine.transaction(db, async (tx) => {
    const documents = await idsOf(context, tx, [...new Set(corrections.map(({ sha256 }) => sha256))])
    const at = context.at()
    for (const [sha256, id] of documents) {
      const own = corrections.filter((correction) => correction.sha256 === sha256)
      const before = await correctionsOf(tx, id)
      for (const correction of own) assertNews(before, correction)
      for (const {
        kind,
        code,
        value,
        readThen,
        author,
        note,
        withdraws = null,
        asPrinted,
        seen = null,
        together = null,
      } of own)
        await tx
          .insertInto('corrections')
          .values({
            ...{ document_id: id, kind, code, value, read_then: readThen, author, note, at },
            ...{ withdraws, seen, as_printed: asPrinted === true ? 1 : 0, together },
          })
          .execute()
    }
    await rederive(context, tx, [...documents.values()])
  })
}

/** The documents' numbers by their fingerprints; they are kept from other writers until the end. */
async function idsOf({ engine }: Context, tx: Tx, digests: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql`
    select id, sha256 from documents where ${engine.among(sql`sha256`, digests)}
    order by id ${engine.forUpdate}`.execute(tx)
  const ids = new Map(rows.map((row) => idRow.parse(row)).map(({ id, sha256 }) => [sha256, id]))
  const unknown = digests.find((sha256) => !ids.has(sha256))
  if (unknown !== undefined) throw new StoreError('document-unknown', { sha256: unknown })
  return ids
}

export async function corrections({ db }: Context, sha256?: string): Promise<readonly Correction[]> {
  const { rows } = await sql`
    select corrections.*, documents.sha256 from corrections join documents on documents.id = corrections.document_id
    where ${sha256 === undefined ? sql`true` : sql`documents.sha256 = ${sha256}`} order by corrections.id`.execute(db)
  return rows.map(correctionOf)
}
