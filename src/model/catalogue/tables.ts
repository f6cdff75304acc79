import { entry, type Entry } from './entry.js'

/** Problems with the tables: their rows, columns, values and equations. */
export const TABLE_PROBLEMS = {
  'cells-doubtful': entry(
    'doubt',
    [
      'Table {name}: what {count} {count:cell says|cells say}, or where {count:it belongs|they belong}, is not sure: {text}.',
      'Compare the table with the page.',
    ],
    ['表格{name}有 {count} 个单元格的内容或位置不确定：{text}。', '请对照页面核对该表。'],
  ),
  'table-unruled': entry(
    'doubt',
    [
      'Table {name} has no lines between its cells: which labels {count:its number belongs|its {count} numbers belong} to is taken from where they stand.',
      'Compare its rows and headings with the page.',
    ],
    ['表格{name}的单元格之间没有框线，其 {count} 个数值所属的行列是按位置推断的。', '请对照页面核对各行与表头。'],
  ),
  'sum-differs': entry(
    'fault',
    [
      'Table {name}: {count} {count:sum does|sums do} not add up: {text}.',
      'Compare the numbers with the page: the table itself may be wrong, or one of them was misread.',
    ],
    ['表格{name}有 {count} 处合计与各项之和不符：{text}。', '请对照页面核对：可能原表有误，也可能某个数字读错。'],
  ),
  'row-unknown': entry(
    'doubt',
    ['Row “{label}” belongs to no row of the form; its cells were kept in the table.', 'Look at the row in the table.'],
    ['行“{label}”不属于法定表格的任何一行，其单元格保留在表格中。', '请查看表格中的该行。'],
  ),
  'column-unknown': entry(
    'doubt',
    [
      'Column “{label}” belongs to no column of the form; its cells were kept in the table.',
      'Look at the column in the table.',
    ],
    ['列“{label}”不属于法定表格的任何一列，其单元格保留在表格中。', '请查看表格中的该列。'],
  ),
  'row-missing': entry(
    'doubt',
    ['The form’s row “{label}” was not found in the table.', 'Look whether the report prints it.'],
    ['表格中未找到法定的行“{label}”。', '请查看报告是否有该行。'],
  ),
  'column-missing': entry(
    'doubt',
    ['The form’s column “{label}” was not found in the table.', 'Look whether the report prints it.'],
    ['表格中未找到法定的列“{label}”。', '请查看报告是否有该列。'],
  ),
  'row-uncertain': entry(
    'doubt',
    ['It is not sure which row of the form “{label}” is.', 'Compare the values of the row with the report.'],
    ['不能确定“{label}”是法定表格的哪一行。', '请对照报告核对该行数值。'],
  ),
  'columns-uncertain': entry(
    'doubt',
    [
      'It is not clear which {count:column|columns} {count} {count:value|values} of table {section} {count:belongs|belong} to: {count:its row prints|their rows print} more or fewer cells than the headings name, or a heading is not clear.',
      'Compare these rows with the report.',
    ],
    [
      '第{section}部分有 {count} 个数值无法确定属于哪一列：所在行的单元格数与表头不符，或表头不清。',
      '请对照报告核对这些行。',
    ],
  ),
  'rows-uncertain': entry(
    'doubt',
    [
      'It is not clear which {count:row|rows} {count} {count:value|values} of table {section} {count:belongs|belong} to: {count:its cell stands|their cells stand} over several rows, or several rows may be meant.',
      'Compare these values with the report.',
    ],
    ['第{section}部分有 {count} 个数值无法确定属于哪一行：单元格跨行，或有多行可能对应。', '请对照报告核对这些数值。'],
  ),
  'table-repeated': entry(
    'doubt',
    [
      'The table of section {section} was found more than once; the first was read into values.',
      'Look at the other tables of the record.',
    ],
    ['第{section}部分的表格出现多次，数值取自第一个。', '请查看记录中的其他表格。'],
  ),
  'value-unparsed': entry(
    'doubt',
    [
      '{count} {count:cell|cells} of table {section} {count:holds|hold} something that is no number: {text}.',
      'Look at the cells.',
    ],
    ['第{section}部分有 {count} 个单元格的内容不是数字：{text}。', '请查看这些单元格。'],
  ),
  'value-not-found': entry(
    'doubt',
    [
      '{count} {count:value|values} of table {section} {count:has|have} no cell in the report.',
      'Look whether the report prints them.',
    ],
    ['第{section}部分有 {count} 个数值在报告中没有对应单元格。', '请查看报告是否印有这些数值。'],
  ),
  'value-doubtful': entry(
    'doubt',
    [
      '{count} {count:value|values} of table {section} could not be read reliably: {text}.',
      'Compare them with the report; their other readings are in the record.',
    ],
    ['第{section}部分有 {count} 个数值未能可靠读取：{text}。', '请对照报告核对；记录中列有其他可能的读法。'],
  ),
  'value-repaired': entry(
    'doubt',
    [
      '{count} {count:value|values} of table {section} {count:was|were} read doubtfully and repaired by the form’s equations: {text}.',
      'Compare them with the report; the first readings are in the record.',
    ],
    [
      '第{section}部分有 {count} 个识别存疑的数值已按勾稽关系修正：{text}。',
      '请对照报告核对；记录中保留了最初的读法。',
    ],
  ),
  'unit-differs': entry(
    'doubt',
    [
      '“{text}” is printed in another unit than the form’s ({unit}); it was kept as printed.',
      'Convert it yourself if the report means it so.',
    ],
    ['“{text}”的单位与表格规定的单位（{unit}）不同，数值按原文保留。', '若报告确为此意，请自行换算。'],
  ),
  unbalanced: entry(
    'fault',
    [
      '{count} {count:equation|equations} of the form {count:does|do} not hold: {checks}.',
      'The values stand as printed; ask the organ, or use them with care.',
    ],
    ['有 {count} 个勾稽关系不成立：{checks}。', '数值按原文保留；请向公开机关核实或谨慎使用。'],
  ),
} as const satisfies Record<string, Entry>
