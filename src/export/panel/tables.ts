import { COVERAGE_STATES, type Divisions, type OrganCoverage, type Report } from '../../panel/index.js'
import { CROSSWALK, RELATIONS } from '../../vocabulary/crosswalk.js'
import { chineseLabel } from '../../vocabulary/value-labels.js'
import { formCell, formColumn, joined, text, type Column, type Row, type TableDefinition } from '../table.js'
import { CODE, COUNTING_DOCUMENT, LABEL, number, whole, words, yesNo } from './columns.js'
import { ORGAN_COLUMN, SCOPE_COLUMN, YEAR_COLUMN } from './identity-columns.js'
import { commonValues } from './panel-table.js'

const table = (
  name: string,
  zh: string,
  en: string,
  columns: readonly Column[],
  primaryKey: readonly string[],
): TableDefinition => ({ name, zh, en, columns, primaryKey, foreignKeys: [], rows: () => [] })

export const PANEL_VALUES = table(
  'panel_values',
  '面板数值（每行一个数值）',
  'Values of the panel, one a row',
  [
    ...[ORGAN_COLUMN, YEAR_COLUMN, SCOPE_COLUMN, COUNTING_DOCUMENT, CODE, LABEL],
    formColumn('form', '数值所属的格式', 'Form that the value was printed in'),
    number('value', '数值', 'The value'),
    words('state', '单元格状态', 'What the cell holds'),
    yesNo('flagged', '存疑或有误', 'Some doubt or fault'),
    yesNo('corrected', '人工更正或确认', 'A person vouches for it'),
    words('derived_from', '由另一格式的这些代码得出', 'Codes of the other form that it was told from'),
  ],
  ['document', 'code'],
)

export const valueRows = ({ counting }: Report): readonly Row[] => {
  const tables = new Map(counting.values.map((value) => [value.code, value.table]))
  return commonValues(counting).map(({ code, value, state, flagged, corrected, from }) => {
    const form = counting.forms[tables.get(from[0] ?? code) ?? ''] ?? counting.form
    const who = [counting.organId, counting.year, counting.scope, counting.sha256]
    return [...who, code, text(chineseLabel(code)), formCell(form), value, state, flagged, corrected, joined(from)]
  })
}

export const DIFFERENCES = table(
  'differences',
  '同一报告各文档之间不同的数值',
  'Values that differ between the documents of one report',
  [
    ...[ORGAN_COLUMN, YEAR_COLUMN, SCOPE_COLUMN, CODE, LABEL, COUNTING_DOCUMENT],
    number('value', '采用的数值', 'The value that counts'),
    yesNo('flagged', '采用的数值存疑', 'The value that counts is flagged'),
    words('other_document', '另一文档（SHA-256）', 'The other document (SHA-256)'),
    words('other_path', '另一文档路径', 'Its path'),
    number('other_value', '另一文档的数值', 'Its value'),
    yesNo('other_flagged', '另一文档的数值存疑', 'Its value is flagged'),
    {
      ...words('kind', '类别（revision 修订，reading 读数不同）', 'Published anew, or read differently'),
      choices: ['revision', 'reading'],
    },
  ],
  ['document', 'other_document', 'code'],
)

export const differenceRows = ({ counting, differences }: Report): readonly Row[] =>
  differences.map(({ code, counting: own, other, otherDocument, kind }) => [
    ...[counting.organId, counting.year, counting.scope, code, text(chineseLabel(code)), counting.sha256],
    ...[own?.value ?? null, own?.flagged ?? false, otherDocument.sha256, text(otherDocument.path)],
    ...[other?.value ?? null, other?.flagged ?? false, kind],
  ])

export const COVERAGE = table(
  'coverage',
  '机关年度覆盖情况',
  'What there is of each organ in each year',
  [
    { ...ORGAN_COLUMN, required: true },
    { ...YEAR_COLUMN, required: true },
    {
      ...words(
        'state',
        '情况（present 有，several 多份，missing 缺，unexpected 清单外，ended 已撤销）',
        'What there is',
      ),
      choices: COVERAGE_STATES,
      required: true,
    },
    whole('documents', '文档数', 'Documents'),
    whole('reports', '报告数（不同口径）', 'Reports of different scope'),
  ],
  ['organ_id', 'year'],
)

export const coverageRow = ({ organId, year, state, documents, reports }: OrganCoverage): Row => [
  ...[organId, year, state, documents, reports],
]

export const HISTORY = table(
  'division_names',
  '所涉区划的历年代码和名称',
  'Codes and names of the divisions through the years',
  [
    { ...ORGAN_COLUMN, required: true },
    { ...words('code', '区划代码', 'Code'), required: true },
    { ...words('name', '区划名称', 'Name'), required: true },
    whole('from_year', '起始名录年份', 'First list that has it'),
    whole('to_year', '终止名录年份', 'Last list that has it'),
    words('successor', '撤销后的去向', 'What became of it'),
  ],
  ['organ_id', 'code', 'name', 'from_year'],
)

export function historyRows(organId: string, divisions: Divisions): readonly Row[] {
  const division = divisions.byId(organId.split(':')[0] ?? '')
  return (division?.names ?? []).map(({ code, name, from, to }) => [
    ...[organId, code, name, from, to, division?.successor ?? null],
  ])
}

export const CROSSWALK_TABLE = table(
  'crosswalk',
  '2019 年与 2021 年格式的对应关系',
  'How the values of the forms of 2019 and 2021 stand to each other',
  [
    formColumn('form', '格式', 'Form'),
    CODE,
    LABEL,
    formColumn('other_form', '另一格式', 'The other form'),
    words('other_codes', '另一格式的代码', 'Codes of the other form'),
    { ...words('relation', '关系', 'Relation'), choices: RELATIONS, required: true },
    yesNo('contains', '另一格式的数值是其一部分', 'The other one is the part'),
    words('reason_zh', '理由', 'Reason, in Chinese'),
    words('reason_en', '理由（英文）', 'Reason'),
  ],
  ['form', 'code'],
)

export const crosswalkRows = (): readonly Row[] =>
  CROSSWALK.map(({ form, code, otherForm, otherCodes, relation, contains, zh, en }) => [
    ...[formCell(form), code, text(chineseLabel(code, form)), formCell(otherForm), joined(otherCodes)],
    ...[relation, contains, zh, en],
  ])
