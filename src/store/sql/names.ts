import { sep } from 'node:path'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Name, NameOutcome, NewName, SeenFile } from '../store.js'
import type { Context, Tx } from './engine.js'
import { rederive } from './derive.js'
import { nameOf, seenRow } from './rows.js'
import { textAfter } from '../order.js'
import { waitsAgainWhere } from './waiting.js'

/**
 * The order in which the names of a document are asked which of them it is called by: current ones before others; of these
 * the one that a manifest speaks of, else the most telling one (each Chinese character has more bytes than one), else the one
 * known first. Of names that are no longer current, the one seen last.
 */
const TELLING = `state = 'current' desc, case when state = 'current' then 0 else last_batch end desc,
  case when given is null then 1 else 0 end, octet_length(path) - length(path) desc, first_batch, id`

export async function seen({ db, engine }: Context, files: readonly string[]): Promise<ReadonlyMap<string, SeenFile>> {
  const { rows } = await sql`
    select names.file, documents.sha256, names.bytes, names.mtime_ms
    from names join documents on documents.id = names.document_id
    where ${engine.among(sql`names.file`, files)} and names.state <> 'replaced'`.execute(db)
  return new Map(
    rows
      .map((row) => seenRow.parse(row))
      .map(({ file, sha256, bytes, mtime_ms: mtimeMs }) => [file, { sha256, bytes, mtimeMs }]),
  )
}

export async function putNames(
  context: Context,
  batch: number,
  names: readonly NewName[],
): Promise<readonly NameOutcome[]> {
  if (names.length === 0) return []
  return context.engine.transaction(context.db, async (tx) => {
    const outcomes: NameOutcome[] = []
    const touched = new Set<number>()
    for (const name of names) {
      const { outcome, documents } = await putName(context, tx, batch, name)
      outcomes.push(outcome)
      for (const id of documents) touched.add(id)
    }
    await rederive(context, tx, await placeDocuments(context, tx, [...touched]))
    return outcomes
  })
}

/** One name, and the documents that it came from and went to. */
async function putName(
  { engine }: Context,
  tx: Tx,
  batch: number,
  name: NewName,
): Promise<{ outcome: NameOutcome; documents: readonly number[] }> {
  const wanted = sql`select id from documents where sha256 = ${name.sha256} ${engine.forUpdate}`
  const idIn = async (): Promise<number | undefined> => idsIn((await wanted.execute(tx)).rows)[0]
  const known = await idIn()
  const before = await tx
    .selectFrom('names')
    .select(['id', 'document_id'])
    .where('file', '=', name.file)
    .where('state', '<>', 'replaced')
    .executeTakeFirst()
  // Undefined, too, where another writer was quicker: then the document is known by now.
  const added = known === undefined ? await addDocument(tx, name) : undefined
  const id = known ?? added ?? (await idIn()) ?? 0
  const replaced = before && before.document_id !== id ? before : null
  if (replaced) await tx.updateTable('names').set({ state: 'replaced' }).where('id', '=', replaced.id).execute()
  const elsewhere =
    added === undefined &&
    (await tx
      .selectFrom('names')
      .select('id')
      .where('document_id', '=', id)
      .where('file', '<>', name.file)
      .where('state', '=', 'current')
      .limit(1)
      .executeTakeFirst())
  const columns = columnsOf(batch, name)
  await tx
    .insertInto('names')
    .values({ ...columns, document_id: id, file: name.file, first_batch: batch })
    .onConflict((conflict) => conflict.columns(['document_id', 'file']).doUpdateSet(columns))
    .execute()
  const outcome = ((): NameOutcome => {
    if (before?.document_id === id) return 'known'
    if (elsewhere) return 'duplicate'
    if (replaced) return 'changed'
    return added === undefined ? 'known' : 'new'
  })()
  return { outcome, documents: replaced ? [id, replaced.document_id] : [id] }
}

function columnsOf(batch: number, { path, root, format, parts, given, bytes, mtimeMs }: NewName) {
  return {
    ...{ path, root, format, parts: JSON.stringify(parts), given: given && JSON.stringify(given) },
    ...{ bytes, mtime_ms: mtimeMs, state: 'current', last_batch: batch },
  }
}

/** Its number; undefined where another writer was quicker. */
async function addDocument(tx: Tx, { sha256, bytes, format, path, file }: NewName): Promise<number | undefined> {
  const added = await tx
    .insertInto('documents')
    .values({ sha256, bytes, format, path, file, names: 0, current: 1, status: 'pending' })
    .onConflict((conflict) => conflict.column('sha256').doNothing())
    .returning('id')
    .executeTakeFirst()
  return added?.id
}

export async function touchNames(context: Context, batch: number, files: readonly string[]): Promise<void> {
  if (files.length === 0) return
  const { db, engine } = context
  const asked = sql`${engine.among(sql`file`, files)} and state <> 'replaced'`
  const touch = async (tx: Tx): Promise<void> => {
    const { rows } = await sql`
      select distinct document_id as id from names where ${asked} and state = 'vanished'`.execute(tx)
    await sql`update names set last_batch = ${batch}, state = 'current' where ${asked}`.execute(tx)
    await placeDocuments(context, tx, idsIn(rows))
  }
  await engine.transaction(db, touch, { repeatable: true })
}

export async function markVanished(context: Context, batch: number, folder: string): Promise<number> {
  const below = folder.endsWith(sep) ? folder : folder + sep
  return context.engine.transaction(context.db, async (tx) => {
    const { rows } = await sql`
      update names set state = 'vanished'
      where state = 'current' and state <> 'replaced' and last_batch <> ${batch}
        and (file = ${folder} or (file >= ${below} and file < ${textAfter(below)}))
      returning document_id as id`.execute(tx)
    await placeDocuments(context, tx, [...new Set(idsIn(rows))])
    return rows.length
  })
}

const idRow = z.object({ id: z.number() })
const idsIn = (rows: readonly unknown[]): number[] => rows.map((row) => idRow.parse(row).id)

/**
 * Notes in the documents what their names say: where they stand, what is given of them, whether they are still there.
 * @returns those of which something else is given now
 */
async function placeDocuments(context: Context, tx: Tx, ids: readonly number[]): Promise<readonly number[]> {
  if (ids.length === 0) return []
  const { engine } = context
  await sql`select id from documents where ${engine.among(sql`id`, ids)} order by id ${engine.forUpdate}`.execute(tx)
  const before = await givenOf(context, tx, ids)
  const moved = sql`attempt_id is not null and (documents.path <> placed.path or documents.current <> placed.current)`
  await sql`
    update documents set path = placed.path, file = placed.file, given = placed.given,
      names = placed.names, current = placed.current, ${waitsAgainWhere(moved)}
    from (
      select document_id, path, file, given, count(*) over document as names,
        count(*) filter (where state = 'current') over document > 0 as current,
        row_number() over (partition by document_id order by ${sql.raw(TELLING)}) as place
      from names where ${engine.among(sql`document_id`, ids)}
      window document as (partition by document_id)
    ) as placed
    where placed.document_id = documents.id and placed.place = 1`.execute(tx)
  const now = await givenOf(context, tx, ids)
  return ids.filter((id) => before.get(id) !== now.get(id))
}

const givenRow = idRow.extend({ given: z.string().nullable() })

/** The manifest's entries of extracted documents, as JSON. */
async function givenOf(
  { engine }: Context,
  tx: Tx,
  ids: readonly number[],
): Promise<ReadonlyMap<number, string | null>> {
  const { rows } = await sql`
    select id, given from documents
    where attempt_id is not null and ${engine.among(sql`id`, ids)}`.execute(tx)
  return new Map(rows.map((row) => givenRow.parse(row)).map(({ id, given }) => [id, given]))
}

const NAME_COLUMNS = sql`names.file, names.path, names.root, names.format, names.parts, names.given, documents.sha256,
  names.bytes, names.mtime_ms, names.state, names.first_batch, names.last_batch`

export async function namesOf({ db }: Context, sha256: string): Promise<readonly Name[]> {
  const { rows } = await sql`select ${NAME_COLUMNS} from names join documents on documents.id = names.document_id
    where documents.sha256 = ${sha256} order by names.id`.execute(db)
  return rows.map(nameOf)
}

/** Names of many documents at once, by the document's id. */
export async function namesOfAll(
  { db, engine }: Context,
  ids: readonly number[],
): Promise<ReadonlyMap<number, readonly Name[]>> {
  const { rows } = await sql`select names.document_id as id, ${NAME_COLUMNS} from names
    join documents on documents.id = names.document_id
    where ${engine.among(sql`names.document_id`, ids)} order by names.id`.execute(db)
  const found = new Map<number, Name[]>()
  for (const row of rows) {
    const { id } = idRow.parse(row)
    found.set(id, [...(found.get(id) ?? []), nameOf(row)])
  }
  return found
}
