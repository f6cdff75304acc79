import { text } from './text.js'

/** The overview. */
export const OVERVIEW_TEXTS = {
  overviewCounted: text('Counted at {time}.', '统计时间：{time}。'),
  overviewLink: text('Every number leads to its documents.', '点击数字可查看对应文档。'),
  countAgain: text('Count again', '重新统计'),
  organsByYear: text('Organs by year', '各机关各年度'),
  matrixLead: text(
    'Each square is a report (✓ ok, ? to check), a number several; a dashed one is missing between the first and the last year of its organ.',
    '每格代表一份报告（✓ 通过，? 待核对），数字表示有多份；虚线格表示首末年度之间缺报。',
  ),
  onlyGaps: text('only organs with gaps', '仅显示缺报机关'),
  missingReport: text('{organ}, {year}: no report', '{organ} {year} 年：缺报'),
  squareOf: text(
    '{organ}, {year}: {count} {count|document|documents}, {status}',
    '{organ} {year} 年：{count} 份文档，{status}',
  ),
  moreOrgans: text('{count} more', '另有 {count} 个'),
  countingValues: text('Counting the values …', '正在统计数值……'),
  numbersOf: text('The numbers', '数据'),
  openValue: text('Look at the value', '查看数值'),
} as const

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
