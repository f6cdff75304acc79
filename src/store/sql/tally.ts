import { sql } from 'kysely'
import { z } from 'zod'
import type { DocumentFilter, Tally } from '../store.js'
import type { Context } from './engine.js'
import { countedBy } from './filter.js'

const texts = z.array(z.string())
const group = z.object({
  status: z.enum(['ok', 'flagged', 'failed', 'pending']),
  year: z.number().nullable(),
  form: z.string().nullable(),
  content: z.string().nullable(),
  folder: z.string(),
  codes: z.string(),
  authors: z.string(),
  documents: z.number(),
  duplicates: z.number(),
})
type Group = z.infer<typeof group>

/**
 * How many documents there are, by what they are; a document whose year or form is not known counts in none. All is counted in
 * one pass, which an index answers alone: documents that are alike in everything that is asked for are one row of it.
 */
export async function tally({ db, engine }: Context, filter: DocumentFilter): Promise<Tally> {
  const { from, where } = countedBy(engine, filter)
  const { rows } = await sql`
    select status, year, form, content, folder, codes, authors, count(*) as documents,
      sum(case when names > 1 then names - 1 else 0 end) as duplicates
    from ${from} where ${where}
    group by status, year, form, content, folder, codes, authors`.execute(db)
  const groups = rows.map((row) => group.parse(row))
  const listed = memo((text) => texts.parse(JSON.parse(text)))
  const one = <Key extends string>(keyOf: (each: Group) => Key | null): ReadonlyMap<Key, number> =>
    counted(groups, (each) => {
      const key = keyOf(each)
      return key === null ? [] : [key]
    })
  const sum = (of: 'documents' | 'duplicates'): number => groups.reduce((total, each) => total + each[of], 0)
  return {
    ...{ documents: sum('documents'), duplicates: sum('duplicates') },
    status: one(({ status }) => status),
    code: counted(groups, ({ codes }) => listed(codes)),
    form: one(({ form }) => form),
    content: one(({ content }) => content),
    year: one(({ year }) => (year === null ? null : String(year))),
    folder: one(({ folder }) => folder),
    author: counted(groups, ({ authors }) => listed(authors)),
  }
}

/** Documents by each of their keys, the keys in the order of code points. */
function counted<Key extends string>(
  groups: readonly Group[],
  keysOf: (each: Group) => readonly Key[],
): ReadonlyMap<Key, number> {
  const counts = new Map<Key, number>()
  for (const each of groups) for (const key of keysOf(each)) counts.set(key, (counts.get(key) ?? 0) + each.documents)
  return new Map([...counts].sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** Few lists of codes are as frequent as documents: each is parsed once. */
function memo<T>(parse: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>()
  return (text) => {
    const found = known.get(text) ?? parse(text)
    known.set(text, found)
    return found
  }
}

const total = z.object({ documents: z.number() })

/** How many documents a filter finds. */
export async function count({ db, engine }: Context, filter: DocumentFilter): Promise<number> {
  const { from, where } = countedBy(engine, filter)
  const { rows } = await sql`select count(*) as documents from ${from} where ${where}`.execute(db)
  return total.parse(rows[0]).documents
}
