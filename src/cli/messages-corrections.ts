import { COMPLAINTS } from '../corrections/complaint.js'

/** The sentences of `nianbao correct` and `nianbao confirm`. */
export const CORRECTION_MESSAGES = {
  correctCommand: {
    en: 'say what a value of a document really is; it counts from now on, whatever is read later',
    zh: '更正文档中的一个数值；此后以更正为准，重新提取也不会覆盖',
  },
  confirmCommand: {
    en: 'say that values of a document were looked at and are right as printed',
    zh: '确认文档中的数值经核对与原文一致',
  },
  codeArgument: {
    en: 'code of the value in the form (nianbao forms), or report.organ, report.year, report.title',
    zh: '法定表格中的数值代码（见 nianbao forms），或 report.organ、report.year、report.title',
  },
  codesArgument: { en: 'codes; all that are flagged if left out', zh: '代码；省略则为全部被标记的数值' },
  valueArgument: { en: 'the number that is printed there, or blank', zh: '报告上的数字；空白单元格写“空白”' },
  optNote: { en: 'a remark that is kept with it', zh: '备注，一并保存' },
  optAuthor: {
    en: 'who says so (default: the name that git knows, else the user’s)',
    zh: '更正人（默认取 git 的用户名，否则为系统用户名）',
  },
  optFrom: {
    en: 'take corrections and confirmations from FILE, as nianbao list --csv writes it: all of them, or none',
    zh: '从 FILE（nianbao list --csv 所写）读取更正和确认；要么全部录入，要么都不录入',
  },
  correctNotes: {
    en: `A value is a number (12, 3.5, 1,234) or the word blank; of report.organ, report.year and report.title blank says that the report
prints none. What was read stays beside it, and exports carry both. The latest word on a value counts; older ones are kept.`,
    zh: `数值可写 12、3.5、1,234 或“空白”；report.organ、report.year、report.title 写“空白”表示报告未印。
原读数仍保留，导出时两者都有。同一数值以最后一次为准，先前的更正仍保留。`,
  },
  confirmNotes: {
    en: 'Without codes all flagged values are confirmed that hold a reading; those that do not are named, and want nianbao correct.',
    zh: '不给代码时，确认所有被标记且有读数的数值；没有读数的会列出，请用 nianbao correct 更正。',
  },
  correctMissing: {
    en: 'give DOCUMENT CODE VALUE, or --from FILE.',
    zh: '请给出 DOCUMENT CODE VALUE，或 --from FILE。',
  },
  confirmMissing: { en: 'give DOCUMENT, or --from FILE.', zh: '请给出 DOCUMENT，或 --from FILE。' },
  fromAlone: { en: '--from takes no other arguments than --author.', zh: '--from 只能与 --author 同用。' },
  noAuthor: { en: 'who says so? Give --author NAME.', zh: '请用 --author 给出更正人姓名。' },
  // What is wrong with what was said
  ...COMPLAINTS,
  nothingFlagged: {
    en: 'nothing is flagged in {path}: there is nothing to confirm.',
    zh: '{path} 中没有被标记的数值，无需确认。',
  },
  // What was done
  corrected: {
    en: '{path}: {code} is {value} (read: “{read}”).',
    zh: '{path}：{code} 更正为 {value}（读作“{read}”）。',
  },
  confirmed: { en: '{path}: {code} is confirmed as {value}.', zh: '{path}：{code} 确认为 {value}。' },
  confirmedMany: { en: '{path}: {count} value(s) confirmed.', zh: '{path}：已确认 {count} 个数值。' },
  statusNow: {
    en: 'The document is now {status}: {doubts} doubt(s), {faults} fault(s).',
    zh: '文档现为“{status}”：存疑 {doubts}，有误 {faults}。',
  },
  saidAlready: { en: '{count} of them said already, and the same.', zh: '其中 {count} 条先前已录入，内容相同。' },
  leftUnconfirmed: {
    en: 'Not confirmed, since nothing was read: {codes}. Use nianbao correct.',
    zh: '未确认（没有读数）：{codes}。请用 nianbao correct 更正。',
  },
  sheetTaken: {
    en: '{corrections} correction(s) and {confirmations} confirmation(s) of {documents} document(s) taken in from {file}.',
    zh: '已从 {file} 录入 {documents} 份文档的 {corrections} 条更正和 {confirmations} 条确认。',
  },
  sheetNothing: {
    en: 'nothing is said in {file}: no row has `correct` or `confirm` filled in.',
    zh: '{file} 中没有内容：所有行的 correct 和 confirm 都为空。',
  },
  sheetNoneTaken: {
    en: 'Nothing was taken in: {count} row(s) of {file} are wrong.',
    zh: '未录入任何内容：{file} 中有 {count} 行有误。',
  },
  sheetLine: { en: '{file}, line {line}: {sentence}', zh: '{file} 第 {line} 行：{sentence}' },
  moreErrors: { en: '… and {count} more', zh: '……另有 {count} 处' },
  cannotRead: { en: 'cannot read {file} ({reason}).', zh: '无法读取 {file}（{reason}）。' },
  // What is wrong with a sheet
  documentUnclear: { en: '{reference} may be any of several documents.', zh: '{reference} 可能是多份文档之一。' },
  sheetEncoding: {
    en: 'it is in no known encoding: save it as CSV (UTF-8).',
    zh: '编码无法识别：请另存为 CSV（UTF-8）。',
  },
  sheetBroken: { en: 'it is no whole CSV file ({reason}).', zh: '不是完整的 CSV 文件（{reason}）。' },
  sheetColumns: { en: 'these columns are not there: {columns}.', zh: '缺少列：{columns}。' },
  sheetColumnTwice: { en: 'the column {column} is there twice.', zh: '列 {column} 重复。' },
  sheetTwice: { en: 'the same value is spoken of in line {line}.', zh: '同一数值已在第 {line} 行填写。' },
  sheetNoteAlone: {
    en: 'a note, but neither `correct` nor `confirm` is filled in.',
    zh: '只有备注，correct 和 confirm 都未填。',
  },
  sheetBoth: { en: 'both `correct` and `confirm` are filled in.', zh: 'correct 和 confirm 同时填写。' },
  sheetTick: {
    en: '“{text}” stands in `confirm`, where an x or nothing is expected.',
    zh: 'confirm 列应填 x 或留空，现为“{text}”。',
  },
  sheetNoDocument: { en: 'it does not say which document.', zh: '未指明文档。' },
  sheetNoCode: { en: 'it does not say which value (`code`).', zh: '未指明数值（code）。' },
  sheetAttempt: { en: '“{text}” is no number of an attempt.', zh: '“{text}”不是提取编号。' },
  sheetAttemptUnknown: { en: 'attempt {attempt} is none of this document.', zh: '提取编号 {attempt} 不属于该文档。' },
} as const
