import type { Divisions, PanelDocument } from '../../panel/index.js'
import { joined, text, type Column, type Row, type TableDefinition } from '../table.js'
import { candidateCells, organCells, ORGAN_COLUMNS } from './identity-columns.js'

const COLUMNS: readonly Column[] = [
  ...ORGAN_COLUMNS,
  { name: 'names', type: 'text', zh: '报告中出现过的名称', en: 'All names that its reports print' },
  { name: 'first_year', type: 'integer', zh: '最早年度', en: 'First year' },
  { name: 'last_year', type: 'integer', zh: '最晚年度', en: 'Last year' },
  { name: 'years', type: 'text', zh: '有报告的年度', en: 'Years with a report' },
  { name: 'documents', type: 'integer', zh: '文档数', en: 'Documents', required: true },
  { name: 'candidates', type: 'text', zh: '可能的机关', en: 'Organs that they may be of' },
  { name: 'identity_problems', type: 'text', zh: '身份问题', en: 'Problems of the identity' },
  { name: 'path', type: 'text', zh: '其中一份文档的路径', en: 'Path of one of its documents' },
]

export const ORGANS: TableDefinition = {
  name: 'organs',
  zh: '机关',
  en: 'Organs; of open identities a row for each document',
  columns: COLUMNS,
  primaryKey: ['path'],
  foreignKeys: [],
  sheetFirst: ['organ_registered', 'organ', 'identity'],
  frozenColumns: 2,
  rows: () => [],
}

/** A row for all documents of one organ, named as in its last year. */
export function organRow(documents: readonly PanelDocument[], divisions: Divisions): Row {
  const years = [...new Set(documents.flatMap(({ year }) => year ?? []))].sort((a, b) => a - b)
  const latest = documents.findLast(({ year }) => year === years.at(-1)) ?? documents[0]
  if (!latest) throw new Error('an organ without documents')
  return [
    ...organCells(latest, years.at(-1) ?? null, divisions),
    text([...new Set(documents.flatMap(({ printed }) => printed ?? []))].join(' ')),
    years[0] ?? null,
    years.at(-1) ?? null,
    joined(years.map(String)),
    documents.length,
    candidateCells(latest, divisions),
    joined([...new Set(documents.flatMap(({ problems }) => problems))]),
    text(latest.path),
  ]
}
