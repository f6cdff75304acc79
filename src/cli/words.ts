import type { Colour } from './render/text.js'
import { text, type Say } from './say.js'

/** Words and sentences that several commands say. */

export const STATUSES = ['ok', 'flagged', 'failed', 'pending'] as const

export const STATUS_WORDS = {
  ok: text('ok', '通过'),
  flagged: text('flagged', '待核对'),
  failed: text('failed', '失败'),
  pending: text('pending', '待提取'),
} as const

export const STATUS_COLOURS = { ok: 'green', flagged: 'yellow', failed: 'red', pending: 'yellow' } as const

/** The colour of a cell that holds the word of a status. */
export function statusColour(say: Say): (word: string) => Colour | null {
  const colours = new Map(STATUSES.map((status) => [say(STATUS_WORDS[status]), STATUS_COLOURS[status]]))
  return (word) => colours.get(word) ?? null
}

export const SEVERITY_WORDS = {
  error: text('error', '错误'),
  doubt: text('doubt', '存疑'),
  fault: text('fault', '报告有误'),
  info: text('info', '提示'),
} as const

export const WORDS = {
  path: text('path', '路径'),
  status: text('status', '状态'),
  form: text('form', '格式'),
  content: text('content', '内容'),
  organ: text('organ', '机关'),
  year: text('year', '年度'),
  title: text('title', '标题'),
  published: text('published', '发布日期'),
  document: text('document', '文档'),
  documents: text('documents', '文档数'),
  doubts: text('doubts', '存疑'),
  faults: text('faults', '有误'),
  problem: text('problem', '问题'),
  problems: text('problems', '问题'),
  code: text('code', '代码'),
  label: text('label', '标签'),
  batch: text('batch', '批次'),
  startedAt: text('started', '开始'),
  took: text('took', '用时'),
} as const

export const SENTENCES = {
  unknownOrgans: {
    en: 'Codes that are in no list of divisions: {codes}. They count as missing.',
    zh: '以下代码不在任何一年的区划名录中，按缺报处理：{codes}。',
  },
  documentArgument: {
    en: 'a path as found or absolute, or the first eight or more digits of the fingerprint',
    zh: '导入时的路径或绝对路径，或指纹的前八位以上',
  },
  documentToSee: {
    en: 'a path, the first eight or more digits of the fingerprint, or the name of an organ (or a part of it)',
    zh: '路径、指纹的前八位以上，或机关名称（或其一部分）',
  },
  paths: {
    en: 'files, folders (with all below them) and globs in quotes',
    zh: '文件、文件夹（含其下所有文件）或加引号的通配符',
  },
  noGroup: {
    en: 'read each picture as a document of its own, also where names number the pages of one (x-1.jpg, x-2.jpg)',
    zh: '每张图片单独成一份文档，即使文件名按页编号（x-1.jpg、x-2.jpg）',
  },
  followLinks: {
    en: 'read files outside of the folders, too, where links lead to them; they are never copied',
    zh: '链接指向文件夹之外的文件时也读取（不会复制这些文件）',
  },
  json: { en: 'print as JSON, and nothing else', zh: '以 JSON 输出，别无其他' },
  detach: {
    en: 'with a fleet: hand the documents over and return, without waiting for the workers',
    zh: '使用集群时：交付文档后立即返回，不等待工作进程完成',
  },
  quietRun: { en: 'no progress and no summary', zh: '不显示进度和汇总' },
  quiet: { en: 'no progress bar and no table', zh: '不显示进度条和表格' },
  soffice: {
    en: 'program of LibreOffice, for .doc and RTF (default: looked for)',
    zh: 'LibreOffice 程序的路径，用于 .doc 和 RTF（默认自动查找）',
  },
  more: { en: '… and {count} more', zh: '……另有 {count} 条' },
  atPage: { en: '(page {page})', zh: '（第 {page} 页）' },
  moreErrors: { en: '… and {count} more', zh: '……另有 {count} 处' },
  onPage: { en: 'page {page}: ', zh: '第 {page} 页：' },
  toDo: { en: 'What to do:', zh: '需要处理：' },
  nothingToRead: { en: 'there is nothing to read.', zh: '没有可读取的文件。' },
  linksLeftOut: {
    en: 'Not followed: {count} {count:link that leads|links that lead} out of the folder (--follow-links follows them).',
    zh: '未跟随 {count} 个指向文件夹之外的链接（如需读取，请加 --follow-links）。',
  },
  leftOut: { en: 'Left out: {files}.', zh: '略过：{files}。' },
  cannotWrite: { en: 'cannot write {file} ({reason}).', zh: '无法写入 {file}（{reason}）。' },
  documentNotFound: {
    en: 'no document is known as {reference}. nianbao list names them all.',
    zh: '没有名为 {reference} 的文档。可用 nianbao list 列出全部文档。',
  },
  documentPending: {
    en: '{path} was not extracted yet: run nianbao ingest again.',
    zh: '{path} 尚未提取，请再次运行 nianbao ingest。',
  },
  statusNow: {
    en: 'The document is now {status}: {doubts} {doubts:doubt|doubts}, {faults} {faults:fault|faults}.',
    zh: '文档现为“{status}”：存疑 {doubts}，有误 {faults}。',
  },
  blankCell: { en: 'blank', zh: '空白' },
  formOf: { en: 'form of {year}', zh: '{year} 年格式' },
} as const

/** Files that were left out, by extension: `.csv × 3, .mp4 × 1`. */
export const countedFiles = (leftOut: ReadonlyMap<string, number>): string =>
  [...leftOut]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([extension, count]) => `${extension} × ${count}`)
    .join(', ')
