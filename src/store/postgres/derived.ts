import { sql } from 'kysely'
import type { EffectiveDocument, EffectiveValue } from '../../effective/effective.js'
import type { ProblemDetails } from '../../model/details.js'
import type { DocumentRecord, ValueState } from '../../model/record.js'
import type { Piece, Tx } from '../sql/engine.js'
import { mainValuesOf } from '../sql/main-values.js'
import type { Codes } from './codes.js'

/**
 * Writes anew what is derived of a document beside its row, in one statement: what takes long is the way to the server and back.
 * Rows of checks and problems are known by their places, so that those of an earlier attempt are written over.
 */
export async function writeDerived(
  codes: Codes,
  tx: Tx,
  document: number,
  effective: EffectiveDocument,
): Promise<void> {
  const read = effective.values.map((value) => value.read)
  const { checks, problems } = effective
  const main = mainValuesOf(effective)
  const lists = valueLists(effective.values, await codes.idsOf(tx, read))
  await sql`
    with record as (
      insert into document_records (document_id, record) values (${document}, ${jsonOf(effective.record)})
      on conflict (document_id) do update set record = excluded.record
    ), held as (
      insert into document_values (document_id, codes, numbers, states, remarks)
      values (${document}, ${lists.codes}, ${lists.numbers}, ${lists.states}, ${lists.remarks})
      on conflict (document_id) do update set codes = excluded.codes, numbers = excluded.numbers,
        states = excluded.states, remarks = excluded.remarks
    ), fewer_checks as (
      delete from checks where document_id = ${document} and position >= ${checks.length}
    ), fewer_problems as (
      delete from problems where document_id = ${document} and position >= ${problems.length}
    ), other_main as (
      delete from main_values where document_id = ${document} and code <> all(${main.map(({ code }) => code)}::text[])
    ), main as (
      insert into main_values (document_id, code, value, flagged)
      select ${document}::int, row.code, row.value, row.flagged
      from unnest(${main.map(({ code }) => code)}::text[], ${main.map(({ value }) => value)}::float8[],
        ${main.map(({ flagged }) => flagged)}::smallint[]) as row (code, value, flagged)
      on conflict (document_id, code) do update set value = excluded.value, flagged = excluded.flagged
    ), checked as (${checksOf(document, checks)})
    ${problemsOf(document, problems)}`.execute(tx)
}

const STATES: Readonly<Record<ValueState, string>> = {
  ...{ number: 'n', blank: 'b', dash: 'd', text: 't', uncertain: 'u', 'not-found': 'm' },
}

/** A document's values side by side: their codes' numbers, their numbers, the first letters of their states. */
function valueLists(values: readonly EffectiveValue[], ids: ReadonlyMap<string, number>) {
  const remarks = values.flatMap((value) => remarkOf(value))
  return {
    codes: values.map(({ read }) => ids.get(read.code) ?? 0),
    numbers: values.map(({ value }) => value),
    states: values.map(({ state }) => STATES[state]),
    remarks: remarks.length === 0 ? null : JSON.stringify(Object.fromEntries(remarks)),
  }
}

/** Gives the columns that few values fill. */
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

function checksOf(document: number, checks: EffectiveDocument['checks']): Piece {
  const assumed = checks.map(({ assumedZero }) => (assumedZero ? JSON.stringify(assumedZero) : null))
  return sql`
    insert into checks (document_id, position, id, at, "left", "right", pass, assumed_zero)
    select ${document}::int, row.position - 1, row.id, row.at, row.l, row.r, row.pass, row.assumed::jsonb
    from unnest(${checks.map(({ id }) => id)}::text[], ${checks.map(({ at }) => at)}::text[],
      ${checks.map(({ left }) => left)}::float8[], ${checks.map(({ right }) => right)}::float8[],
      ${checks.map(({ pass }) => pass)}::boolean[], ${assumed}::text[])
    with ordinality as row (id, at, l, r, pass, assumed, position)
    on conflict (document_id, position) do update set id = excluded.id, at = excluded.at, "left" = excluded."left",
      "right" = excluded."right", pass = excluded.pass, assumed_zero = excluded.assumed_zero`
}

function problemsOf(document: number, problems: EffectiveDocument['problems']): Piece {
  return sql`
    insert into problems (document_id, position, code, severity, message, page, "table", details)
    select ${document}::int, row.position - 1, row.code, row.severity, row.message, row.page, row."table",
      row.details::json
    from unnest(${problems.map(({ code }) => code)}::text[], ${problems.map(({ severity }) => severity)}::text[],
      ${problems.map(({ message }) => wellFormed(message))}::text[], ${problems.map(({ page }) => page)}::int[],
      ${problems.map(({ table }) => table)}::text[],
      ${problems.map(({ details }) => (details ? jsonOf(details) : null))}::text[])
    with ordinality as row (code, severity, message, page, "table", details, position)
    on conflict (document_id, position) do update set code = excluded.code, severity = excluded.severity,
      message = excluded.message, page = excluded.page, "table" = excluded."table", details = excluded.details`
}

/** NUL, and halves of characters: JSON can say them, PostgreSQL cannot hold them. */
const UNHOLDABLE = /\0|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/gu
const ESCAPED = /\\u(?:0000|d[89a-f])/iu

const wellFormed = (text: string): string => text.replace(UNHOLDABLE, '\uFFFD')

/** A record, or a part of one, for a column of JSON. What the column cannot hold is replaced there; the attempt keeps the record as it was. */
function jsonOf(record: DocumentRecord | ProblemDetails): string {
  const json = JSON.stringify(record)
  if (!ESCAPED.test(json)) return json
  return JSON.stringify(record, (_, value: unknown) => (typeof value === 'string' ? wellFormed(value) : value))
}
