import { sql } from 'kysely'
import { z } from 'zod'
import type { Db, Tx } from '../sql/engine.js'
import { FORMS } from '../../vocabulary/forms.js'

/** A value's place in its form. */
interface Meaning {
  readonly code: string
  readonly table: string
  readonly item: string
  readonly measure: string
}

const codeRow = z.object({ id: z.number(), code: z.string() })

/** The numbers of values' codes: what a code means stands once in its table, not in every document. */
export class Codes {
  readonly #ids = new Map<string, number>()

  /** Makes sure that all codes of the forms that this version knows have their numbers. */
  async begin(db: Db): Promise<void> {
    const forms = FORMS.flatMap(({ values }) => values)
    for (const [code, id] of await read(db)) this.#ids.set(code, id)
    const unknown = this.#unknown(forms)
    if (unknown.length === 0) return
    await db.transaction().execute((tx) => add(tx, unknown))
    for (const [code, id] of await read(db)) this.#ids.set(code, id)
  }

  /** The numbers of all these values' codes; those that only another version knows are looked up, and added if need be. */
  async idsOf(tx: Tx, values: readonly Meaning[]): Promise<ReadonlyMap<string, number>> {
    const unknown = this.#unknown(values)
    if (unknown.length === 0) return this.#ids
    await add(tx, unknown)
    return read(tx)
  }

  #unknown(values: readonly Meaning[]): readonly Meaning[] {
    return values.filter(({ code }) => !this.#ids.has(code))
  }
}

async function read(db: Db): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql`select id, code from codes`.execute(db)
  return new Map(rows.map((row) => codeRow.parse(row)).map(({ id, code }) => [code, id]))
}

/** In the order of the codes: two who add the same at once wait for each other, never both for both. */
async function add(tx: Tx, meanings: readonly Meaning[]): Promise<void> {
  const unique = [...new Map(meanings.map((meaning) => [meaning.code, meaning])).values()]
  const list = JSON.stringify(unique.map(({ code, table, item, measure }) => ({ code, table, item, measure })))
  await sql`
    insert into codes (code, "table", item, measure)
    select given.code, given."table", given.item, given.measure
    from jsonb_to_recordset(${list}::jsonb) as given (code text, "table" text, item text, measure text)
    where not exists (select 1 from codes known where known.code = given.code)
    order by given.code on conflict (code) do nothing`.execute(tx)
}
