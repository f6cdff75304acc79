import { toldFinding, type Finding } from '../../findings/index.js'
import type { Language } from '../../model/sentences.js'
import type { FindingFilter, FindingRow } from '../../store/store.js'
import { findingRule } from '../../vocabulary/findings.js'
import type { App, Context } from '../context.js'
import { findingQuery, fromFindingCursor, toFindingCursor } from '../cursor.js'
import { spoken } from '../documents.js'
import { errors } from '../schemas/common.js'
import { filterOf } from '../schemas/filter.js'
import { findingsReply } from '../schemas/findings.js'

/** `GET /v1/findings`: what reports say against themselves, their form and last year’s report. */
export function findingRoutes(app: App, context: Context): void {
  const { store } = context.backend
  app.get(
    '/v1/findings',
    {
      config: { scope: 'read' },
      schema: {
        operationId: 'listFindings',
        tags: ['findings'],
        summary: 'Contradictions within reports, with their form, and with last year’s report',
        description: 'Sorted by path, id and number. They touch nothing of a document. For one document: id=ID.',
        querystring: findingQuery,
        response: { 200: findingsReply, ...errors() },
      },
    },
    async (request, reply) => {
      const { limit, cursor, rule, severity, ...filters } = request.query
      const language = spoken(request, reply, context)
      const after = cursor === undefined ? undefined : fromFindingCursor(cursor)
      const filter: FindingFilter = {
        ...filterOf(filters),
        ...(rule && { rules: rule }),
        ...(severity && { severities: severity }),
      }
      const waiting = await context.fresh.waiting()
      const rows: FindingRow[] = []
      for await (const row of store.findings(filter, { limit: limit + 1, ...(after && { after }) })) rows.push(row)
      const shown = rows.slice(0, limit)
      const last = shown.at(-1)
      const counts = after ? null : await store.countFindings(filter)
      return {
        findings: shown.map((row) => publicRow(row, language)),
        next: rows.length > limit && last ? toFindingCursor(last) : null,
        waiting,
        rules: counts?.map((each) => ({ ...each, title: findingRule(each.rule)[language][0] })) ?? null,
      }
    },
  )
}

const publicRow = ({ sha256, path, organ, year, number, lastYear, finding }: FindingRow, language: Language) => ({
  ...{ document: { id: sha256, path, organ, year }, number },
  lastYear: lastYear && { id: lastYear.sha256, path: lastYear.path },
  finding: publicFinding(finding, language),
})

/** A finding in words, with its places. */
export const publicFinding = (finding: Finding, language: Language) => ({
  ...toldFinding(finding, language),
  places: finding.places.map(({ row, column, ...place }) => ({
    ...{ ...place, row: row?.[language] ?? null, column: column?.[language] ?? null },
  })),
})
