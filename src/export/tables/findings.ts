import { toldFinding } from '../../findings/index.js'
import type { FindingRow } from '../../store/store.js'
import { FINDING_RULES, FINDING_SEVERITIES } from '../../vocabulary/findings.js'
import {
  DOCUMENT_COLUMN,
  OF_DOCUMENT,
  ORGAN_AND_YEAR,
  PATH_COLUMN,
  text,
  type CellValue,
  type Column,
  type TableDefinition,
} from '../table.js'

/** Findings as rows: where reports contradict themselves, their form, or last year’s report. */

const words = (name: string, zh: string, en: string): Column => ({ name, type: 'text', zh, en })

export const FINDING_COLUMNS: readonly Column[] = [
  { name: 'number', type: 'integer', zh: '序号（从 1 起）', en: 'Number within the report, from 1', required: true },
  { ...words('rule', '规则', 'Rule'), choices: FINDING_RULES.map(({ id }) => id), required: true },
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
]

/** The cells of FINDING_COLUMNS. */
export function findingCells({
  number,
  finding,
  lastYear,
}: Pick<FindingRow, 'number' | 'finding'> & {
  readonly lastYear: Pick<FindingRow, 'sha256'> | null
}): readonly CellValue[] {
  const [zh, en] = [toldFinding(finding, 'zh'), toldFinding(finding, 'en')]
  const [place] = finding.places
  return [
    ...[number, finding.rule, finding.severity],
    ...[zh.title, en.title, zh.message, en.message].map(text),
    ...[place?.code, zh.row, zh.column, zh.printed, zh.expected].map(text),
    ...[place?.page ?? null, lastYear?.sha256 ?? null],
  ]
}

/** One finding a row. They come from the store’s own list, after all documents. */
export const FINDINGS: TableDefinition & { readonly rowOf: (found: FindingRow) => readonly CellValue[] } = {
  name: 'findings',
  zh: '报告自身、与格式、与上年度报告的矛盾（问题清单）',
  en: 'Findings: contradictions within a report, with its form, and with last year’s report',
  columns: [DOCUMENT_COLUMN, PATH_COLUMN, ...ORGAN_AND_YEAR, ...FINDING_COLUMNS],
  primaryKey: ['document', 'number'],
  foreignKeys: [OF_DOCUMENT],
  sheetFirst: ['organ', 'year', 'severity', 'title_zh', 'message_zh'],
  sheetLast: ['last_document', 'path'],
  rows: () => [],
  rowOf: (found) => [found.sha256, text(found.path) ?? '?', text(found.organ), found.year, ...findingCells(found)],
}
