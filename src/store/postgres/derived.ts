import { sql } from 'kysely'
import type { EffectiveDocument, EffectiveValue } from '../../effective/effective.js'
import type { DocumentRecord, ValueState } from '../../model/record.js'
import type { Tx } from '../sql/database.js'
import type { Codes } from './codes.js'

/** Writes anew what is derived of a document beside its row. */
export async function writeDerived(
  codes: Codes,
  tx: Tx,
  document: number,
  effective: EffectiveDocument,
): Promise<void> {
  await sql`
    insert into document_records (document_id, record) values (${document}, ${jsonOf(effective.record)})
    on conflict (document_id) do update set record = excluded.record`.execute(tx)
  await writeValues(codes, tx, document, effective.values)
  await writeChecks(tx, document, effective.checks)
  await writeProblems(tx, document, effective.problems)
}

const STATES: Readonly<Record<ValueState, string>> = {
  ...{ number: 'n', blank: 'b', dash: 'd', text: 't', uncertain: 'u', 'not-found': 'm' },
}

/** A document's values side by side: their codes' numbers, their numbers, the first letters of their states. */
export function valueLists(values: readonly EffectiveValue[], ids: ReadonlyMap<string, number>) {
  const remarks = values.flatMap((value) => remarkOf(value))
  return {
    codes: values.map(({ read }) => ids.get(read.code) ?? 0),
    numbers: values.map(({ value }) => value),
    states: values.map(({ state }) => STATES[state]),
    remarks: remarks.length === 0 ? null : JSON.stringify(Object.fromEntries(remarks)),
  }
}

/** What few values have. */
function remarkOf({ read, flags, corrected, conflict }: EffectiveValue): [code: string, remark: object][] {
  if (flags.length === 0 && corrected === 'no' && !conflict) return []
  return [
    [
      read.code,
      {
        ...(flags.length > 0 && { flags: flags.join(',') }),
        ...(corrected !== 'no' && { corrected, read: read.value }),
        ...(conflict && { conflict }),
      },
    ],
  ]
}

async function writeValues(codes: Codes, tx: Tx, document: number, values: readonly EffectiveValue[]): Promise<void> {
  const ids = await codes.idsOf(
    tx,
    values.map(({ read }) => read),
  )
  const lists = valueLists(values, ids)
  await sql`
    insert into document_values (document_id, codes, numbers, states, remarks)
    values (${document}, ${lists.codes}, ${lists.numbers}, ${lists.states}, ${lists.remarks})
    on conflict (document_id) do update set codes = excluded.codes, numbers = excluded.numbers,
      states = excluded.states, remarks = excluded.remarks`.execute(tx)
}

async function writeChecks(tx: Tx, document: number, checks: EffectiveDocument['checks']): Promise<void> {
  await sql`delete from checks where document_id = ${document}`.execute(tx)
  if (checks.length === 0) return
  const assumed = checks.map(({ assumedZero }) => (assumedZero ? JSON.stringify(assumedZero) : null))
  await sql`
    insert into checks (document_id, position, id, at, "left", "right", pass, assumed_zero)
    select ${document}, row.position - 1, row.id, row.at, row.l, row.r, row.pass, row.assumed::jsonb
    from unnest(${checks.map(({ id }) => id)}::text[], ${checks.map(({ at }) => at)}::text[],
      ${checks.map(({ left }) => left)}::float8[], ${checks.map(({ right }) => right)}::float8[],
      ${checks.map(({ pass }) => pass)}::boolean[], ${assumed}::text[])
    with ordinality as row (id, at, l, r, pass, assumed, position)`.execute(tx)
}

async function writeProblems(tx: Tx, document: number, problems: EffectiveDocument['problems']): Promise<void> {
  await sql`delete from problems where document_id = ${document}`.execute(tx)
  if (problems.length === 0) return
  await sql`
    insert into problems (document_id, position, code, severity, message, page, "table")
    select ${document}, row.position - 1, row.code, row.severity, row.message, row.page, row."table"
    from unnest(${problems.map(({ code }) => code)}::text[], ${problems.map(({ severity }) => severity)}::text[],
      ${problems.map(({ message }) => wellFormed(message))}::text[], ${problems.map(({ page }) => page)}::int[],
      ${problems.map(({ table }) => table)}::text[])
    with ordinality as row (code, severity, message, page, "table", position)`.execute(tx)
}

/** NUL, and halves of characters: JSON can say them, PostgreSQL cannot hold them. */
const UNHOLDABLE = /\0|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/gu
const ESCAPED = /\\u(?:0000|d[89a-f])/iu

const wellFormed = (text: string): string => text.replace(UNHOLDABLE, '\uFFFD')

/** A record for a column of JSON. What the column cannot hold is replaced there; the attempt keeps the record as it was. */
export function jsonOf(record: DocumentRecord): string {
  const json = JSON.stringify(record)
  if (!ESCAPED.test(json)) return json
  return JSON.stringify(record, (_, value: unknown) => (typeof value === 'string' ? wellFormed(value) : value))
}
