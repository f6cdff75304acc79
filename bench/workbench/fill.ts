import { existsSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { openStore, STORE_FILE } from '../../src/store/open.js'
import { run } from '../../test/support/serving.js'
import { makeDoubtful } from '../../test/support/workbench.js'
import { sampleRecords, synthetic } from '../fleet/synthetic.js'

/** Fills a data folder with samples that have pages, and with documents that never were. */

/** Documents that are saved as a reader saves them; SQL copies them for the rest. */
const DISTINCT = 400

/**
 * The copies of a document differ in path, fingerprint, organ and numbers; they share the record
 * of the attempt; of the values only those are copied that lists and overviews ask for.
 */
const COPIES = [
  `create temp table copies as with recursive numbers (n) as (select 1 union all select n + 1 from numbers where n < $rounds)
     select documents.id as of, documents.id + n * 100000 as id, n from documents cross join numbers
     where documents.path glob '省*' order by n, documents.id limit $wanted`,
  `insert into documents (id, sha256, bytes, format, path, file, given, names, current, status, title, organ, year, form,
     content, value_count, number_count, doubt_count, fault_count, flagged_count, version, version_rank, codes, authors, attempt_id)
     select copies.id, substr(sha256, 1, 48) || printf('%016x', copies.id), bytes, format, replace(path, '镇人民', '镇' || n || '人民'),
       replace(file, '镇人民', '镇' || n || '人民'), given, names, current, status, title, replace(organ, '镇人民', '镇' || n || '人民'),
       year, form, content, value_count, number_count, doubt_count, fault_count, flagged_count, version, version_rank, codes, authors, attempt_id
     from documents join copies on copies.of = documents.id`,
  `insert into problems (document_id, position, code, severity, message, page, "table", details)
     select copies.id, position, code, severity, message, page, "table", details
     from problems join copies on copies.of = problems.document_id`,
  `insert into main_values (document_id, code, value, flagged) select copies.id, code, value + n % 7, flagged
     from copies join main_values on main_values.document_id = copies.of`,
  'drop table copies',
] as const

async function fill(data: string, wanted: number): Promise<void> {
  const base = await sampleRecords(join(process.cwd(), 'samples'))
  const { store, close } = await openStore(data)
  const batch = await store.beginBatch({ kind: 'ingest', arguments: ['/in'], version: '1', options: 'x' })
  const made = Array.from({ length: DISTINCT }, (_, index) => synthetic(base, index + 1))
  await store.putNames(
    batch,
    made.map(({ name }) => name),
  )
  for (const { attempt } of made) await store.saveAttempt({ ...attempt, batch })
  await close()
  const db = new Sqlite(join(data, STORE_FILE))
  const rounds = Math.ceil(wanted / DISTINCT)
  for (const statement of COPIES)
    db.exec(statement.replace('$rounds', String(rounds)).replace('$wanted', String(wanted - DISTINCT)))
  db.close()
}

/** Makes the folder unless it is there, from an earlier run. */
export async function filled(
  data: string,
  samples: readonly string[],
  doubtful: string,
  wanted: number,
): Promise<void> {
  if (existsSync(join(data, STORE_FILE))) return
  const files = samples.map((name) => join(process.cwd(), 'samples', name))
  await run(['ingest', ...files, '--data', data]).ended
  await makeDoubtful(data, doubtful)
  await fill(data, wanted)
}
