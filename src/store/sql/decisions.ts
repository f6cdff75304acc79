import { sql } from 'kysely'
import { z } from 'zod'
import { StoreError } from '../errors.js'
import type { AttemptUse, Decision } from '../store.js'
import { derive } from './derive.js'
import type { Context, Tx } from './engine.js'
import { unpack } from './packed.js'
import { decisionOf } from './rows.js'

const documentRow = z.object({ id: z.number(), attempt_id: z.number().nullable(), given: z.string().nullable() })

/** A document, kept from other writers until the end. @throws StoreError `document-unknown` */
export async function lockedDocument(
  { engine }: Context,
  tx: Tx,
  sha256: string,
): Promise<z.infer<typeof documentRow>> {
  const { rows } = await sql`
    select id, attempt_id, given from documents where sha256 = ${sha256} ${engine.forUpdate}`.execute(tx)
  if (rows.length === 0) throw new StoreError('document-unknown', { sha256 })
  return documentRow.parse(rows[0])
}

const usableRow = z.object({ status: z.string(), record: z.instanceof(Uint8Array) })

export async function useAttempt(context: Context, use: AttemptUse): Promise<void> {
  const { sha256, attempt, instead, author, note } = use
  await context.engine.transaction(context.db, async (tx) => {
    const { id, attempt_id: current, given } = await lockedDocument(context, tx, sha256)
    if (instead !== undefined && instead !== current) throw new StoreError('attempt-meanwhile', { sha256 })
    const { rows } = await sql`
      select status, record from attempts where id = ${attempt} and document_id = ${id}`.execute(tx)
    const [found] = rows.map((row) => usableRow.parse(row))
    if (!found) throw new StoreError('attempt-unknown', { sha256, attempt })
    if (found.status === 'failed') throw new StoreError('attempt-failed', { sha256, attempt })
    await addDecision(context, tx, { document: id, kind: 'use-attempt', attempt, author, note })
    await derive(context, tx, { document: id, attempt, record: unpack(found.record), given })
  })
}

interface NewDecision extends Pick<Decision, 'kind' | 'attempt' | 'author' | 'note'> {
  readonly document: number
}

export async function addDecision({ at }: Context, tx: Tx, decision: NewDecision): Promise<void> {
  const { document, kind, attempt, author, note } = decision
  await tx
    .insertInto('decisions')
    .values({ document_id: document, kind, attempt_id: attempt, author, note, at: at() })
    .execute()
}

export async function decisions({ db }: Context, sha256: string): Promise<readonly Decision[]> {
  const { rows } = await sql`
    select decisions.* from decisions join documents on documents.id = decisions.document_id
    where documents.sha256 = ${sha256} order by decisions.id`.execute(db)
  return rows.map(decisionOf)
}
