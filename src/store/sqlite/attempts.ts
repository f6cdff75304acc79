import { sql } from 'kysely'
import { z } from 'zod'
import { failureOf } from '../../model/extraction.js'
import type { DocumentRecord } from '../../model/record.js'
import type { Attempt, NewAttempt } from '../store.js'
import { derive, type Deriving } from './derive.js'
import type { Context, Tx } from './database.js'
import { pack, unpack } from './packed.js'
import { attemptOf } from './rows.js'

export async function saveAttempt(context: Context & Deriving, attempt: NewAttempt): Promise<'saved' | 'present'> {
  const packed = pack(attempt.record)
  let codes: ReadonlyMap<string, number> = new Map()
  const outcome = await context.db.transaction().execute(async (tx) => {
    const document = await documentOf(tx, attempt)
    if (await isPresent(tx, document.id, attempt)) return 'present'
    const id = await insertAttempt(tx, document.id, attempt, packed)
    const { status } = attempt.record
    // A failure never takes the place of what was read before.
    const counts = status !== 'failed' || document.status === null || document.status === 'failed'
    if (counts)
      codes = await derive(context, tx, {
        document: document.id,
        attempt: id,
        record: attempt.record,
        given: document.given,
      })
    return 'saved' as const
  })
  context.codes.keep(codes)
  return outcome
}

const documentRow = z.object({
  id: z.number(),
  given: z.string().nullable(),
  /** Of the current attempt. */
  status: z.enum(['ok', 'flagged', 'failed']).nullable(),
})

/** The document of an attempt; one that came without a name is noted as its record has it. */
async function documentOf(tx: Tx, { key, record }: NewAttempt): Promise<z.infer<typeof documentRow>> {
  const { rows } = await sql`
    select documents.id, documents.given, attempts.status from documents
    left join attempts on attempts.id = documents.attempt_id
    where documents.sha256 = ${key.sha256}`.execute(tx)
  if (rows.length > 0) return documentRow.parse(rows[0])
  const { path, bytes, format } = record.source
  const { insertId } = await tx
    .insertInto('documents')
    .values({ sha256: key.sha256, bytes, format, path, file: path, names: 0, current: 1, status: 'pending' })
    .executeTakeFirst()
  return { id: Number(insertId), given: null, status: null }
}

async function isPresent(tx: Tx, document: number, { key, generation }: NewAttempt): Promise<boolean> {
  const { rows } = await sql`
    select 1 from attempts where document_id = ${document} and version = ${key.version} and options = ${key.options}
      and generation = ${generation} and (failure_class is null or failure_class = 'permanent')`.execute(tx)
  return rows.length > 0
}

async function insertAttempt(tx: Tx, document: number, attempt: NewAttempt, packed: Uint8Array): Promise<number> {
  const { key, generation, batch, startedAt, finishedAt, record } = attempt
  const failure = failureOf(record)
  const { insertId } = await tx
    .insertInto('attempts')
    .values({
      ...{ document_id: document, version: key.version, options: key.options, generation, batch_id: batch },
      ...{ started_at: startedAt, finished_at: finishedAt, status: record.status, record: packed },
      elapsed_ms: record.extractor.elapsedMs ?? Math.max(0, Date.parse(finishedAt) - Date.parse(startedAt)),
      failure_code: failure?.code ?? null,
      failure_class: failure?.class ?? null,
      failure_message: failure?.message ?? null,
    })
    .executeTakeFirst()
  return Number(insertId)
}

/** What an Attempt is made of. */
const ATTEMPTS = sql`
  select attempts.id, documents.sha256, attempts.version, attempts.options, generation, batch_id, started_at, finished_at,
    elapsed_ms, attempts.status, attempts.failure_code, attempts.failure_class, attempts.failure_message,
    attempts.id is documents.attempt_id as current
  from attempts join documents on documents.id = attempts.document_id`

export async function attempts({ db }: Context, sha256: string): Promise<readonly Attempt[]> {
  const { rows } = await sql`${ATTEMPTS} where documents.sha256 = ${sha256} order by attempts.id`.execute(db)
  return rows.map(attemptOf)
}

export async function attemptsOfBatch(
  { db }: Context,
  batch: number,
  after: number,
  limit: number,
): Promise<readonly Attempt[]> {
  const { rows } = await sql`${ATTEMPTS}
    where attempts.batch_id = ${batch} and attempts.id > ${after} order by attempts.id limit ${limit}`.execute(db)
  return rows.map(attemptOf)
}

export async function attemptRecord({ db }: Context, id: number): Promise<DocumentRecord | null> {
  const row = await db.selectFrom('attempts').select('record').where('id', '=', id).executeTakeFirst()
  return row ? unpack(z.instanceof(Uint8Array).parse(row.record)) : null
}
