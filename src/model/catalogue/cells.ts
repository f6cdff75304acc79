import { entry, type Entry } from './entry.js'

/** Why the text of a born-digital cell may not be what a reader of the page sees there: see `Cell.doubt`. */
export const CELL_PROBLEMS = {
  'cell-not-text': entry(
    'doubt',
    [
      '{count} value {count:cell|cells} of table {section} {count:shows|show} something that is not text (a picture, drawing, field or script): {text}.',
      'Look at the cells, and enter their values by hand.',
    ],
    [
      '第{section}部分有 {count} 个单元格显示的内容不是文字（图片、图形、域或脚本）：{text}。',
      '请查看这些单元格并手工录入。',
    ],
  ),
  'cell-hidden': entry(
    'doubt',
    [
      '{count} value {count:cell|cells} of table {section} may hold characters that a reader does not see: {text}.',
      'Compare them with the report as it is shown.',
    ],
    ['第{section}部分有 {count} 个单元格可能含有页面上看不到的字符：{text}。', '请对照报告的显示效果核对。'],
  ),
  'render-differs': entry(
    'doubt',
    [
      '{count} value {count:cell|cells} of table {section} {count:shows|show} something else on the page that LibreOffice prints: {text}.',
      'Open the document, and compare them with what it shows.',
    ],
    ['第{section}部分有 {count} 个单元格与 LibreOffice 打印出的页面不一致：{text}。', '请打开文件，按其显示效果核对。'],
  ),
  'cell-over-border': entry(
    'doubt',
    [
      '{count} value {count:cell|cells} of table {section} {count:holds|hold} numbers that run over the border of their column: {text}.',
      'Look at the page: the number may belong to one of two columns.',
    ],
    ['第{section}部分有 {count} 个单元格的数字越过列线印入相邻列：{text}。', '请查看页面，核对数字属于哪一列。'],
  ),
  'cell-unread': entry(
    'doubt',
    [
      '{count} value {count:cell|cells} of table {section} {count:shows|show} characters that the file does not name: {text}.',
      'Look at the cells, and enter their values by hand.',
    ],
    ['第{section}部分有 {count} 个单元格显示了文件未注明的字符：{text}。', '请查看这些单元格并手工录入。'],
  ),
  'cell-covered': entry(
    'doubt',
    [
      '{count} value {count:cell|cells} of table {section} {count:is|are} covered by a box or a picture, as where something was blacked out.',
      'Look at the report: what is covered is no value.',
    ],
    [
      '第{section}部分有 {count} 个单元格被色块或图片遮盖（可能已作涂黑处理）。',
      '请查看报告：被遮盖的内容不作为数值。',
    ],
  ),
  'cell-struck-out': entry(
    'doubt',
    [
      '{count} value {count:cell|cells} of table {section} {count:holds|hold} characters that are struck out: {text}.',
      'Look which number counts.',
    ],
    ['第{section}部分有 {count} 个单元格含有带删除线的字符：{text}。', '请核对以哪个数字为准。'],
  ),
  'read-from-picture': entry(
    'doubt',
    [
      '{count} value {count:cell|cells} of table {section} {count:shows more than its|show more than their} text says and {count:was|were} read from the page’s picture: {text}.',
      'Compare them with the report; what the text says stands among their other readings.',
    ],
    [
      '第{section}部分有 {count} 个单元格显示的内容与文字层不符，已按页面图像识别：{text}。',
      '请对照报告核对；文字层的内容列在其他读法中。',
    ],
  ),
  'cell-unsaved': entry(
    'doubt',
    [
      '{count} value {count:cell|cells} of table {section} {count:holds a formula|hold formulas} whose result the file does not keep, or not up to date: {text}.',
      'Open the file in Excel or WPS, save it, and extract it again.',
    ],
    [
      '第{section}部分有 {count} 个单元格是公式，文件中没有保存其结果，或结果可能已过时：{text}。',
      '请用 Excel 或 WPS 打开并保存后重新提取。',
    ],
  ),
  'cell-format': entry(
    'doubt',
    [
      '{count} value {count:cell|cells} of table {section} {count:has a number format|have number formats} that may show something else than was read, as a colour in place of a minus: {text}.',
      'Compare them with what the spreadsheet shows.',
    ],
    [
      '第{section}部分有 {count} 个单元格的数字格式特殊（如以颜色代替负号），读取结果可能与显示不同：{text}。',
      '请对照电子表格的显示效果核对。',
    ],
  ),
  'cell-raised': entry(
    'doubt',
    [
      '{count} value {count:cell|cells} of table {section} {count:holds|hold} raised or small characters, which may be the number of a note: {text}.',
      'Compare them with the report.',
    ],
    ['第{section}部分有 {count} 个单元格含有上标或小号字符，可能是注释编号：{text}。', '请对照报告核对。'],
  ),
} as const satisfies Record<string, Entry>

/**
 * Why the text of a born-digital cell may not be what a reader of the page sees there. Each is a problem of the catalogue
 * (catalogue/cells.ts), and makes the value that the cell holds a doubt.
 */
export type CellDoubt = keyof typeof CELL_PROBLEMS
