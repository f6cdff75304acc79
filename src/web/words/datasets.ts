import { text } from './text.js'

/** Datasets and their dictionary. */
export const DATASETS_TEXTS = {
  datasetsLead: text(
    'All documents of the filter, corrections included, in the format of your program.',
    '按筛选导出全部文档，含人工更正。',
  ),
  download: text('Download', '下载'),
  csvFor: text('any program', '通用'),
  xlsxFor: text('workbooks of Excel', 'Excel 工作簿'),
  parquetFor: text('R, Python, DuckDB', 'R、Python、DuckDB'),
  sqliteFor: text('one database file', '单个数据库文件'),
  stataFor: text('do files and their data', 'do 文件及数据'),
  jsonlFor: text('one JSON object a line', '每行一个 JSON 对象'),

  wholeDataset: text('whole dataset (ZIP)', '完整数据集（ZIP）'),
  tableLabel: text('Table', '数据表'),
  filterTakes: text('{count} {count|document|documents} with this filter', '筛选范围：{count} 份文档'),
  dictionary: text('Dictionary of the columns', '字段说明'),
  dictionaryLead: text(
    'What every column means, as the dataset itself tells it (columns). Columns of a manifest come as given_*.',
    '各字段的含义，与数据集中的 columns 表一致。清单中的列以 given_* 给出。',
  ),
  findColumn: text('Search names and labels', '搜索字段名或标签'),
  columnCount: text('{count} {count|column|columns}', '{count} 个字段'),
  keyIs: text('key: {key}', '主键：{key}'),
  columnName: text('Column', '字段'),
  columnType: text('Type', '类型'),
  columnMeaning: text('Meaning', '含义'),
  columnUnit: text('Unit', '单位'),
  columnChoices: text('May hold', '取值'),
  noColumn: text('No column matches.', '没有符合条件的字段。'),
  typetext: text('text', '文本'),
  typeinteger: text('whole number', '整数'),
  typenumber: text('number', '数值'),
  typeboolean: text('yes or no', '是/否'),
} as const
