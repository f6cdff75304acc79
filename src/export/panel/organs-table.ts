import type { Divisions, LightDocument } from '../../panel/index.js'
import { joined, text, type Column, type Row, type TableDefinition } from '../table.js'
import { whole, words, yearColumn } from './columns.js'
import { candidateCells, organCells, ORGAN_COLUMNS } from './identity-columns.js'

const COLUMNS: readonly Column[] = [
  ...ORGAN_COLUMNS,
  words('names', '报告中出现过的名称', 'All names that its reports print'),
  yearColumn('first_year', '最早年度', 'First year'),
  yearColumn('last_year', '最晚年度', 'Last year'),
  words('years', '有报告的年度', 'Years with a report'),
  whole('documents', '文档数', 'Documents'),
  words('candidates', '可能的机关', 'Organs that they may be of'),
  words('identity_problems', '身份问题', 'Problems of the identity'),
  words('path', '其中一份文档的路径', 'Path of one of its documents'),
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
export function organRow(documents: readonly LightDocument[], divisions: Divisions): Row {
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
