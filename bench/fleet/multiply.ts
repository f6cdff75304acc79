import type { Client } from 'pg'

/** The number of copies of everything that one statement makes. */
const COPIES = 5

/**
 * Fills the tables with copies of the documents that are there, under names, fingerprints and organs of their own, until there
 * are so many: the server copies what it has compressed already, some thousand documents a second.
 */
export async function multiply(client: Client, there: number, wanted: number): Promise<void> {
  // Nothing is checked that was checked of the originals.
  await client.query('set session_replication_role = replica')
  const rounds = Math.ceil(wanted / there) - 1
  for (let round = 1; round <= rounds; round += COPIES) {
    const last = Math.min(round + COPIES - 1, rounds)
    for (const statement of STATEMENTS)
      await client.query(statement.replaceAll('$there', String(there)).replaceAll('$wanted', String(wanted)), [
        round,
        last,
      ])
  }
  for (const table of ['documents', 'names', 'attempts'])
    await client.query(`select setval(pg_get_serial_sequence('${table}', 'id'), (select max(id) from ${table}))`)
  await client.query('set session_replication_role = origin')
}

/** Which copy a row is of, and the number that this gives its document. */
const COPY = (table: string, key: string): string =>
  `from ${table} cross join generate_series($1::int, $2::int) as round
   cross join lateral (select ${table}.${key} + round * $there as id) as copy
   where ${table}.${key} <= $there and copy.id <= $wanted`

const PATH = `regexp_replace(path, '第\\d+镇', '第' || copy.id || '镇')`
const FILE = `regexp_replace(file, '第\\d+镇', '第' || copy.id || '镇')`

const STATEMENTS = [
  `insert into documents (id, sha256, bytes, format, path, file, given, names, current, attempt_id, status, title, organ, year,
     form, value_count, number_count, doubt_count, fault_count, version, version_rank, failure_code, failure_class,
     failure_message, content, codes, authors) overriding system value
   select copy.id, encode(sha256(copy.id::text::bytea), 'hex'), bytes, format, ${PATH}, ${FILE}, given, names, current, copy.id,
     status, title, regexp_replace(organ, '第\\d+镇', '第' || copy.id || '镇'), year, form, value_count, number_count,
     doubt_count, fault_count, version, version_rank, failure_code, failure_class, failure_message,
     content, codes, authors
   ${COPY('documents', 'id')}`,
  `insert into names overriding system value
   select copy.id, copy.id, ${FILE}, ${PATH}, root, format, parts, given, bytes, mtime_ms, state, first_batch, last_batch
   ${COPY('names', 'document_id')}`,
  `insert into attempts overriding system value
   select copy.id, copy.id, version, options, generation, batch_id, started_at, finished_at, elapsed_ms, status, failure_code,
     failure_class, failure_message, record
   ${COPY('attempts', 'document_id')}`,
  `insert into document_records select copy.id, record ${COPY('document_records', 'document_id')}`,
  `insert into document_values select copy.id, codes, numbers, states, remarks ${COPY('document_values', 'document_id')}`,
  `insert into checks select copy.id, position, checks.id, at, "left", "right", pass, assumed_zero
   ${COPY('checks', 'document_id')}`,
  `insert into problems select copy.id, position, code, severity, message, page, "table" ${COPY('problems', 'document_id')}`,
] as const
