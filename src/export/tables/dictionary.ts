import { joined, text, type Row, type TableDefinition } from '../table.js'

/** Every column of every table, itself a table: what a codebook is. */
export function dictionary(tables: readonly TableDefinition[]): { table: TableDefinition; rows: readonly Row[] } {
  const table: TableDefinition = {
    name: 'columns',
    zh: '字段说明',
    en: 'Dictionary of the columns',
    columns: [
      { name: 'dataset', type: 'text', zh: '数据表', en: 'Table of the dataset', required: true },
      { name: 'name', type: 'text', zh: '字段名', en: 'Name of the column', required: true },
      { name: 'position', type: 'integer', zh: '位置（从 1 起）', en: 'Its place, from 1', required: true },
      { name: 'type', type: 'text', zh: '类型', en: 'text, integer, number or boolean', required: true },
      { name: 'label_zh', type: 'text', zh: '中文标签（完整路径）', en: 'Label in Chinese, the whole path' },
      { name: 'label_en', type: 'text', zh: '英文标签', en: 'Label in English' },
      { name: 'unit', type: 'text', zh: '单位', en: 'Unit of the form' },
      { name: 'form_years', type: 'text', zh: '含此数值的格式', en: 'Forms that print the value' },
      { name: 'choices', type: 'text', zh: '可能的取值', en: 'All that it may hold' },
    ],
    primaryKey: ['dataset', 'name'],
    foreignKeys: [],
    rows: () => [],
  }
  const all = [...tables, table]
  const rows = all.flatMap(({ name, columns }) =>
    columns.map((column, index): Row => [
      name,
      column.name,
      index + 1,
      column.type,
      text(column.zh),
      text(column.en),
      text(column.unit),
      joined(column.forms ?? []),
      joined(column.choices ?? []),
    ]),
  )
  return { table, rows }
}
