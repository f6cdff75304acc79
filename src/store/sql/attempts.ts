import { sql } from 'kysely'
import { z } from 'zod'
import { failureOf } from '../../model/extraction.js'
import type { DocumentRecord } from '../../model/record.js'
import { isOnTrial, keptBackFor } from '../kept-back.js'
import type { Attempt, NewAttempt } from '../store.js'
import { derive } from './derive.js'
import type { Context, Tx } from './engine.js'
import { pack, unpack } from './packed.js'
import { attemptOf } from './rows.js'

export async function saveAttempt(context: Context, attempt: NewAttempt): Promise<'saved' | 'present'> {
  const packed = pack(attempt.record)
  const save = async (tx: Tx, mayStand: boolean): Promise<'saved' | 'present'> => {
    const document = await documentOf(context, tx, attempt)
    // It was forgotten while a worker had it: what that read is forgotten, too.
    if (document.purged_at !== null) return 'present'
    if (mayStand && (await stands(tx, document.id, attempt, packed))) return 'saved'
    const keptBack = await isKeptBack(tx, document, attempt)
    const id = await insertAttempt(
      tx,
      { document: document.id, insteadOf: document.attempt_id, keptBack },
      attempt,
      packed,
    )
    if (id === null) return 'present'
    const { status } = attempt.record
    // A failure never takes the place of what was read before.
    if (!keptBack && (status !== 'failed' || document.status === null || document.status === 'failed'))
      await derive(context, tx, {
        document: document.id,
        attempt: id,
        record: attempt.record,
        given: document.given,
      })
    return 'saved'
  }
  return context.engine.transaction(context.db, save, { repeatable: true })
}

const documentRow = z.object({
  id: z.number(),
  given: z.string().nullable(),
  attempt_id: z.number().nullable(),
  purged_at: z.string().nullable(),
  /** The current attempt's outcome; null where there is none. */
  status: z.enum(['ok', 'flagged', 'failed']).nullable(),
  version: z.string().nullable(),
  options: z.string().nullable(),
})
type DocumentHeld = z.infer<typeof documentRow>

const alwaysRow = z.object({ always: z.number() })
const recordRow = z.object({ record: z.instanceof(Uint8Array) })

/** Whether the attempt that counts goes on counting. Its record is unfolded only where that is in question. */
async function isKeptBack(tx: Tx, document: DocumentHeld, attempt: NewAttempt): Promise<boolean> {
  const { attempt_id: id, status, version, options } = document
  const { key, record, batch, defaultOptions = false } = attempt
  if (id === null || version === null || options === null || status === 'failed' || record.status === 'failed')
    return false
  if (!isOnTrial({ version, options }, key, defaultOptions)) return false
  const { rows: batches } = await sql`select always from batches where id = ${batch}`.execute(tx)
  if (batches.some((row) => alwaysRow.parse(row).always === 1)) return false
  const { rows } = await sql`select record from attempts where id = ${id}`.execute(tx)
  const counting = { key: { version, options }, record: unpack(recordRow.parse(rows[0]).record) }
  return keptBackFor(counting, { key, record, defaults: defaultOptions }) !== null
}

/**
 * The document of an attempt, kept from other writers until the end: whether this is the first attempt of its key, and whether
 * it becomes the current one, is decided by one at a time. One that came without a name is noted as its record has it.
 */
async function documentOf({ engine }: Context, tx: Tx, attempt: NewAttempt): Promise<DocumentHeld> {
  const { sha256 } = attempt.key
  const known = sql`select id from documents where sha256 = ${sha256} ${engine.forUpdate}`
  if ((await known.execute(tx)).rows.length === 0) {
    const { path, bytes, format } = attempt.record.source
    await tx
      .insertInto('documents')
      .values({ sha256, bytes, format, path, file: path, names: 0, current: 1, status: 'pending' })
      .onConflict((conflict) => conflict.column('sha256').doNothing())
      .execute()
    await known.execute(tx)
  }
  const { rows } = await sql`
    select documents.id, documents.given, documents.attempt_id, documents.purged_at, attempts.status, attempts.version, attempts.options
    from documents
    left join attempts on attempts.id = documents.attempt_id
    where documents.sha256 = ${sha256}`.execute(tx)
  return documentRow.parse(rows[0])
}

/** Whether the very same attempt is there already: saved by a transaction whose end was not heard of. */
async function stands(tx: Tx, document: number, attempt: NewAttempt, packed: Uint8Array): Promise<boolean> {
  const { key, generation, startedAt } = attempt
  const { rows } = await sql`
    select 1 from attempts where document_id = ${document} and version = ${key.version} and options = ${key.options}
      and generation = ${generation} and started_at = ${startedAt} and record = ${packed}`.execute(tx)
  return rows.length > 0
}

/** The new attempt's number; null where the key is taken. */
async function insertAttempt(
  tx: Tx,
  place: { readonly document: number; readonly insteadOf: number | null; readonly keptBack: boolean },
  attempt: NewAttempt,
  packed: Uint8Array,
): Promise<number | null> {
  const { key, generation, batch, startedAt, finishedAt, record } = attempt
  const failure = failureOf(record)
  const inserted = await tx
    .insertInto('attempts')
    .values({
      ...{ kept_back: place.keptBack ? 1 : 0, instead_of: place.insteadOf },
      ...{ document_id: place.document, version: key.version, options: key.options, generation, batch_id: batch },
      ...{ started_at: startedAt, finished_at: finishedAt, status: record.status, record: packed },
      elapsed_ms: record.extractor.elapsedMs ?? Math.max(0, Date.parse(finishedAt) - Date.parse(startedAt)),
      failure_code: failure?.code ?? null,
      failure_class: failure?.class ?? null,
      failure_message: failure?.message ?? null,
      failure_details: failure?.details ? JSON.stringify(failure.details) : null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return inserted?.id ?? null
}

/** The columns of an Attempt. */
const ATTEMPTS = sql`
  select attempts.id, documents.sha256, attempts.version, attempts.options, generation, batch_id, started_at, finished_at,
    elapsed_ms, attempts.status, attempts.failure_code, attempts.failure_class, attempts.failure_message,
    attempts.failure_details, attempts.kept_back, attempts.instead_of,
    attempts.id is not distinct from documents.attempt_id as current
  from attempts join documents on documents.id = attempts.document_id`

export async function attempts({ db, language }: Context, sha256: string): Promise<readonly Attempt[]> {
  const { rows } = await sql`${ATTEMPTS} where documents.sha256 = ${sha256} order by attempts.id`.execute(db)
  return rows.map((row) => attemptOf(row, language))
}

export async function attemptsOfBatch(
  { db, language }: Context,
  batch: number,
  after: number,
  limit: number,
): Promise<readonly Attempt[]> {
  const { rows } = await sql`${ATTEMPTS}
    where attempts.batch_id = ${batch} and attempts.id > ${after} order by attempts.id limit ${limit}`.execute(db)
  return rows.map((row) => attemptOf(row, language))
}

export async function attemptRecord({ db }: Context, id: number): Promise<DocumentRecord | null> {
  const row = await db.selectFrom('attempts').select('record').where('id', '=', id).executeTakeFirst()
  return row ? unpack(z.instanceof(Uint8Array).parse(row.record)) : null
}
