import { sql } from 'kysely'
import { authorsOf, type Correction } from '../../effective/correction.js'
import { effectiveOf } from '../../effective/effective-of.js'
import { z } from 'zod'
import type { EffectiveDocument } from '../../effective/effective.js'
import { failureOf } from '../../model/extraction.js'
import type { DocumentRecord } from '../../model/record.js'
import { flaggedIn } from './main-values.js'
import { unpack } from './packed.js'
import { versionRank } from '../order.js'
import type { Context, Tx } from './engine.js'
import { WAITING } from './waiting.js'
import { given as givenShape, correctionOf } from './rows.js'

interface Derived {
  readonly document: number
  /** The attempt that becomes the current one. */
  readonly attempt: number
  readonly record: DocumentRecord
  /** JSON, as the table has it. */
  readonly given: string | null
}

/** Makes an attempt the current one: the document's row and everything that is derived from it are written anew. */
export async function derive({ engine, language }: Context, tx: Tx, derived: Derived): Promise<void> {
  const { document, attempt, record } = derived
  const given = derived.given === null ? null : givenShape.parse(JSON.parse(derived.given))
  const corrections = await correctionsOf(tx, document)
  const effective = effectiveOf(record, corrections, { given, language })
  await updateDocument(tx, { document, attempt }, effective, authorsOf(corrections))
  await engine.writeDerived(tx, document, effective)
}

const currentRow = z.object({
  id: z.number(),
  given: z.string().nullable(),
  attempt: z.number(),
  record: z.instanceof(Uint8Array),
})

/**
 * Derives documents anew from their current attempts: after a correction, or where something else is given of them. The caller
 * keeps them from other writers.
 */
export async function rederive(context: Context, tx: Tx, documents: readonly number[]): Promise<void> {
  for (const document of documents) {
    const { rows } = await sql`
      select documents.id, given, attempts.id as attempt, attempts.record
      from documents join attempts on attempts.id = documents.attempt_id where documents.id = ${document}`.execute(tx)
    if (rows.length === 0) continue
    const { given, attempt, record } = currentRow.parse(rows[0])
    await derive(context, tx, { document, attempt, record: unpack(record), given })
  }
}

export async function correctionsOf(tx: Tx, document: number): Promise<readonly Correction[]> {
  const { rows } = await sql`
    select corrections.*, documents.sha256 from corrections join documents on documents.id = corrections.document_id
    where document_id = ${document} order by corrections.id`.execute(tx)
  return rows.map(correctionOf)
}

async function updateDocument(
  tx: Tx,
  { document, attempt }: Pick<Derived, 'document' | 'attempt'>,
  effective: EffectiveDocument,
  authors: readonly string[],
): Promise<void> {
  const { record, report, status, counts, problems } = effective
  const failure = failureOf({ status, problems: record.problems })
  await tx
    .updateTable('documents')
    .set({
      ...{ attempt_id: attempt, status, title: report?.title ?? null, organ: report?.organ ?? null },
      ...{ year: report?.year ?? null, form: report?.form ?? null },
      content: record.content ?? (record.report === null ? null : 'annual-report'),
      ...{ value_count: counts.values, number_count: counts.numbers },
      ...{ doubt_count: counts.doubts, fault_count: counts.faults, flagged_count: flaggedIn(effective) },
      ...{ version: record.extractor.version, version_rank: versionRank(record.extractor.version) },
      codes: JSON.stringify([...new Set(problems.map(({ code }) => code))].sort()),
      authors: JSON.stringify(authors),
      failure_code: failure?.code ?? null,
      failure_class: failure?.class ?? null,
      failure_message: failure?.message ?? null,
      failure_details: failure?.details ? JSON.stringify(failure.details) : null,
      ...WAITING,
    })
    .where('id', '=', document)
    .execute()
}
