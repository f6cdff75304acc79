import { z } from 'zod'
import { sql } from 'kysely'
import type { EffectiveValue } from '../../effective/effective.js'
import type { Tx } from '../sql/engine.js'

const codeRow = z.object({ id: z.number(), code: z.string() })

/** The ids of values' codes: what a code means stands once in its table, not in every one of some million rows. */
export class Codes {
  readonly #ids = new Map<string, number>()

  /** The ids of all these values' codes; those not seen before are added. */
  async idsOf(tx: Tx, values: readonly EffectiveValue[]): Promise<ReadonlyMap<string, number>> {
    const unknown = values.filter(({ read }) => !this.#ids.has(read.code))
    if (unknown.length === 0) return this.#ids
    await sql`
      insert into codes (code, "table", item, measure)
      select value ->> 'code', value ->> 'table', value ->> 'item', value ->> 'measure'
      from json_each(${JSON.stringify(unknown.map(({ read }) => read))}) where true
      on conflict (code) do nothing`.execute(tx)
    const { rows } = await sql`select id, code from codes`.execute(tx)
    return new Map(rows.map((row) => codeRow.parse(row)).map(({ id, code }) => [code, id]))
  }

  /** Keeps the ids in mind, once their transaction stands. */
  keep(ids: ReadonlyMap<string, number>): void {
    for (const [code, id] of ids) this.#ids.set(code, id)
  }
}
