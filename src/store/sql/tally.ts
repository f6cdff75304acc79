import { sql, type RawBuilder } from 'kysely'
import { z } from 'zod'
import type { DocumentFilter, Tally } from '../store.js'
import type { Context } from './engine.js'
import { conditionOf } from './filter.js'

const group = z.object({ key: z.union([z.string(), z.number()]).transform(String), count: z.number() })
const status = z.enum(['ok', 'flagged', 'failed', 'pending'])
const totals = z.object({ documents: z.number(), duplicates: z.number() })

/** How many documents there are, by what they are; a document whose year or form is not known counts in none. */
export async function tally({ db, engine }: Context, filter: DocumentFilter): Promise<Tally> {
  const condition = conditionOf(engine, filter)
  const counted = async (
    key: RawBuilder<unknown>,
    from = sql`documents`,
    count = sql`count(*)`,
  ): Promise<ReadonlyMap<string, number>> => {
    const { rows } = await sql`
      select ${key} as key, ${count} as count from ${from}
      where ${condition} and ${key} is not null group by 1 order by 1`.execute(db)
    return new Map(rows.map((row) => group.parse(row)).map(({ key: name, count }) => [name, count]))
  }
  const { rows } = await sql`
    select count(*) as documents, coalesce(sum(case when names > 1 then names - 1 else 0 end), 0) as duplicates
    from documents where ${condition}`.execute(db)
  const byStatus = await counted(sql`documents.status`)
  return {
    ...totals.parse(rows[0]),
    status: new Map([...byStatus].map(([key, count]) => [status.parse(key), count])),
    code: await counted(
      sql`problem.code`,
      sql`documents join problems as problem on problem.document_id = documents.id`,
      sql`count(distinct documents.id)`,
    ),
    form: await counted(sql`documents.form`),
    content: await counted(sql`documents.content`),
    year: await counted(sql`documents.year`),
    folder: await counted(engine.firstFolder),
  }
}
