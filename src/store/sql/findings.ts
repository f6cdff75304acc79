import { sql } from 'kysely'
import { z } from 'zod'
import { findingDetails, findingPlaces } from '../../findings/index.js'
import { FINDING_RULES, FINDING_SEVERITIES } from '../../vocabulary/findings.js'
import type { FindingCount, FindingFilter, FindingPage, FindingRow } from '../finding.js'
import type { Context, Engine, Piece } from './engine.js'
import { conditionOf } from './filter.js'

/** Rows that one statement reads: some kilobytes each. */
const PAGE = 200

const json = <T extends z.ZodType>(schema: T) =>
  z.string().transform((text): z.infer<T> => schema.parse(JSON.parse(text)))

const findingRow = z.object({
  ...{ sha256: z.string(), path: z.string(), organ: z.string().nullable(), year: z.number().nullable() },
  ...{ number: z.number(), organ_id: z.string().nullable(), scope: z.string().nullable() },
  ...{ last_sha256: z.string().nullable(), last_path: z.string().nullable() },
  ...{ rule: z.string(), severity: z.enum(FINDING_SEVERITIES) },
  ...{ details: json(findingDetails), places: json(findingPlaces) },
})

function findingOf(row: unknown): FindingRow {
  const { organ_id: organId, last_sha256: last, last_path: lastPath, ...rest } = findingRow.parse(row)
  const { rule, severity, details, places, ...document } = rest
  return {
    ...{ ...document, organId },
    lastYear: last === null || lastPath === null ? null : { sha256: last, path: lastPath },
    finding: { rule, severity, details, places },
  }
}

/** Rules that this version knows; a store of a newer one holds others, too. */
const KNOWN = FINDING_RULES.map(({ id }) => id)

function whereOf(engine: Engine, { rules, severities, ...filter }: FindingFilter): Piece {
  const { among } = engine
  return sql.join(
    [
      sql`documents.current = ${1}`,
      among(sql`findings.rule`, rules ? rules.filter((rule) => KNOWN.includes(rule)) : KNOWN),
      ...(severities ? [among(sql`findings.severity`, severities)] : []),
      conditionOf(engine, filter),
    ],
    sql` and `,
  )
}

export async function* findings(
  { db, engine }: Context,
  filter: FindingFilter,
  { after, limit = Infinity }: FindingPage,
): AsyncGenerator<FindingRow> {
  const where = whereOf(engine, filter)
  let last = after
  for (let left = limit; left > 0;) {
    const size = Math.min(PAGE, left)
    const behind = last
      ? sql`(documents.path, documents.sha256) >= (${last.path}, ${last.sha256}) and
          (documents.path, documents.sha256, findings.number) > (${last.path}, ${last.sha256}, ${last.number})`
      : sql`true`
    const { rows } = await sql`
      select documents.sha256, documents.path, documents.organ, documents.year, findings.number, rule, severity, details,
        places, report_keys.organ_id, report_keys.scope, earlier.sha256 as last_sha256, earlier.path as last_path
      from documents join findings on findings.document_id = documents.id
        left join report_keys on report_keys.document_id = documents.id
        left join documents as earlier on earlier.id = findings.last_document_id
      where ${behind} and ${where}
      order by documents.path, documents.sha256, findings.number limit ${size}`.execute(db)
    const found = rows.map(findingOf)
    yield* found
    left -= found.length
    last = found.at(-1)
    if (found.length < size) return
  }
}

const countRow = z.object({
  ...{ rule: z.string(), severity: z.enum(FINDING_SEVERITIES) },
  ...{ findings: z.coerce.number(), documents: z.coerce.number() },
})

/** In the order of the rules. */
export async function countFindings({ db, engine }: Context, filter: FindingFilter): Promise<readonly FindingCount[]> {
  const { rows } = await sql`
    select rule, severity, count(*) as findings, count(distinct findings.document_id) as documents
    from documents join findings on findings.document_id = documents.id
    where ${whereOf(engine, filter)} group by rule, severity`.execute(db)
  return rows.map((row) => countRow.parse(row)).sort((a, b) => KNOWN.indexOf(a.rule) - KNOWN.indexOf(b.rule))
}
