import type { Divisions, PanelDocument, PanelValue, Report } from '../../panel/index.js'
import { DERIVABLE } from '../../vocabulary/crosswalk.js'
import { ALL_VALUES } from '../../vocabulary/value-labels.js'
import {
  formCell,
  formColumn,
  joined,
  text,
  type CellValue,
  type Column,
  type Row,
  type TableDefinition,
} from '../table.js'
import { valueCells, VALUE_COLUMNS } from '../tables/value-columns.js'
import { COUNTING_DOCUMENT, whole, words } from './columns.js'
import { candidateCells, organCells, ORGAN_COLUMNS, SCOPE_COLUMN, YEAR_COLUMN } from './identity-columns.js'

const FORM_TABLES = ['proactive', 'applications', 'review'] as const

const HEAD: readonly Column[] = [
  ...ORGAN_COLUMNS,
  YEAR_COLUMN,
  SCOPE_COLUMN,
  formColumn('form', '报告格式', 'Form of the report'),
  formColumn('form_proactive', '主动公开表（p_）的格式', 'Form of the table of proactive disclosure (p_)'),
  formColumn('form_applications', '申请表（a_）的格式', 'Form of the table of applications (a_)'),
  formColumn('form_review', '复议诉讼表（r_）的格式', 'Form of the table of reviews (r_)'),
  words('published', '发布日期', 'Day of publication'),
  {
    ...words('status', '状态', 'Outcome of the document that counts'),
    choices: ['ok', 'flagged', 'failed'],
    required: true,
  },
  whole('documents', '文档数', 'Documents of the report'),
  whole('revisions', '修订次数', 'Later publications with other values'),
  whole('differences', '文档间不同的数值个数', 'Values that differ between its documents'),
  words('basis', '身份依据', 'What settled the identity'),
  words('evidence', '依据原文', 'The evidence in its own words'),
  words('candidates', '可能的机关', 'Organs that it may be of'),
  words('identity_problems', '身份问题', 'Problems of the identity'),
  COUNTING_DOCUMENT,
  words('path', '采用的文档路径', 'Path of the document that counts'),
  words('other_documents', '其他文档', 'Its other documents'),
  words('flagged_codes', '存疑数值的代码', 'Codes of the flagged values'),
  words('corrected_codes', '人工更正或确认过的代码', 'Codes that a person corrected or confirmed'),
  words('derived_codes', '由另一格式的数值得出的代码', 'Codes whose values are told from those of the other form'),
]

/** One report of an organ for a year. */
interface PanelRow {
  readonly report: Report
  readonly divisions: Divisions
}

export const PANEL: TableDefinition = {
  name: 'panel',
  zh: '面板（每个机关每年每种口径一行）',
  en: 'Panel: one row an organ, year and scope',
  columns: [...HEAD, ...VALUE_COLUMNS],
  primaryKey: ['document'],
  foreignKeys: [],
  sheetFirst: ['organ_registered', 'organ', 'year', 'scope', 'identity'],
  frozenColumns: 3,
  rows: () => [],
}

/** The value that a code has in a document, printed so or told from the other form by the crosswalk. */
interface CommonValue {
  readonly code: string
  readonly value: number | null
  readonly state: string
  readonly flagged: boolean
  readonly corrected: boolean
  /** Codes of the other form that it was told from. */
  readonly from: readonly string[]
}

/** A document's values on the columns that both forms share. */
export function commonValues({ values }: PanelDocument): readonly CommonValue[] {
  const byCode = new Map(values.map((value) => [value.code, value]))
  return ALL_VALUES.flatMap(({ code }): CommonValue[] => {
    const own = byCode.get(code)
    if (own) return [{ ...own, from: [] }]
    const from = DERIVABLE.get(code)
    const parts = from?.map((each) => byCode.get(each))
    return from && parts?.every((part) => part !== undefined) ? [derived(code, from, parts)] : []
  })
}

/** A sum is known only where each of its parts is: a blank is no zero. */
function derived(code: string, from: readonly string[], parts: readonly PanelValue[]): CommonValue {
  const numbers = parts.flatMap(({ value }) => value ?? [])
  const isWhole = numbers.length === parts.length
  const [first] = parts
  return {
    ...{ code, from },
    value: isWhole ? numbers.reduce((sum, each) => sum + each, 0) : null,
    state: isWhole ? 'number' : parts.length === 1 && first ? first.state : 'blank',
    flagged: parts.some(({ flagged }) => flagged),
    corrected: parts.every(({ corrected }) => corrected),
  }
}

export function panelRow({ report, divisions }: PanelRow): Row {
  const { counting, others, differences, revisions } = report
  const values = commonValues(counting)
  const codes = (wanted: (value: CommonValue) => boolean): CellValue =>
    joined(values.filter(wanted).map(({ code }) => code))
  const all = [counting, ...others]
  return [
    ...organCells(counting, counting.year, divisions),
    counting.year,
    counting.scope,
    formCell(counting.form),
    ...FORM_TABLES.map((table) => formCell(counting.forms[table])),
    counting.published,
    counting.status,
    all.length,
    revisions,
    differences.length,
    counting.basis,
    text(counting.evidence.join('; ')),
    candidateCells(counting, divisions),
    joined([...new Set(all.flatMap(({ problems }) => problems))]),
    counting.sha256,
    text(counting.path),
    joined(others.map(({ sha256 }) => sha256)),
    codes(({ flagged }) => flagged),
    codes(({ corrected }) => corrected),
    codes(({ from, value }) => from.length > 0 && value !== null),
    ...valueCells(values),
  ]
}
