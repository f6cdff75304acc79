import { FLAG_TITLES, STATE_TITLES } from '../../model/catalogue/titles.js'
import { statutoryTable, valueFlag, valueState, type TableRecord } from '../../model/record.js'
import type { EffectiveValue } from '../../effective/effective.js'
import type { StoredDocument } from '../../store/store.js'
import { chineseLabel } from '../../vocabulary/value-labels.js'
import {
  formCell,
  formColumn,
  IDENTITY,
  identityOf,
  joined,
  OF_DOCUMENT,
  text,
  type Column,
  type Mark,
  type Row,
  type TableDefinition,
} from '../table.js'

const COLUMNS: readonly Column[] = [
  ...IDENTITY,
  formColumn('form', '该表所用格式', 'Form that this table follows'),
  {
    name: 'form_table',
    type: 'text',
    zh: '所属表格',
    en: 'Statutory table',
    choices: statutoryTable.options,
    required: true,
  },
  { name: 'item', type: 'text', zh: '行的键', en: 'Key of the row', required: true },
  { name: 'measure', type: 'text', zh: '列的键', en: 'Key of the column', required: true },
  { name: 'code', type: 'text', zh: '数值代码', en: 'Code of the value', required: true },
  { name: 'label', type: 'text', zh: '完整中文标签', en: 'Whole label in Chinese' },
  {
    name: 'value',
    type: 'number',
    zh: '有效数值（人工更正优先）',
    en: 'Number that counts: a correction, else as read',
  },
  { name: 'value_read', type: 'number', zh: '读取的数值', en: 'Number as read' },
  { name: 'raw', type: 'text', zh: '单元格原文', en: 'Text of the cell as printed or recognised' },
  {
    name: 'state',
    type: 'text',
    zh: `状态（更正后：${valueState.options.map((state) => `${state} ${STATE_TITLES[state].zh}`).join('，')}）`,
    en: `State, after corrections (${valueState.options.map((state) => `${state}: ${STATE_TITLES[state].en}`).join(', ')})`,
    choices: valueState.options,
    required: true,
  },
  { name: 'unit', type: 'text', zh: '单位', en: 'Unit' },
  { name: 'confidence', type: 'number', zh: '识别置信度（0–1）', en: 'Confidence of a recognised value, 0 to 1' },
  { name: 'flagged', type: 'boolean', zh: '是否存疑', en: 'Has any flag', required: true },
  {
    name: 'flags',
    type: 'text',
    zh: `存疑原因，以空格分隔（${valueFlag.options.map((flag) => `${flag} ${FLAG_TITLES[flag].zh}`).join('，')}）`,
    en: `Why it is flagged, with spaces between (${valueFlag.options.map((flag) => `${flag}: ${FLAG_TITLES[flag].en}`).join(', ')})`,
  },
  {
    name: 'corrected',
    type: 'text',
    zh: '人工核对（no 未核对，corrected 已更正，confirmed 已确认）',
    en: 'Whether a person looked: no, corrected, confirmed',
    choices: ['no', 'corrected', 'confirmed'],
    required: true,
  },
  {
    name: 'conflict',
    type: 'boolean',
    zh: '人工核对后读数又变',
    en: 'Reads otherwise now than when a person looked',
    required: true,
  },
  { name: 'repaired_from', type: 'text', zh: '修复前的读数', en: 'First reading of a repaired value' },
  { name: 'page', type: 'integer', zh: '页码（从 1 起）', en: 'Page, from 1' },
  {
    name: 'box_left',
    type: 'number',
    zh: '单元格左边（磅，自页面左上角）',
    en: 'Left of its cell, points from the page’s top left',
  },
  { name: 'box_top', type: 'number', zh: '单元格上边（磅）', en: 'Top of its cell, points' },
  { name: 'box_right', type: 'number', zh: '单元格右边（磅）', en: 'Right of its cell, points' },
  { name: 'box_bottom', type: 'number', zh: '单元格下边（磅）', en: 'Bottom of its cell, points' },
  { name: 'cell_table', type: 'text', zh: '所在表格编号', en: 'Table of the document that it stands in' },
  { name: 'cell_row', type: 'integer', zh: '所在行（从 0 起）', en: 'Row of that table, from 0' },
  { name: 'cell_column', type: 'integer', zh: '所在列（从 0 起）', en: 'Column of that table, from 0' },
  {
    name: 'confirmed_together',
    type: 'integer',
    zh: '一并确认的数值个数（空：单独确认）',
    en: 'Values that were confirmed at once with it; empty: alone',
  },
]

/** One value a row: the form of analysis, with where each was read. */
export const TIDY: TableDefinition = {
  name: 'tidy',
  zh: '数值（每行一个）',
  en: 'Values, one a row',
  columns: COLUMNS,
  primaryKey: ['document', 'code'],
  foreignKeys: [OF_DOCUMENT],
  sheetFirst: [
    'organ',
    'year',
    'form',
    'label',
    'value',
    'raw',
    'state',
    'unit',
    'flagged',
    'flags',
    'corrected',
    'page',
  ],
  sheetLast: ['path'],
  frozenColumns: 2,
  marks,
  rows,
}

const VALUE = COLUMNS.findIndex(({ name }) => name === 'value')
const FLAGGED = COLUMNS.findIndex(({ name }) => name === 'flagged')
const CORRECTED = COLUMNS.findIndex(({ name }) => name === 'corrected')

function marks(row: Row): ReadonlyMap<number, Mark> {
  if (row[FLAGGED] === true) return new Map([[VALUE, 'flagged']])
  return row[CORRECTED] === 'no' ? new Map() : new Map([[VALUE, 'corrected']])
}

function rows(document: StoredDocument): readonly Row[] {
  const { effective } = document
  const identity = identityOf(document)
  const cells = cellsOf(effective.record.tables)
  return effective.values.map((value) => rowOf(value, document, identity, cells))
}

type Cells = ReadonlyMap<string, TableRecord['cells'][number]>

const cellsOf = (tables: readonly TableRecord[]): Cells =>
  new Map(tables.flatMap(({ id, cells }) => cells.map((cell) => [`${id}/${cell.row}/${cell.column}`, cell] as const)))

function rowOf(value: EffectiveValue, { effective }: StoredDocument, identity: Row, cells: Cells): Row {
  const { read } = value
  const form = effective.report?.forms[read.table] ?? null
  const at = read.cell
  const place = at ? cells.get(`${at.table}/${at.row}/${at.column}`)?.boxes?.[0] : undefined
  return [
    ...identity,
    formCell(form),
    read.table,
    read.item,
    read.measure,
    read.code,
    text(chineseLabel(read.code, form)),
    value.value,
    read.value,
    text(read.raw),
    value.state,
    text(value.unit),
    read.confidence,
    value.flags.length > 0,
    joined(value.flags),
    value.corrected,
    value.conflict,
    text(read.repairedFrom),
    place?.page ?? null,
    ...(place?.box ?? [null, null, null, null]),
    at?.table ?? null,
    at?.row ?? null,
    at?.column ?? null,
    value.together ?? null,
  ]
}
