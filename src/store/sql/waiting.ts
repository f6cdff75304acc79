import { sql } from 'kysely'
import { z } from 'zod'
import type { FindingStep, NewFindings, NotedReport, ReportKey, WaitingDocument } from '../finding.js'
import type { Context, Piece, Tx } from './engine.js'

/**
 * Documents whose findings are to be computed. A number in their rows says for which step they wait, and a ticket changes
 * whenever they begin to wait again: what was computed from an earlier state is then not written.
 */

const STEPS = { compute: 1, identify: 2 } as const satisfies Record<FindingStep, number>

/** For an update of `documents`: they wait to be identified anew. */
export const WAITING = { findings_due: STEPS.identify, findings_ticket: sql<number>`findings_ticket + 1` } as const
/** The same in SQL. */
export const WAITS_AGAIN = sql.raw(`findings_due = ${STEPS.identify}, findings_ticket = findings_ticket + 1`)

/** The same where a condition holds. */
export const waitsAgainWhere = (condition: Piece): Piece => sql`
  findings_due = case when ${condition} then ${STEPS.identify} else findings_due end,
  findings_ticket = findings_ticket + case when ${condition} then 1 else 0 end`

const waitingRow = z.object({
  ...{ sha256: z.string(), ticket: z.number() },
  ...{ organ_id: z.string().nullable(), year: z.number().nullable(), scope: z.string().nullable() },
})

const keyOf = ({ organ_id: organId, year, scope }: z.infer<typeof waitingRow>): ReportKey | null =>
  organId === null || year === null || scope === null ? null : { organId, year, scope }

export async function waitingForFindings(
  { db }: Context,
  step: FindingStep,
  limit: number,
): Promise<readonly WaitingDocument[]> {
  const { rows } = await sql`
    select sha256, findings_ticket as ticket, report_keys.organ_id, report_keys.year, report_keys.scope
    from documents left join report_keys on report_keys.document_id = documents.id
    where findings_due = ${STEPS[step]} and findings_due > 0 order by documents.id limit ${limit}`.execute(db)
  return rows.map((row) => {
    const parsed = waitingRow.parse(row)
    return { sha256: parsed.sha256, ticket: parsed.ticket, report: keyOf(parsed) }
  })
}

const countRow = z.object({ count: z.coerce.number() })

export async function countWaiting({ db }: Context): Promise<number> {
  const { rows } = await sql`select count(*) as count from documents where findings_due > 0`.execute(db)
  return countRow.parse(rows[0]).count
}

const idRow = z.object({ id: z.number() })

/** The document as it was when it was looked at, kept from other writers; null where it changed since. */
async function unchanged(
  { engine }: Context,
  tx: Tx,
  { sha256, ticket }: Pick<WaitingDocument, 'sha256' | 'ticket'>,
  step: FindingStep,
): Promise<number | null> {
  const { rows } = await sql`
    select id from documents where sha256 = ${sha256} and findings_ticket = ${ticket} and findings_due = ${STEPS[step]}
    ${engine.forUpdate}`.execute(tx)
  return rows.length === 0 ? null : idRow.parse(rows[0]).id
}

export async function noteReports(context: Context, reports: readonly NotedReport[]): Promise<void> {
  const note = async (tx: Tx): Promise<void> => {
    // Two that note neighbouring years at once would not see each other, and one of them would miss its pair.
    await context.engine.lockReports(tx)
    for (const report of reports) {
      const document = await unchanged(context, tx, report, 'identify')
      if (document === null) continue
      const { rows } = await sql`select '' as sha256, 0 as ticket, organ_id, year, scope from report_keys
        where document_id = ${document}`.execute(tx)
      const [before = null] = rows.map((row) => keyOf(waitingRow.parse(row)))
      await writeKey(tx, document, report.report)
      for (const key of [before, report.report]) if (key) await yearAfterWaits(tx, key)
      await sql`update documents set findings_due = ${STEPS.compute} where id = ${document}`.execute(tx)
    }
  }
  await context.engine.transaction(context.db, note, { repeatable: true })
}

async function writeKey(tx: Tx, document: number, key: ReportKey | null): Promise<void> {
  if (key === null) {
    await sql`delete from report_keys where document_id = ${document}`.execute(tx)
    return
  }
  await sql`
    insert into report_keys (document_id, organ_id, year, scope)
    values (${document}, ${key.organId}, ${key.year}, ${key.scope})
    on conflict (document_id) do update set organ_id = excluded.organ_id, year = excluded.year,
      scope = excluded.scope`.execute(tx)
}

const ofReport = ({ organId, year, scope }: ReportKey): Piece =>
  sql`organ_id = ${organId} and year = ${year} and scope = ${scope}`

async function yearAfterWaits(tx: Tx, key: ReportKey): Promise<void> {
  const after = ofReport({ ...key, year: key.year + 1 })
  await sql`
    update documents set findings_ticket = findings_ticket + 1,
      findings_due = case when findings_due = 0 then ${STEPS.compute} else findings_due end
    where id in (select document_id from report_keys where ${after})`.execute(tx)
}

const digestRow = z.object({ sha256: z.string() })

export async function documentsOfReport({ db }: Context, key: ReportKey): Promise<readonly string[]> {
  const { rows } = await sql`
    select sha256 from documents where id in (select document_id from report_keys where ${ofReport(key)})
    order by sha256`.execute(db)
  return rows.map((row) => digestRow.parse(row).sha256)
}

export async function putFindings(context: Context, found: NewFindings): Promise<boolean> {
  return context.engine.transaction(context.db, async (tx) => {
    const document = await unchanged(context, tx, found, 'compute')
    if (document === null) return false
    await sql`delete from findings where document_id = ${document}`.execute(tx)
    for (const [index, { rule, severity, details, places }] of found.findings.entries())
      await sql`
        insert into findings (document_id, number, rule, severity, details, places, last_document_id)
        values (${document}, ${index + 1}, ${rule}, ${severity}, ${JSON.stringify(details)}, ${JSON.stringify(places)},
          (select id from documents where sha256 = ${found.lastYear}))`.execute(tx)
    await sql`update documents set findings_due = 0 where id = ${document}`.execute(tx)
    return true
  })
}

const rankRow = z.object({ version_rank: z.string() })

export async function outdateFindings({ db, engine }: Context, rank: string): Promise<void> {
  const made = async (on: Tx | Context['db']): Promise<string | null> => {
    const { rows } = await sql`select version_rank from findings_version`.execute(on)
    return rows.map((row) => rankRow.parse(row).version_rank)[0] ?? null
  }
  const before = await made(db)
  if (before !== null && before >= rank) return
  const outdate = async (tx: Tx): Promise<void> => {
    const now = await made(tx)
    if (now !== null && now >= rank) return
    // Where no version has computed any yet, all documents wait already.
    if (now !== null) await sql`update documents set ${WAITS_AGAIN} where attempt_id is not null`.execute(tx)
    await sql`delete from findings_version`.execute(tx)
    await sql`insert into findings_version (version_rank) values (${rank})`.execute(tx)
  }
  await engine.transaction(db, outdate, { repeatable: true })
}
