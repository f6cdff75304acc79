import { sql } from 'kysely'
import { z } from 'zod'
import { effectiveOf } from '../../effective/effective-of.js'
import type { DocumentFilter, DocumentPage, DocumentRow, StoredDocument } from '../store.js'
import type { Correction } from '../../effective/correction.js'
import type { Context } from './engine.js'
import { sortKeyOf } from '../order.js'
import { conditionOf } from './filter.js'
import { namesOfAll } from './names.js'
import { unpack } from './packed.js'
import { correctionOf, documentOf, type IdentifiedRow } from './rows.js'
import { stretchesOf } from './sorted.js'

/** Rows that are read at a time: few enough to hold, many enough to be fast. */
const PAGE = 500
/** Whole documents at a time: some 100 kB each. */
const EFFECTIVE_PAGE = 50

const COLUMNS = sql`documents.id, sha256, path, file, names, current, format, bytes, status, title, organ, year, form, content,
  value_count, number_count, doubt_count, fault_count, version, failure_code, failure_class, failure_message, failure_details, given,
  removed_at, purged_at, codes, authors`

/** Keyset pages in an order that an index has: each begins behind the last row of the one before. */
async function* pages(
  { db, engine, language }: Context,
  filter: DocumentFilter,
  most: number,
  extracted: boolean,
  { after, limit = Infinity, sort = { by: 'path' } }: DocumentPage = {},
): AsyncGenerator<readonly IdentifiedRow[]> {
  let stretches = stretchesOf(engine, sort, after ?? null)
  let left = limit
  while (left > 0) {
    const [stretch] = stretches
    if (!stretch) return
    const size = Math.min(most, left)
    const { rows } = await sql`
      select ${COLUMNS} from documents
      where ${stretch.condition} and ${extracted ? sql`attempt_id is not null` : sql`true`}
        and ${conditionOf(engine, filter)}
      order by ${stretch.order} limit ${size}`.execute(db)
    const found: readonly IdentifiedRow[] = rows.map((row) => documentOf(row, language))
    if (found.length > 0) yield found
    left -= found.length
    const last = found.length < size ? null : found[found.length - 1]?.row
    stretches = last ? stretchesOf(engine, sort, { ...last, key: sortKeyOf(last, sort.by) }) : stretches.slice(1)
  }
}

export async function* documents(
  context: Context,
  filter: DocumentFilter,
  part: DocumentPage,
): AsyncGenerator<DocumentRow> {
  for await (const page of pages(context, filter, PAGE, false, part)) for (const { row } of page) yield row
}

export async function* effective(context: Context, filter: DocumentFilter): AsyncGenerator<StoredDocument> {
  for await (const page of pages(context, filter, EFFECTIVE_PAGE, true)) {
    const ids = page.map(({ id }) => id)
    const names = await namesOfAll(context, ids)
    const corrections = await correctionsOfAll(context, ids)
    const records = await packedRecords(context, ids)
    for (const { id, row } of page) {
      const packed = records.get(id)
      if (!packed) continue
      const said = corrections.get(id) ?? []
      const found = effectiveOf(unpack(packed), said, { given: row.given, language: context.language })
      yield { ...row, effective: found, allNames: names.get(id) ?? [] }
    }
  }
}

const packedRow = z.object({ id: z.number(), record: z.instanceof(Uint8Array) })

async function packedRecords(
  { db, engine }: Context,
  ids: readonly number[],
): Promise<ReadonlyMap<number, Uint8Array>> {
  const { rows } = await sql`
    select documents.id, attempts.record from documents join attempts on attempts.id = documents.attempt_id
    where ${engine.among(sql`documents.id`, ids)}`.execute(db)
  return new Map(rows.map((row) => packedRow.parse(row)).map(({ id, record }) => [id, record]))
}

const ofDocument = z.object({ document_id: z.number() })

async function correctionsOfAll(
  { db, engine }: Context,
  ids: readonly number[],
): Promise<ReadonlyMap<number, readonly Correction[]>> {
  const { rows } = await sql`
    select corrections.*, documents.sha256 from corrections join documents on documents.id = corrections.document_id
    where ${engine.among(sql`document_id`, ids)} order by corrections.id`.execute(db)
  const found = new Map<number, Correction[]>()
  for (const row of rows) {
    const { document_id: id } = ofDocument.parse(row)
    found.set(id, [...(found.get(id) ?? []), correctionOf(row)])
  }
  return found
}

/** The fewest digits of a fingerprint that name a document. */
const SHORTEST = 8
const FINGERPRINT = new RegExp(`^[0-9a-f]{${SHORTEST},64}$`, 'iu')

export async function find({ db, language }: Context, reference: string): Promise<readonly DocumentRow[]> {
  const digits = FINGERPRINT.test(reference) ? reference.toLowerCase() : null
  const fingerprint = digits ? sql`(sha256 >= ${digits} and sha256 < ${`${digits}g`})` : sql`false`
  const { rows } = await sql`
    select ${COLUMNS} from documents where documents.id in (
      select id from documents where ${fingerprint}
      union select id from documents where path = ${reference}
      union select id from documents where file = ${reference}
      union select document_id from names where path = ${reference}
      union select document_id from names where file = ${reference})
    order by path, sha256`.execute(db)
  return rows.map((row) => documentOf(row, language).row)
}
