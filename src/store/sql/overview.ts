import { sql } from 'kysely'
import { z } from 'zod'
import { FORMATS } from '../../model/source.js'
import type { Alike, DocumentFilter, NumberRow, ReportRow } from '../store.js'
import type { Context } from './engine.js'
import { conditionOf } from './filter.js'

/** Rows for an overview: few columns of many documents, so that no record is unpacked for a figure. */

/** Reports that one statement reads. */
const REPORTS = 10_000
/** Documents whose main values one statement reads. */
const DOCUMENTS = 5_000

const status = z.enum(['ok', 'flagged', 'failed', 'pending'])
const codes = z.string().transform((text) => z.array(z.string()).parse(JSON.parse(text)))
const alikeRow = z.object({
  ...{ status, codes, folder: z.string(), format: z.enum(FORMATS), year: z.number().nullable() },
  current: z.union([z.boolean(), z.number()]).transform(Boolean),
  form: z.string().nullable(),
  ...{ documents: z.number(), value_count: z.number(), number_count: z.number(), flagged_count: z.number() },
})

/** Documents that are alike in all that an overview counts by, and how many they are. */
export async function alike({ db, engine }: Context, filter: DocumentFilter): Promise<readonly Alike[]> {
  const { rows } = await sql`
    select current, status, year, form, folder, format, codes, count(*) as documents,
      coalesce(sum(value_count), 0) as value_count, coalesce(sum(number_count), 0) as number_count,
      coalesce(sum(flagged_count), 0) as flagged_count
    from documents where ${conditionOf(engine, filter)}
    group by current, status, year, form, folder, format, codes`.execute(db)
  return rows.map((row) => {
    const { value_count: values, number_count: numbers, flagged_count: flagged, ...rest } = alikeRow.parse(row)
    return { ...rest, values, numbers, flagged }
  })
}

const reportRow = z.object({
  ...{ sha256: z.string(), path: z.string(), file: z.string() },
  ...{ organ: z.string(), year: z.number(), status },
})

/** Current documents of which organ and year are known, by their paths. */
export async function* reports({ db, engine }: Context, filter: DocumentFilter): AsyncGenerator<ReportRow> {
  for (let after: ReportRow | null = null; ;) {
    const behind = after ? sql`(path, sha256) > (${after.path}, ${after.sha256})` : sql`true`
    const { rows } = await sql`
      select sha256, path, file, organ, year, status from documents
      where organ is not null and year is not null and current = ${1} and ${behind} and ${conditionOf(engine, filter)}
      order by path, sha256 limit ${REPORTS}`.execute(db)
    const found: readonly ReportRow[] = rows.map((row) => reportRow.parse(row))
    yield* found
    after = found.at(-1) ?? null
    if (found.length < REPORTS) return
  }
}

const numberRow = z.object({
  id: z.number(),
  ...{ sha256: z.string(), path: z.string(), file: z.string() },
  ...{ organ: z.string().nullable(), year: z.number().nullable() },
  // All three null of a document without any.
  ...{ code: z.string().nullable(), value: z.number().nullable(), flagged: z.number().nullable() },
})

/** The main values of current documents. */
export async function* numbers({ db, engine }: Context, filter: DocumentFilter): AsyncGenerator<NumberRow> {
  for (let after: number | null = 0; after !== null;) {
    const { rows } = await sql`
      with part as (
        select id, sha256, path, file, organ, year from documents
        where id > ${after} and attempt_id is not null and current = ${1} and ${conditionOf(engine, filter)}
        order by id limit ${DOCUMENTS}
      )
      select part.*, main_values.code, main_values.value, main_values.flagged
      from part left join main_values on main_values.document_id = part.id order by part.id, main_values.code`.execute(
      db,
    )
    after = null
    for (const row of rows) {
      const { id, code, value, flagged, ...document } = numberRow.parse(row)
      after = id
      if (code !== null && value !== null) yield { ...document, code, value, flagged: flagged === 1 }
    }
  }
}
