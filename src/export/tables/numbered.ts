import { addressAround } from '../../model/address.js'
import { statutoryTable, type DocumentRecord, type TableRecord } from '../../model/record.js'
import { readValue } from '../../tables/index.js'
import {
  DOCUMENT_COLUMN,
  joined,
  OF_DOCUMENT,
  PATH_COLUMN,
  text,
  type Column,
  type Row,
  type TableDefinition,
} from '../table.js'

/** Stands between the labels of a path. */
const JOINT = ' > '

const TABLE_COLUMN: Column = {
  name: 'table',
  type: 'text',
  zh: '表格编号（t1、t2 等）',
  en: 'Table of the document: t1, t2, …',
  required: true,
}
const NUMBER_COLUMN: Column = { name: 'number', type: 'text', zh: '表号', en: 'Number that it carries' }
const TITLE_COLUMN: Column = { name: 'title', type: 'text', zh: '表题', en: 'Caption without its number and unit' }

const whole = (name: string, zh: string, en: string): Column => ({ name, type: 'integer', zh, en })

/** One table a row, of every document. */
export const TABLES: TableDefinition = {
  name: 'tables',
  zh: '表格（每行一张）',
  en: 'Tables, one a row',
  columns: [
    DOCUMENT_COLUMN,
    PATH_COLUMN,
    TABLE_COLUMN,
    {
      name: 'form_table',
      type: 'text',
      zh: '所属法定表格',
      en: 'Statutory table that it is',
      choices: statutoryTable.options,
    },
    NUMBER_COLUMN,
    TITLE_COLUMN,
    { name: 'unit', type: 'text', zh: '单位', en: 'Unit' },
    { name: 'notes', type: 'text', zh: '附注与资料来源', en: 'Notes and sources behind it' },
    {
      name: 'method',
      type: 'text',
      zh: '识别方式',
      en: 'How its grid was recovered',
      choices: ['ruled', 'unruled', 'markup', 'text'],
      required: true,
    },
    whole('first_page', '起始页', 'First page'),
    whole('last_page', '末页', 'Last page'),
    whole('rows', '行数', 'Rows'),
    whole('columns', '列数', 'Columns'),
    whole('head_rows', '表头行数', 'Rows before the body'),
    whole('head_columns', '行标签列数', 'Columns of row labels'),
    whole('doubtful_cells', '存疑单元格数', 'Cells in doubt'),
    whole('sums', '合计个数', 'Sums that it prints'),
    whole('sums_failed', '不成立的合计个数', 'Sums that do not hold'),
    {
      name: 'verified',
      type: 'number',
      zh: '合计可印证的数字占比',
      en: 'Share of its numbers that a sum which holds covers',
    },
    {
      name: 'address',
      type: 'text',
      zh: '在电子表格中的位置（如 Sheet1!A3:F20）',
      en: 'Where it stands in a spreadsheet',
    },
  ],
  primaryKey: ['document', 'table'],
  foreignKeys: [OF_DOCUMENT],
  rows: ({ sha256, path, effective }) =>
    effective.record.tables.map((table) => [sha256, text(path) ?? '?', ...tableRow(table)]),
}

/** One body cell a row, of the tables of documents that are no annual reports. */
export const CELLS: TableDefinition = {
  name: 'cells',
  zh: '其他表格的数值（每行一格）',
  en: 'Cells of other tables, one a row',
  columns: [
    DOCUMENT_COLUMN,
    PATH_COLUMN,
    TABLE_COLUMN,
    { ...whole('row', '行（从 0 起）', 'Row, from 0'), required: true },
    { ...whole('column', '列（从 0 起）', 'Column, from 0'), required: true },
    NUMBER_COLUMN,
    TITLE_COLUMN,
    {
      name: 'row_path',
      type: 'text',
      zh: `行标签，自外向内以“${JOINT}”分隔`,
      en: `Labels of its row, outermost first, with “${JOINT}” between`,
    },
    {
      name: 'column_path',
      type: 'text',
      zh: `列标签，自外向内以“${JOINT}”分隔`,
      en: `Labels of its column, outermost first, with “${JOINT}” between`,
    },
    { name: 'value', type: 'number', zh: '数值（不换算）', en: 'The printed number, never scaled' },
    {
      name: 'state',
      type: 'text',
      zh: '状态',
      en: 'number, blank, dash, text, uncertain',
      choices: ['number', 'blank', 'dash', 'text', 'uncertain'],
      required: true,
    },
    { name: 'raw', type: 'text', zh: '单元格原文', en: 'Text of the cell as printed or recognised' },
    { name: 'note', type: 'text', zh: '注释标记', en: 'Marks of footnotes' },
    { name: 'unit', type: 'text', zh: '单位', en: 'Unit' },
    { name: 'confidence', type: 'number', zh: '识别置信度（0–1）', en: 'Confidence of a recognised cell, 0 to 1' },
    {
      name: 'flags',
      type: 'text',
      zh: '存疑原因（row、column、text 不确定，sum-differs 合计不符）',
      en: 'What is not sure (row, column, text), and sum-differs',
    },
    whole('page', '页码（从 1 起）', 'Page, from 1'),
    { name: 'box_left', type: 'number', zh: '左边（磅）', en: 'Left, points from the page’s top left' },
    { name: 'box_top', type: 'number', zh: '上边（磅）', en: 'Top, points' },
    { name: 'box_right', type: 'number', zh: '右边（磅）', en: 'Right, points' },
    { name: 'box_bottom', type: 'number', zh: '下边（磅）', en: 'Bottom, points' },
    { name: 'address', type: 'text', zh: '在电子表格中的位置（如 Sheet1!C7）', en: 'Where it stands in a spreadsheet' },
  ],
  primaryKey: ['document', 'table', 'row', 'column'],
  foreignKeys: [OF_DOCUMENT, { columns: ['document', 'table'], table: 'tables', references: ['document', 'table'] }],
  rows: ({ sha256, path, effective }) => cellRows(effective.record).map((row) => [sha256, text(path) ?? '?', ...row]),
}

/** The names of the columns behind document and path. */
export const TABLE_COLUMNS: readonly string[] = TABLES.columns.slice(2).map(({ name }) => name)
export const CELL_COLUMNS: readonly string[] = CELLS.columns.slice(2).map(({ name }) => name)

/** A table's row without the document. */
export function tableRow(table: TableRecord): Row {
  const { id, kind, number, title, unit, notes, method, pages, rows, columns, headRows, headColumns, cells, sums } =
    table
  const described = headRows !== undefined
  return [
    ...[id, kind, text(number), text(title), text(unit), text(notes?.join('\n')), method],
    ...[pages[0] ?? null, pages.at(-1) ?? null, rows, columns, headRows ?? null, headColumns ?? null],
    described ? cells.filter(({ uncertain }) => uncertain !== undefined).length : null,
    described ? (sums?.length ?? 0) : null,
    described ? (sums?.filter(({ pass }) => !pass).length ?? 0) : null,
    table.verified ?? null,
    text(addressAround(cells)),
  ]
}

/** The body cells of a record's tables, without the document; statutory tables have none. */
export function cellRows({ tables }: Pick<DocumentRecord, 'tables'>): readonly Row[] {
  return tables.flatMap(({ id, number, title, cells }) =>
    cells.flatMap((cell): Row[] => {
      if (cell.columnPath === undefined) return []
      const read = readValue(cell.text)
      const place = cell.boxes?.[0]
      return [
        [
          ...[id, cell.row, cell.column, text(number), text(title)],
          ...[text(cell.rowPath?.join(JOINT)), text(cell.columnPath.join(JOINT))],
          ...[
            cell.value ?? null,
            cell.uncertain === undefined ? read.state : 'uncertain',
            text(cell.text),
            text(read.note),
          ],
          ...[text(cell.unit), cell.confidence ?? null],
          joined([...(cell.uncertain === undefined ? [] : [cell.uncertain]), ...(cell.flags ?? [])]),
          ...[place?.page ?? null, ...(place?.box ?? [null, null, null, null])],
          text(cell.address),
        ],
      ]
    }),
  )
}
