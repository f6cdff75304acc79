import type { Language } from '../model/problem.js'
import { EXPORT_MESSAGES } from './messages-export.js'
import { FLEET_MESSAGES } from './messages-fleet.js'
import { INGEST_MESSAGES } from './messages-ingest.js'
import { SERVER_MESSAGES } from './messages-server.js'
import { STORE_MESSAGES } from './messages-store.js'

/**
 * Every sentence of the command line in both languages; {placeholders} are filled by `say`. Problems of documents have
 * their own catalogue (model/catalogue).
 */
const MESSAGES = {
  // Help
  program: {
    en: 'Turns yearly reports on government information disclosure (PDF, Word, web pages, text) into checked data.',
    zh: '把政府信息公开工作年度报告（PDF、Word、网页、文本）变成经过核对的数据。',
  },
  usage: { en: 'Usage:', zh: '用法：' },
  arguments: { en: 'Arguments:', zh: '参数：' },
  options: { en: 'Options:', zh: '选项：' },
  commands: { en: 'Commands:', zh: '命令：' },
  examples: { en: 'Examples:', zh: '示例：' },
  helpOption: { en: 'show help', zh: '显示帮助' },
  versionOption: { en: 'show the version', zh: '显示版本' },
  langOption: {
    en: 'language of messages, zh or en (default: from LC_ALL, LC_MESSAGES or LANG)',
    zh: '输出语言，zh 或 en（默认取自 LC_ALL、LC_MESSAGES 或 LANG）',
  },
  extract: { en: 'read reports and print what they say', zh: '读取报告并输出结果' },
  extractPaths: {
    en: 'files, folders (with all below them) and globs in quotes',
    zh: '文件、文件夹（含其下所有文件）或加引号的通配符',
  },
  jsonRecords: {
    en: 'print one document record a line as JSON, and nothing else',
    zh: '每行输出一份文档记录（JSON），别无其他',
  },
  out: {
    en: 'write one .json a document into DIR, in the folders of the input, and records.csv with all values',
    zh: '把每份文档写成 DIR 下的一个 .json（目录结构与输入相同），并把全部数值写入 records.csv',
  },
  jobs: {
    en: 'documents read at the same time (default: one for each core)',
    zh: '同时读取的文档数（默认等于处理器核数）',
  },
  timeout: { en: 'seconds that one document may take (default: {value})', zh: '每份文档的时限，秒（默认 {value}）' },
  memory: {
    en: 'megabytes of memory that one document may take (default: {value})',
    zh: '每份文档的内存上限，MB（默认 {value}）',
  },
  maxFile: { en: 'megabytes that a file may have (default: {value})', zh: '文件大小上限，MB（默认 {value}）' },
  maxUnpacked: {
    en: 'megabytes that packed content may unfold to (default: {value})',
    zh: '压缩内容解开后的大小上限，MB（默认 {value}）',
  },
  maxPages: { en: 'pages that a document may have (default: {value})', zh: '页数上限（默认 {value}）' },
  followLinks: {
    en: 'read files outside of the folders, too, where links lead to them; they are never copied',
    zh: '链接指向文件夹之外的文件时也读取（不会复制这些文件）',
  },
  noGroup: {
    en: 'read each picture as a document of its own, also where names number the pages of one (x-1.jpg, x-2.jpg)',
    zh: '每张图片单独成一份文档，即使文件名按页编号（x-1.jpg、x-2.jpg）',
  },
  ocr: {
    en: 'what reads pictures of pages; off: they are only named (default: ppocr)',
    zh: '识别图片页的引擎；off 表示不识别，只指出（默认 ppocr）',
  },
  pdfEngine: {
    en: 'what decodes PDF; auto: PDFium, and pdf.js where it cannot or makes no sense (default: auto)',
    zh: '解析 PDF 的引擎；auto 表示先用 PDFium，不能解析或文字不通时用 pdf.js（默认 auto）',
  },
  noInk: {
    en: 'take the values of PDF from their text alone, not held against the rendered page: quicker, and less is noticed',
    zh: 'PDF 的数值只取自文字层，不与渲染出的页面核对：速度更快，但能发现的问题更少',
  },
  verify: {
    en: 'render: hold each value of Word documents and web pages against their pages as LibreOffice prints them (slow; default: none)',
    zh: 'render：将 Word 文档和网页的每个数值与 LibreOffice 打印出的页面核对（较慢；默认 none）',
  },
  soffice: {
    en: 'program of LibreOffice, for .doc and RTF (default: looked for)',
    zh: 'LibreOffice 程序的路径，用于 .doc 和 RTF（默认自动查找）',
  },
  debugImages: {
    en: 'write what each step of reading a picture makes of it into DIR, as DOCUMENT-PAGE-STEP.png',
    zh: '把识别图片的每一步结果写入 DIR，文件名为“文档-页-步骤.png”',
  },
  quiet: { en: 'no progress bar and no table', zh: '不显示进度条和表格' },
  schema: { en: 'print the JSON Schema of a document record', zh: '输出文档记录的 JSON Schema' },
  forms: {
    en: 'list the statutory forms: keys, codes and labels of all values',
    zh: '列出法定表格：全部数值的键、代码和标签',
  },
  problems: { en: 'list all problems that may be reported, with what to do', zh: '列出所有可能报告的问题及处理办法' },
  jsonList: { en: 'print as JSON', zh: '以 JSON 输出' },
  extractNotes: {
    en: `In folders and globs are left out: hidden files, lock files of Office (~$…), and files whose extension says that they
are data, code, sound or film ({extensions}). What a file is, is told from its content. A file named itself is always read.
Documents come in the order of the arguments, within one in natural order (x-2 before x-10). Pictures of one folder whose
names number the pages of one document (x-1.jpg, x_02.png, x (3).jpg, 第4页.png) are one document.

Exit status: 0 no document failed, 1 wrong usage or nothing to read, 2 some document failed. Flagged is no failure.`,
    zh: `文件夹和通配符中略过：隐藏文件、Office 锁文件（~$…），以及扩展名表明是数据、代码或音像的文件
（{extensions}）。文件类型按内容判断。直接列出的文件总会读取。
结果按参数顺序输出，同一参数内按自然顺序（x-2 在 x-10 之前）。同一文件夹中按页编号的图片
（x-1.jpg、x_02.png、x (3).jpg、第4页.png）合为一份文档。

退出码：0 没有文档失败；1 用法错误或没有可读的文件；2 有文档失败。“存疑”不算失败。`,
  },
  // Wrong usage
  error: { en: 'error:', zh: '错误：' },
  seeHelp: { en: 'Try --help.', zh: '请用 --help 查看用法。' },
  notPositive: { en: 'must be a number greater than 0.', zh: '必须是大于 0 的数。' },
  notWhole: { en: 'must be a whole number from 1 to 2147483647.', zh: '必须是 1 至 2147483647 之间的整数。' },
  notLanguage: { en: 'must be zh or en.', zh: '必须是 zh 或 en。' },
  nothingMatches: { en: 'no file matches {pattern}', zh: '没有文件匹配 {pattern}' },
  nothingToRead: { en: 'there is nothing to read.', zh: '没有可读取的文件。' },
  cannotWrite: { en: 'cannot write {file} ({reason}).', zh: '无法写入 {file}（{reason}）。' },
  // Results
  path: { en: 'path', zh: '路径' },
  status: { en: 'status', zh: '状态' },
  form: { en: 'form', zh: '格式' },
  organ: { en: 'organ', zh: '机关' },
  year: { en: 'year', zh: '年度' },
  values: { en: 'values', zh: '数值' },
  checks: { en: 'checks', zh: '勾稽' },
  problem: { en: 'first problem', zh: '首要问题' },
  ok: { en: 'ok', zh: '通过' },
  flagged: { en: 'flagged', zh: '存疑' },
  failed: { en: 'failed', zh: '失败' },
  totals: {
    en: '{documents} document(s): {ok} ok, {flagged} flagged, {failed} failed. {numbers} of {values} values read, {passed} of {tried} checks passed.',
    zh: '共 {documents} 份文档：通过 {ok}，存疑 {flagged}，失败 {failed}。读出数值 {numbers}/{values}，勾稽通过 {passed}/{tried}。',
  },
  nameShortened: {
    en: '{path} is too long a name for this file system: written to {place}.',
    zh: '{path} 文件名过长，当前文件系统不支持，已写入 {place}。',
  },
  linksLeftOut: {
    en: 'Not followed: {count} link(s) that lead out of the folder (--follow-links follows them).',
    zh: '未跟随 {count} 个指向文件夹之外的链接（如需读取，请加 --follow-links）。',
  },
  leftOut: { en: 'Left out: {files}.', zh: '略过：{files}。' },
  toDo: { en: 'What to do:', zh: '需要处理：' },
  more: { en: '… and {count} more', zh: '……另有 {count} 条' },
  onPage: { en: 'page {page}: ', zh: '第 {page} 页：' },
  progress: {
    en: '{bar} {value}/{total}  flagged {flagged}  failed {failed}  {eta_formatted} left',
    zh: '{bar} {value}/{total}  存疑 {flagged}  失败 {failed}  剩余 {eta_formatted}',
  },
  // Lists
  code: { en: 'code', zh: '代码' },
  table: { en: 'table', zh: '表' },
  key: { en: 'key', zh: '键' },
  label: { en: 'label', zh: '标签' },
  unit: { en: 'unit', zh: '单位' },
  formTitle: { en: 'Form of {year} ({notice}): {count} values', zh: '{year} 年格式（{notice}）：{count} 个数值' },
  ...FLEET_MESSAGES,
  ...INGEST_MESSAGES,
  ...STORE_MESSAGES,
  ...EXPORT_MESSAGES,
  ...SERVER_MESSAGES,
} as const satisfies Record<string, Readonly<Record<Language, string>>>

type MessageKey = keyof typeof MESSAGES

/** One sentence of the catalogue; placeholders that are not given stay as they are. */
export type Say = (key: MessageKey, details?: Readonly<Record<string, string | number>>) => string

export const speaker =
  (language: Language): Say =>
  (key, details = {}) =>
    MESSAGES[key][language].replace(/\{(\w+)\}/g, (placeholder, name: string) => String(details[name] ?? placeholder))
