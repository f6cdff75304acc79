import { readFile } from 'node:fs/promises'
import { loadavg } from 'node:os'
import { setTimeout as wait } from 'node:timers/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { z } from 'zod'
import { startPostgres } from '../../scripts/servers/postgres.js'
import { migrate } from '../../src/store/postgres/migrate.js'
import { openPostgres } from '../../src/store/postgres/open.js'
import type { Store } from '../../src/store/store.js'
import { median, timed } from '../measure.js'
import { multiply } from './multiply.js'
import { questionsOf } from './questions.js'
import { sampleRecords, synthetic } from './synthetic.js'

/**
 * npm run bench:store [-- --documents N --distinct N --plans --folder DIR]: a store in PostgreSQL filled with documents that never were: what
 * they take on the disk, table by table, what questions take, and with `--plans` how the server goes about them. `distinct`
 * documents are saved as a worker saves its results; the server makes copies of them for the rest. A `folder` keeps the store: the
 * next run finds it filled.
 */

/** How often each question is asked; the middle one counts. */
const TIMES = 5
/** A question that takes longer than this in all is not asked again. */
const ENOUGH_MS = 15_000
const WRITERS = 4
/** Milliseconds for the lines of the server's log, which come by way of this process. */
const LOG_MS = 500
const AGAIN = 200
/** A server for some million documents would have more; the defaults are for a machine of the nineties. */
const SETTINGS = { shared_buffers: '1GB', effective_cache_size: '4GB', max_wal_size: '8GB', random_page_cost: '1.1' }
const AUTO_EXPLAIN = { shared_preload_libraries: 'auto_explain', 'auto_explain.log_analyze': 'on' }

const { values: given } = parseArgs({
  options: {
    documents: { type: 'string', default: '5000' },
    distinct: { type: 'string', default: '2000' },
    plans: { type: 'boolean', default: false },
    folder: { type: 'string' },
  },
})
const documents = Number(given.documents)
const distinct = Math.min(Number(given.distinct), documents)
const print = (line: string): void => void process.stdout.write(`${line}\n`)
const perSecond = (count: number, ms: number): string => `${((count * 1_000) / ms).toFixed(0)}/s`

/** Several at once, as workers do. */
async function save(store: Store, from: number, count: number): Promise<number> {
  const base = await sampleRecords(join(process.cwd(), 'samples'))
  const batch = await store.beginBatch({ kind: 'ingest', arguments: ['/in'], version: '1', options: 'x' })
  const all = Array.from({ length: count }, (_, index) => synthetic(base, from + index))
  const left = all.values()
  await store.putNames(
    batch,
    all.map(({ name }) => name),
  )
  const worker = async (): Promise<void> => {
    for (const { attempt } of left) await store.saveAttempt({ ...attempt, batch })
  }
  return (await timed(() => Promise.all(Array.from({ length: WRITERS }, worker)))).ms
}

const sizeRow = z.object({ name: z.string(), heap: z.number(), toast: z.number(), indexes: z.number() })

async function sizes(client: pg.Client): Promise<void> {
  const { rows } = await client.query(`
    select relname as name, pg_relation_size(oid)::float8 as heap, pg_indexes_size(oid)::float8 as indexes,
      (pg_table_size(oid) - pg_relation_size(oid))::float8 as toast
    from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by pg_total_relation_size(oid) desc`)
  print('\ntable               heap MB  toast MB  indexes MB  bytes/document')
  let total = 0
  for (const row of rows) {
    const { name, heap, toast, indexes } = sizeRow.parse(row)
    total += heap + toast + indexes
    const cells = [heap, toast, indexes].map((bytes) => (bytes / 1e6).toFixed(1).padStart(10))
    print(`${name.padEnd(17)}${cells.join('')}${((heap + toast + indexes) / documents).toFixed(0).padStart(16)}`)
  }
  print(`all: ${(total / 1e9).toFixed(2)} GB, ${(total / documents / 1_000).toFixed(1)} kB a document`)
}

/** Fills the store, unless it is filled. */
async function fill(store: Store, client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ count: number }>('select count(*)::float8 as count from documents')
  if ((rows[0]?.count ?? 0) >= documents) return
  const savingMs = await save(store, 1, distinct)
  print(
    `load ${loadavg()[0]?.toFixed(1) ?? '?'}; saved ${distinct} by ${WRITERS} writers: ${perSecond(distinct, savingMs)}`,
  )
  const { ms: copyingMs } = await timed(() => multiply(client, distinct, documents))
  print(`copied up to ${documents}: ${perSecond(documents - distinct, copyingMs)}`)
  const { ms: vacuumMs } = await timed(() => client.query('vacuum (analyze)'))
  print(`vacuum analyze: ${(vacuumMs / 1_000).toFixed(1)} s`)
}

const server = await startPostgres({
  careless: true,
  settings: { ...SETTINGS, ...(given.plans && AUTO_EXPLAIN) },
  ...(given.folder !== undefined && { folder: given.folder }),
})
try {
  await migrate(server.url)
  const store = await openPostgres(server.url, { connections: WRITERS })
  const client = new pg.Client(server.url)
  await client.connect()
  await fill(store, client)
  const counted = await client.query<{ count: number }>(`
    select sum(cardinality(codes))::float8 as count from document_values`)
  print(`values: ${counted.rows[0]?.count ?? 0}`)
  await sizes(client)

  print(`\nquestions, the middle of ${TIMES}; load ${loadavg()[0]?.toFixed(1) ?? '?'}`)
  const questions = await questionsOf(store, client)
  for (const { name, ask } of questions) {
    const times: number[] = []
    for (let sum = 0; times.length < TIMES && sum < ENOUGH_MS; sum += times.at(-1) ?? 0)
      times.push((await timed(ask)).ms)
    print(`${median(times).toFixed(1).padStart(9)} ms  (first ${times[0]?.toFixed(1) ?? '?'})  ${name}`)
  }
  const [{ there } = { there: 0 }] = (await client.query<{ there: number }>('select max(id) as there from documents'))
    .rows
  const againMs = await save(store, there + 1, AGAIN)
  print(`\nsaved ${AGAIN} more by ${WRITERS} writers: ${perSecond(AGAIN, againMs)}`)
  if (given.plans) await plans(client)
  await client.end()
  await store.close()
} finally {
  await server.stop()
}

/** Asks each question once more while the server writes its plans into its log. */
async function plans(client: pg.Client): Promise<void> {
  await client.query(`alter database nianbao set auto_explain.log_min_duration = 0`)
  const store = await openPostgres(server.url, { connections: 1 })
  const asking = new pg.Client(server.url)
  await asking.connect()
  const log = join(server.folder, 'postgres.log')
  for (const { name, ask } of await questionsOf(store, asking)) {
    const before = (await readFile(log)).length
    await ask()
    await wait(LOG_MS)
    const written = (await readFile(log)).subarray(before).toString()
    print(`\n## ${name}\n${written.replace(/^.*? LOG: {2}duration: .*$/gmu, '').trim()}`)
  }
  await asking.end()
  await store.close()
}
