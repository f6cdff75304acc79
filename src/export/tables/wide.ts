import type { StoredDocument } from '../../store/store.js'
import {
  formCell,
  formColumn,
  IDENTITY,
  identityOf,
  joined,
  OF_DOCUMENT,
  type Column,
  type Mark,
  type Row,
  type TableDefinition,
} from '../table.js'
import { valueCells, VALUE_COLUMNS } from './value-columns.js'

const HEAD: readonly Column[] = [
  ...IDENTITY,
  formColumn('form', '报告格式', 'Form of the report'),
  {
    name: 'status',
    type: 'text',
    zh: '状态（ok 通过，flagged 待核对，failed 失败）',
    en: 'Outcome, after corrections',
    choices: ['ok', 'flagged', 'failed'],
    required: true,
  },
  {
    name: 'flagged_codes',
    type: 'text',
    zh: '存疑数值的代码（空格分隔，单元格为黄色）',
    en: 'Codes of the flagged values, with spaces between',
  },
  {
    name: 'corrected_codes',
    type: 'text',
    zh: '人工更正或确认过的代码（空格分隔，单元格为绿色）',
    en: 'Codes that a person corrected or confirmed, with spaces between',
  },
]

/** One report a row, the values of both forms as columns under their codes. Null: blank, not found, or not of its form. */
export const WIDE: TableDefinition = {
  name: 'wide',
  zh: '数值（每份报告一行）',
  en: 'Values, one report a row',
  columns: [...HEAD, ...VALUE_COLUMNS],
  primaryKey: ['document'],
  foreignKeys: [OF_DOCUMENT],
  sheetFirst: ['organ', 'year', 'status', 'form'],
  sheetLast: ['flagged_codes', 'corrected_codes', 'current', 'path'],
  frozenColumns: 3,
  marks,
  rows,
}

const PLACES: ReadonlyMap<string, number> = new Map(WIDE.columns.map(({ name }, index) => [name, index]))

/** Flagged values stay marked when corrected ones are among them. */
function marks(row: Row): ReadonlyMap<number, Mark> {
  const marked = new Map<number, Mark>()
  const mark = (column: string, as: Mark): void => {
    const codes = row[PLACES.get(column) ?? -1]
    if (typeof codes !== 'string') return
    for (const code of codes.split(' ')) {
      const place = PLACES.get(code)
      if (place !== undefined) marked.set(place, as)
    }
  }
  mark('corrected_codes', 'corrected')
  mark('flagged_codes', 'flagged')
  return marked
}

function rows(document: StoredDocument): readonly Row[] {
  const { values, report, status } = document.effective
  return [
    [
      ...identityOf(document),
      formCell(report?.form),
      status,
      joined(values.filter(({ flags }) => flags.length > 0).map(({ read }) => read.code)),
      joined(values.filter(({ corrected }) => corrected !== 'no').map(({ read }) => read.code)),
      ...valueCells(values.map(({ read: { code }, value }) => ({ code, value }))),
    ],
  ]
}
