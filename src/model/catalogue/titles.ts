import type { ProblemCode } from '../catalogue.js'
import type { ValueFlag, ValueState } from '../record.js'
import type { Language } from '../sentences.js'

/** A name of a few words, for lists and charts in which a whole sentence has no room. */
export type Title = Readonly<Record<Language, string>>

const title = (en: string, zh: string): Title => ({ en, zh })

/** The short titles of all problems. */
export const PROBLEM_TITLES: Readonly<Record<ProblemCode, Title>> = {
  'cell-not-text': title('cell shows no text', '单元格不是文字'),
  'cell-hidden': title('hidden characters in a cell', '单元格含不可见字符'),
  'render-differs': title('page shows something else', '与打印页面不符'),
  'cell-over-border': title('number runs over a border', '数字越过列线'),
  'cell-unread': title('unknown characters in a cell', '单元格字符无法辨识'),
  'cell-covered': title('cell is covered', '单元格被遮盖'),
  'cell-struck-out': title('struck-out characters', '含删除线字符'),
  'read-from-picture': title('read from the picture of the page', '按页面图像识别'),
  'cell-raised': title('raised characters in a cell', '含上标字符'),
  'form-xfa': title('XFA form', 'XFA 表单'),
  'cells-doubtful': title('doubtful cells', '单元格存疑'),
  'table-unruled': title('table without lines', '表格无框线'),
  'sum-differs': title('sum does not add up', '合计不符'),
  'cells-run-together': title('cells run together', '单元格连成一行'),
  'not-a-report': title('not an annual report', '不是年度报告'),
  'report-is-attachment': title('report is in another file', '报告在附件中'),
  'page-elsewhere': title('page is loaded from elsewhere', '内容由脚本载入'),
  'doubly-encoded': title('garbled by a wrong encoding', '编码错误的乱码'),
  'form-unknown': title('unknown form', '格式未知'),
  'several-reports': title('several reports in one file', '一个文件多份报告'),
  'table-missing': title('table is missing', '缺少表格'),
  'table-failed': title('table could not be read', '表格无法读取'),
  'table-is-picture': title('table is a picture', '表格是图片'),
  'dpi-assumed': title('resolution assumed', '分辨率按估算'),
  'picture-linked': title('pictures are only linked', '图片仅有链接'),
  'chunk-unread': title('inserted document not read', '插入文档未读取'),
  'render-unproved': title('pages prove nothing', '打印页面无法证实'),
  'sheet-linked': title('style sheets not fetched', '外部样式表未下载'),
  'picture-damaged': title('damaged picture', '图片损坏'),
  'no-text-layer': title('page without text', '页面无文字层'),
  'garbled-text': title('garbled text layer', '文字层乱码'),
  'unreadable-page': title('unreadable page', '页面无法识别'),
  'page-damaged': title('damaged page', '页面损坏'),
  'page-unproved': title('page not verified by its picture', '未经页面图像核对'),
  timeout: title('timed out', '读取超时'),
  'memory-limit': title('out of memory', '内存超限'),
  'crashed-extractor': title('reading process crashed', '读取进程崩溃'),
  'internal-error': title('internal error', '程序内部错误'),
  aborted: title('stopped on request', '已中止'),
  'empty-file': title('empty file', '空文件'),
  'damaged-file': title('damaged file', '文件损坏'),
  encrypted: title('protected by a password', '有密码保护'),
  'file-too-large': title('file too large', '文件过大'),
  'unpacks-too-large': title('unpacks to too much', '解压后过大'),
  'text-too-long': title('text too long', '文本过长'),
  'too-many-pages': title('too many pages', '页数过多'),
  'format-ofd': title('OFD document', 'OFD 文件'),
  'format-mhtml': title('MHTML page', 'MHTML 网页'),
  'format-archive': title('archive', '压缩包'),
  'format-old-word': title('very old Word document', '早期 Word 文档'),
  'format-wordml': title('Word XML document', 'Word XML 文档'),
  'format-wps': title('old WPS document', '旧版 WPS 文档'),
  'format-odf': title('OpenDocument file', 'OpenDocument 文件'),
  'format-spreadsheet': title('spreadsheet', '电子表格'),
  'format-presentation': title('presentation', '演示文稿'),
  'format-image': title('picture, and recognition is off', '图片（识别已关闭）'),
  'format-picture': title('unsupported kind of picture', '不支持的图片格式'),
  'format-unknown': title('unknown format', '未知格式'),
  'tesseract-missing': title('Tesseract is missing', '缺少 Tesseract'),
  'office-missing': title('LibreOffice is missing', '缺少 LibreOffice'),
  'office-broken': title('LibreOffice does not work', 'LibreOffice 无法使用'),
  'temp-unusable': title('temporary folder cannot be used', '临时文件夹不可用'),
  'unreadable-input': title('file cannot be read', '无法读取文件'),
  'file-changed': title('file changed meanwhile', '文件中途变化'),
  'error-page': title('error page of a web site', '网站错误页面'),
  'title-missing': title('no title', '缺少标题'),
  'organ-missing': title('no organ', '缺少机关名称'),
  'year-missing': title('no year', '缺少年度'),
  'title-uncertain': title('title uncertain', '标题不确定'),
  'organ-uncertain': title('organ uncertain', '机关不确定'),
  'year-uncertain': title('year uncertain', '年度不确定'),
  'date-implausible': title('signed before the year ended', '落款日期不合理'),
  'date-invalid': title('no such date', '落款日期不存在'),
  'group-gap': title('pages missing in a group', '图片缺页'),
  'mixed-group': title('group mixes reports', '图片分属多份报告'),
  'group-mixed-files': title('page that is no picture', '分页文件不是图片'),
  'date-not-kept': title('date not kept', '日期未保存'),
  'section-missing': title('section is missing', '缺少章节'),
  'correction-conflict': title('read otherwise than corrected', '与人工更正冲突'),
  'given-differs': title('differs from the manifest', '与清单不符'),
  'row-unknown': title('unknown row', '多出的行'),
  'column-unknown': title('unknown column', '多出的列'),
  'row-missing': title('row is missing', '缺少行'),
  'column-missing': title('column is missing', '缺少列'),
  'row-uncertain': title('row uncertain', '行不确定'),
  'columns-uncertain': title('columns uncertain', '列对应不确定'),
  'rows-uncertain': title('rows uncertain', '行对应不确定'),
  'table-repeated': title('table found twice', '表格重复'),
  'value-unparsed': title('not a number', '内容不是数字'),
  'value-not-found': title('values without a cell', '数值缺单元格'),
  'value-doubtful': title('doubtful readings', '识别存疑'),
  'value-repaired': title('repaired by equations', '已按勾稽修正'),
  'unit-differs': title('other unit', '单位不同'),
  unbalanced: title('does not add up', '勾稽不平'),
}

/** The short titles of the marks on values. */
export const FLAG_TITLES: Readonly<Record<ValueFlag, Title>> = {
  'not-found': title('no cell found', '未找到单元格'),
  'uncertain-column': title('column uncertain', '列不确定'),
  'uncertain-row': title('row uncertain', '行不确定'),
  unparsed: title('not a number', '内容不是数字'),
  'low-confidence': title('doubtful reading', '识别存疑'),
  repaired: title('repaired by equations', '已按勾稽修正'),
  'unit-differs': title('other unit', '单位不同'),
  unbalanced: title('does not add up', '勾稽不平'),
}

/** The short titles of the states of values. */
export const STATE_TITLES: Readonly<Record<ValueState, Title>> = {
  number: title('number', '数字'),
  blank: title('blank', '空白'),
  dash: title('dash', '短横线或“无”'),
  text: title('text', '文字'),
  uncertain: title('uncertain', '不确定'),
  'not-found': title('not found', '未找到'),
}

/** The title of a code of a problem; of a code that this version does not know, the code itself. */
export function titleOf(code: string, language: Language): string {
  const titles: Readonly<Record<string, Title | undefined>> = PROBLEM_TITLES
  return titles[code]?.[language] ?? code
}
