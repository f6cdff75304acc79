import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import { z } from 'zod'
import type { Db, Engine } from './sql/engine.js'
import { conditionOf } from './sql/filter.js'
import type { StoreTables } from './sql/schema.js'
import { connect } from './sqlite/connect.js'
import { sqliteEngine } from './sqlite/engine.js'
import { Codes } from './postgres/codes.js'
import { postgresEngine } from './postgres/engine.js'
import type { DocumentFilter } from './store.js'
import { postgresForTests, type TestPostgres } from './testing/postgres.js'

/** Who looks for an organ among many documents is answered by an index, in both databases. */

const MANY = 20_000

let folder: string
let server: TestPostgres
const closing: (() => Promise<void>)[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nianbao-search-'))
  server = await postgresForTests()
}, 120_000)

afterAll(async () => {
  for (const close of closing) await close()
  await server.stop()
  await rm(folder, { recursive: true, force: true })
})

const COLUMNS = 'sha256, bytes, format, path, file, names, current, status, organ, title'

/** The lines of a plan, one text. */
async function planOf(db: Db, engine: Engine, filter: DocumentFilter, explain: string): Promise<string> {
  const condition = conditionOf(engine, filter)
  const { rows } = await sql`${sql.raw(explain)} select id from documents where ${condition}`.execute(db)
  return rows.flatMap((row) => Object.values(z.record(z.string(), z.unknown()).parse(row)).map(String)).join('\n')
}

const ORGAN = `'镇' || n || '甲乙丙丁人民政府'`

test('SQLite asks its index of trigrams, and a narrow index for less', async () => {
  const { db, close } = await connect(join(folder, 'nianbao.sqlite'), { create: true })
  closing.push(close)
  await sql`with recursive numbers (n) as (select 1 union all select n + 1 from numbers where n < ${MANY})
    insert into documents (${sql.raw(COLUMNS)})
    select printf('%064d', n), 1, 'pdf', n || '.pdf', n || '.pdf', 1, 1, 'ok', ${sql.raw(ORGAN)}, n || '年度报告'
    from numbers`.execute(db)
  const engine = sqliteEngine()
  const long = await planOf(db, engine, { organs: ['镇777甲'] }, 'explain query plan')
  expect(long).toContain('documents_search VIRTUAL TABLE INDEX')
  expect(long).toContain('SEARCH documents USING INTEGER PRIMARY KEY')
  const { rows } = await sql`select path from documents where ${conditionOf(engine, { organs: ['镇777甲'] })}`.execute(
    db,
  )
  expect(rows).toEqual([{ path: '777.pdf' }])
  const paths = await planOf(db, engine, { paths: ['**/*777甲*.pdf'] }, 'explain query plan')
  expect(paths).toContain('documents_paths VIRTUAL TABLE INDEX')
  expect(await planOf(db, engine, { paths: ['777/**'] }, 'explain query plan')).toMatch(
    /SEARCH documents USING (?:COVERING )?INDEX documents_path \(path>\? AND path<\?\)/,
  )
  const matching = sql`select path from documents where ${conditionOf(engine, { paths: ['*777.p?f', 'none*'] })}`
  expect((await matching.execute(db)).rows.length).toBeGreaterThan(10)
  // Two characters are no trigram: the narrow index is read through instead of the rows.
  expect(await planOf(db, engine, { titles: ['77'] }, 'explain query plan')).toContain('INDEX documents_title')
})

test('PostgreSQL asks its index of pairs of characters', async () => {
  const pool = new pg.Pool({ connectionString: await server.database(), max: 1 })
  // When the server stops, it ends connections that are still closing.
  pool.on('error', () => undefined)
  const db = new Kysely<StoreTables>({ dialect: new PostgresDialect({ pool }) })
  closing.push(async () => db.destroy())
  await sql`insert into documents (${sql.raw(COLUMNS)})
    select lpad(n::text, 64, '0'), 1, 'pdf', n || '.pdf', n || '.pdf', 1, true, 'ok', ${sql.raw(ORGAN)}, n || '年度报告'
    from generate_series(1, ${sql.lit(MANY)}) as n`.execute(db)
  await sql`analyze documents`.execute(db)
  const engine = postgresEngine(new Codes(), 1_000)
  expect(await planOf(db, engine, { organs: ['镇777甲'] }, 'explain')).toContain('Bitmap Index Scan on documents_grams')
  const { rows } = await sql`select path from documents where ${conditionOf(engine, { organs: ['镇777甲'] })}`.execute(
    db,
  )
  expect(rows).toEqual([{ path: '777.pdf' }])
  expect(await planOf(db, engine, { paths: ['**/*19777*'] }, 'explain')).toContain(
    'Bitmap Index Scan on documents_path_grams',
  )
  expect(await planOf(db, engine, { paths: ['777/**'] }, 'explain')).toContain('Index Scan using documents_path on')
})
