import type { EffectiveDocument } from '../../effective/effective.js'
import { findingsOf, toldFinding } from '../../findings/index.js'
import type { LightDocument } from '../../panel/index.js'
import { FINDING_RULES, FINDING_SEVERITIES } from '../../vocabulary/findings.js'
import type { ExportSource } from '../export.js'
import { text, type Row, type TableDefinition } from '../table.js'
import { words } from './columns.js'
import { ORGAN_COLUMN, SCOPE_COLUMN, YEAR_COLUMN } from './identity-columns.js'

/** The table of findings: where reports of a panel contradict themselves, their form, or last year’s report. */

export const FINDINGS: TableDefinition = {
  name: 'findings',
  zh: '问题清单（每行一个问题）',
  en: 'Findings, one a row: contradictions within a report, with its form, and with last year’s report',
  columns: [
    ...[ORGAN_COLUMN, YEAR_COLUMN, SCOPE_COLUMN],
    { ...words('document', '文档（SHA-256）', 'The report (SHA-256)'), required: true },
    { name: 'number', type: 'integer', zh: '序号（从 1 起）', en: 'Number within the report, from 1', required: true },
    {
      ...words('rule', '规则', 'Rule'),
      choices: FINDING_RULES.map(({ id }) => id),
      required: true,
    },
    {
      ...words('severity', '程度（must 必须改，check 请核对，note 提示）', 'must be mended, to be checked, or a note'),
      choices: FINDING_SEVERITIES,
      required: true,
    },
    words('title_zh', '名称（中文）', 'What it is, in a few Chinese words'),
    words('title_en', '名称（英文）', 'What it is, in a few English words'),
    words('message_zh', '说明（中文）', 'What is the matter, in Chinese'),
    words('message_en', '说明（英文）', 'What is the matter, in English'),
    words('code', '数值代码', 'Code of the value'),
    words('row_label', '行', 'Row, in Chinese'),
    words('column_label', '列', 'Column, in Chinese'),
    words('printed', '本报告', 'What the report prints'),
    words('expected', '对照', 'What it is held against'),
    { name: 'page', type: 'integer', zh: '页码', en: 'Page' },
    words('last_document', '上年度报告（SHA-256）', 'Last year’s report (SHA-256)'),
    words('path', '路径', 'Path as found'),
  ],
  primaryKey: ['document', 'number'],
  foreignKeys: [],
  sheetFirst: ['year', 'severity', 'title_zh', 'message_zh'],
  sheetLast: ['last_document'],
  rows: () => [],
}

/** Readings in doubt stand among the problems of the dataset. */
const ELSEWHERE: ReadonlySet<string> = new Set(['unsure-reading', 'unreadable'])

/**
 * The findings of one report of a panel; its documents are read again, two at a time.
 * @param lastYear the report that counts of the same organ and scope on the year before; null where there is none
 * @throws what the store does
 */
export async function findingRows(
  source: Pick<ExportSource, 'effective'>,
  report: LightDocument,
  lastYear: LightDocument | null,
): Promise<readonly Row[]> {
  const own = await documentOf(source, report.sha256)
  if (!own) return []
  const old = lastYear && (await documentOf(source, lastYear.sha256))
  return findingsOf(own, old)
    .filter(({ rule }) => !ELSEWHERE.has(rule))
    .map((found, index): Row => {
      const [zh, en] = [toldFinding(found, 'zh'), toldFinding(found, 'en')]
      const [place] = found.places
      return [
        ...[report.organId, report.year, report.scope, report.sha256, index + 1, found.rule, found.severity],
        ...[zh.title, en.title, zh.message, en.message].map(text),
        ...[place?.code, zh.row, zh.column, zh.printed, zh.expected].map(text),
        ...[place?.page ?? null, lastYear?.sha256 ?? null, text(report.path)],
      ]
    })
}

async function documentOf(source: Pick<ExportSource, 'effective'>, sha256: string): Promise<EffectiveDocument | null> {
  for await (const { effective } of source.effective({ sha256: [sha256], removed: 'any' })) return effective
  return null
}
