import type { EffectiveDocument } from '../../effective/effective.js'
import { listedFindings } from '../../findings/index.js'
import type { LightDocument } from '../../panel/index.js'
import type { ExportSource } from '../export.js'
import { text, type CellValue, type Row, type TableDefinition } from '../table.js'
import { FINDING_COLUMNS, FINDINGS as PLAIN, findingCells } from '../tables/findings.js'
import { words } from './columns.js'
import { ORGAN_COLUMN, SCOPE_COLUMN, YEAR_COLUMN } from './identity-columns.js'

/** The findings of a panel’s reports: of the documents that count. */
export const FINDINGS: TableDefinition = {
  ...PLAIN,
  columns: [
    ...[ORGAN_COLUMN, YEAR_COLUMN, SCOPE_COLUMN],
    { ...words('document', '文档（SHA-256）', 'The report (SHA-256)'), required: true },
    ...FINDING_COLUMNS,
    words('path', '路径', 'Path as found'),
  ],
  foreignKeys: [],
  sheetFirst: ['year', 'severity', 'title_zh', 'message_zh'],
  sheetLast: ['last_document'],
}

/** How the store gives findings, and documents to compute them anew. */
export type FindingSource = Pick<ExportSource, 'effective' | 'findings'>

const rowOf = (report: LightDocument, cells: readonly CellValue[]): Row => [
  ...[report.organId, report.year, report.scope, report.sha256, ...cells, text(report.path)],
]

/** The findings of one report of a panel, as the store has them. @throws what the store does */
export async function findingRows(source: FindingSource, report: LightDocument): Promise<readonly Row[]> {
  const rows: Row[] = []
  for await (const found of source.findings({ sha256: [report.sha256], removed: 'any' }))
    rows.push(rowOf(report, findingCells(found)))
  return rows
}

/**
 * The same computed anew, where reports are paired by another registry than the store’s. Both documents are read again.
 * @param lastYear the report that counts of the same organ and scope on the year before; null where there is none
 * @throws what the store does
 */
export async function computedFindingRows(
  source: FindingSource,
  report: LightDocument,
  lastYear: LightDocument | null,
): Promise<readonly Row[]> {
  const own = await documentOf(source, report.sha256)
  if (!own) return []
  const old = lastYear && (await documentOf(source, lastYear.sha256))
  return listedFindings(own, old).map((finding, index) =>
    rowOf(report, findingCells({ number: index + 1, finding, lastYear })),
  )
}

async function documentOf(source: FindingSource, sha256: string): Promise<EffectiveDocument | null> {
  for await (const { effective } of source.effective({ sha256: [sha256], removed: 'any' })) return effective
  return null
}
