import { type Division, type Divisions, ORGAN_KINDS, type LightDocument, REPORT_SCOPES } from '../../panel/index.js'
import { words, yearColumn } from './columns.js'
import { text, type CellValue, type Column, type Row } from '../table.js'

/** The columns that say whose report it is, on which year, in which scope. */

const place = (name: string, zh: string, en: string): readonly Column[] => [
  words(`${name}_code`, `${zh}代码（报告年度）`, `Code of the ${en}, in the year of the report`),
  words(name, `${zh}名称（报告年度）`, `Name of the ${en}, in the year of the report`),
]

export const ORGAN_COLUMN = words(
  'organ_id',
  '机关代码（历年不变；部门为区划代码加名称；未确定则空）',
  'Code of the organ, the same through the years; null where the identity is open',
)

export const ORGAN_COLUMNS: readonly Column[] = [
  ORGAN_COLUMN,
  {
    name: 'identity',
    type: 'text',
    zh: '机关身份（settled 已确定，candidates 有多个可能）',
    en: 'Whether it is settled whose report it is',
    choices: ['settled', 'candidates'],
    required: true,
  },
  words('organ', '机关名称（报告所印）', 'Name of the organ, as printed'),
  words('organ_registered', '机关名称（区划名录）', 'Name of the organ, by the registry'),
  { name: 'organ_kind', type: 'text', zh: '机关类型', en: 'Kind of organ', choices: ORGAN_KINDS, required: true },
  {
    name: 'level',
    type: 'text',
    zh: '层级',
    en: 'Level of its division',
    choices: ['province', 'city', 'county', 'township'],
  },
  {
    name: 'division_code',
    type: 'text',
    zh: '区划代码（报告年度）',
    en: 'Code of its division, in the year of the report',
  },
  ...place('province', '省', 'province'),
  ...place('city', '市', 'city'),
  ...place('county', '县', 'county'),
]

export const YEAR_COLUMN = yearColumn('year', '报告年度', 'Year reported on')
export const SCOPE_COLUMN: Column = {
  name: 'scope',
  type: 'text',
  zh: '口径（own 本机关，whole 汇总下属，unstated 未说明）',
  en: 'Whether the numbers are the organ’s own or those of its whole area',
  choices: REPORT_SCOPES,
  required: true,
}

const PARENTS = ['province', 'city', 'county'] as const

/** The cells of ORGAN_COLUMNS. */
export function organCells(document: LightDocument, year: number | null, divisions: Divisions): Row {
  const { organId, settled, printed, kind, body } = document
  const division = organId === null ? null : divisions.byId(organId.split(':')[0] ?? '')
  const head = [organId, settled ? 'settled' : 'candidates', text(printed)]
  if (!division) return [...head, null, kind, null, null, ...PARENTS.flatMap(() => [null, null])]
  const own = divisions.at(division, year)
  const government = /(?:盟|地区)$/u.test(own.name) ? '行政公署' : '人民政府'
  const name = kind === 'government' && body === null ? `${own.name}${government}` : own.name
  const office = kind === 'subdistrict-office' ? `${own.name}办事处` : `${name}${body ?? ''}`
  const parents = PARENTS.flatMap((level) => parentCells(division, level, year, divisions))
  return [...head, office, kind, division.level, own.code, ...parents]
}

function parentCells(
  division: Division,
  level: (typeof PARENTS)[number],
  year: number | null,
  divisions: Divisions,
): readonly CellValue[] {
  const found = division.level === level ? division : divisions.parent(division, level, year)
  if (!found) return [null, null]
  const { code, name } = divisions.at(found, year)
  return [code, name]
}

/** Candidates with their places, for a person to choose from: 430321107 湖南省湘潭县花石镇. */
export const candidateCells = ({ settled, candidates, year }: LightDocument, divisions: Divisions): CellValue =>
  settled || candidates.length === 0
    ? null
    : candidates
        .map(({ organId, division: id, evidence }) => {
          const division = divisions.byId(id)
          const words = division ? divisions.path(division, year) : ''
          return `${organId} ${words}${evidence.length > 0 ? ` (${evidence.join('; ')})` : ''}`
        })
        .join(' | ')
