import { CORRECTION_MESSAGES } from './messages-corrections.js'
import { DOCTOR_MESSAGES } from './messages-doctor.js'
import { REPROCESS_MESSAGES } from './messages-reprocess.js'

/** The sentences of the commands around the store. */
export const STORE_MESSAGES = {
  dataOption: {
    en: 'data folder (default: NIANBAO_DATA, else ./nianbao-data)',
    zh: '数据文件夹（默认取 NIANBAO_DATA，否则为 ./nianbao-data）',
  },
  documentArgument: {
    en: 'a path as found or absolute, or the first eight or more digits of the fingerprint',
    zh: '录入时的路径或绝对路径，或指纹的前八位以上',
  },
  jsonOption: { en: 'print as JSON, and nothing else', zh: '以 JSON 输出，别无其他' },
  // Naming documents
  documentNotFound: {
    en: 'no document is known as {reference}. nianbao list names them all.',
    zh: '没有名为 {reference} 的文档。可用 nianbao list 列出全部文档。',
  },
  documentAmbiguous: {
    en: '{reference} may be any of {count} documents; give the digits of one:',
    zh: '{reference} 可能是 {count} 份文档之一，请给出指纹：',
  },
  documentPending: {
    en: '{path} was not extracted yet: run nianbao ingest again.',
    zh: '{path} 尚未提取，请再次运行 nianbao ingest。',
  },
  // Words
  pending: { en: 'pending', zh: '待提取' },
  fingerprint: { en: 'document', zh: '文档' },
  doubts: { en: 'doubts', zh: '存疑' },
  faults: { en: 'faults', zh: '有误' },
  problemCodes: { en: 'problems', zh: '问题' },
  title: { en: 'title', zh: '标题' },
  published: { en: 'published', zh: '发布日期' },
  version: { en: 'version', zh: '版本' },
  none: { en: 'none', zh: '无' },
  folder: { en: 'folder', zh: '文件夹' },
  // status
  statusCommand: {
    en: 'count the documents by outcome, problem, form, year and folder; show queue and batches',
    zh: '按结果、问题、格式、年度和文件夹统计文档；显示队列和批次',
  },
  statusDocuments: { en: '{count} document(s)', zh: '共 {count} 份文档' },
  statusDuplicates: { en: '{count} more name(s) of the same content', zh: '另有 {count} 个文件内容重复' },
  statusTotal: { en: '{total}: {outcome}', zh: '{total}：{outcome}' },
  comma: { en: ', ', zh: '，' },
  statusQueue: {
    en: 'Queue: {waiting} waiting ({waitingScans} scans), {delayed} to be tried again, {active} in work, {done} done, {failed} failed',
    zh: '队列：等待 {waiting}（其中扫描件 {waitingScans}），待重试 {delayed}，处理中 {active}，完成 {done}，失败 {failed}',
  },
  statusPaused: { en: 'The queue is paused.', zh: '队列已暂停。' },
  statusBatches: { en: 'Latest batches', zh: '最近批次' },
  documents: { en: 'documents', zh: '文档数' },
  andMore: { en: '… and {count} more (--json has all)', zh: '……另有 {count} 项（--json 可列出全部）' },
  unknownValue: { en: '(none)', zh: '（无）' },
  batchNumber: { en: 'batch', zh: '批次' },
  batchKind: { en: 'what', zh: '任务' },
  startedAt: { en: 'started', zh: '开始' },
  took: { en: 'took', zh: '用时' },
  batchState: { en: 'state', zh: '状态' },
  batchCounts: { en: 'counts', zh: '计数' },
  batchArguments: { en: 'of', zh: '对象' },
  kind_ingest: { en: 'ingest', zh: '录入' },
  kind_reprocess: { en: 'reprocess', zh: '重新提取' },
  state_running: { en: 'not ended', zh: '未结束' },
  state_done: { en: 'done', zh: '完成' },
  state_interrupted: { en: 'interrupted', zh: '中断' },
  state_stopped: { en: 'stopped', zh: '停止' },
  // list
  listCommand: { en: 'list documents; filters may be combined', zh: '列出文档；筛选条件可组合' },
  listNotes: {
    en: `On a terminal the documents come as a table. Elsewhere they come one a line, without a head, separated by tabs:
  fingerprint, path, outcome, form, year, organ, values, numbers, doubts, faults, problem codes (by commas), version
--json gives one JSON object a line in either case. They are sorted by path; any number of them takes the same memory.

--csv writes the flagged values themselves, one a row, to look at in a spreadsheet: fill in the column \`correct\` (the
number that stands there, or the word blank), or put an x into \`confirm\` where the reading is right, save it as CSV (UTF-8
or what Chinese Excel writes) and hand it back: nianbao correct --from FILE. Rows left empty say nothing.`,
    zh: `在终端上以表格列出；否则每行一份，没有表头，以制表符分隔：
  指纹、路径、结果、格式、年度、机关、数值、数字、存疑、有误、问题代码（以逗号分隔）、版本
--json 则每行一个 JSON 对象。按路径排序；文档再多，占用内存不变。

--csv 把被标记的数值写成每行一个，供用电子表格核对：在 correct 列填入报告上的数字（空白单元格填“空白”），
读数正确的在 confirm 列填 x，另存为 CSV（UTF-8 或中文版 Excel 的格式均可），
再交回：nianbao correct --from 文件。未填的行不起作用。`,
  },
  optDoubts: { en: 'with values or facts of doubtful reading', zh: '有存疑读数的' },
  optFaults: { en: 'with values that do not add up, or faults of the report', zh: '勾稽不平或报告本身有误的' },
  optStatus: { en: 'by outcome: ok, flagged, failed, pending', zh: '按结果：ok、flagged、failed、pending' },
  optCode: { en: 'with this problem (nianbao problems lists them)', zh: '有此问题代码的（见 nianbao problems）' },
  optYear: { en: 'reporting on this year', zh: '按报告年度' },
  optForm: { en: 'on the form of {forms}', zh: '按格式：{forms}' },
  optPath: { en: 'whose path matches, as in a shell (** over folders)', zh: '路径匹配通配符的（** 跨文件夹）' },
  optBefore: { en: 'last read by a version older than this', zh: '由早于此版本的程序提取的' },
  optBatch: { en: 'of this batch (nianbao status numbers them)', zh: '属于此批次的（编号见 nianbao status）' },
  optCsv: {
    en: 'write their flagged values to FILE, to be corrected there',
    zh: '将被标记的数值写入 FILE，供人工核对',
  },
  severalTimes: { en: 'may be given several times', zh: '可多次给出' },
  notStatus: { en: 'must be ok, flagged, failed or pending.', zh: '必须是 ok、flagged、failed 或 pending。' },
  notForm: { en: 'must be one of {forms}.', zh: '必须是 {forms} 之一。' },
  notVersion: { en: 'must be a version such as 0.2.0.', zh: '必须是形如 0.2.0 的版本号。' },
  notCode: {
    en: 'is no problem code{near}; nianbao problems lists them.',
    zh: '不是问题代码{near}，见 nianbao problems。',
  },
  meant: { en: ' (meant: {codes}?)', zh: '（是否指 {codes}？）' },
  listTotal: { en: '{count} document(s).', zh: '共 {count} 份。' },
  csvWritten: {
    en: '{values} flagged value(s) of {documents} document(s) are in {file}. Fill in `correct` or `confirm`, then: nianbao correct --from {file}',
    zh: '{documents} 份文档中的 {values} 个被标记数值已写入 {file}。填好 correct 或 confirm 列后运行：nianbao correct --from {file}',
  },
  csvExists: {
    en: '{file} is there already, and may hold work of yours; name another file or move it away.',
    zh: '{file} 已存在，其中可能有您的修改；请换一个文件名或将其移走。',
  },
  // show
  showCommand: {
    en: 'show one document: its values against the form, facts, problems, checks, history',
    zh: '显示一份文档：按法定表格列出数值、基本信息、问题、勾稽和历史',
  },
  optAll: { en: 'tell every marked value on a line of its own', zh: '逐个说明每个带标记的数值' },
  formOf: { en: 'form of {year}', zh: '{year} 年格式' },
  pageCount: { en: '{count} page(s)', zh: '{count} 页' },
  countsLine: {
    en: '{values} values, {numbers} of them numbers; {doubts} doubt(s), {faults} fault(s)',
    zh: '数值 {values} 个，其中数字 {numbers} 个；存疑 {doubts}，有误 {faults}',
  },
  notPrinted: { en: '(not printed)', zh: '（未印）' },
  atPage: { en: '(page {page})', zh: '（第 {page} 页）' },
  notFoundCell: { en: 'none', zh: '缺' },
  readAs: { en: 'read “{raw}”;', zh: '读作“{raw}”；' },
  notesTogether: {
    en: '{count} values: {text}. {codes}, … (--all names them)',
    zh: '{count} 个数值：{text}。{codes} 等（--all 列出全部）',
  },
  blankCell: { en: 'blank', zh: '空白' },
  nothingRead: { en: 'nothing', zh: '未读到' },
  saidCorrected: {
    en: 'corrected to {value} by {author}, {date}, where “{then}” was read',
    zh: '{author} 于 {date} 更正为 {value}（当时读作“{then}”）',
  },
  saidConfirmed: { en: 'confirmed by {author}, {date}', zh: '{author} 于 {date} 确认无误' },
  saidConflict: {
    en: '{author} said {value} on {date}, when “{then}” was read; now something else is read',
    zh: '{author} 于 {date} 认定为 {value}（当时读作“{then}”），现在读数不同',
  },
  legend: {
    en: '{doubt} doubtful reading · {fault} does not add up · {corrected} corrected by a person · {confirmed} confirmed by a person · {conflict} read differently since then',
    zh: '{doubt} 读数存疑 · {fault} 勾稽不平 · {corrected} 已人工更正 · {confirmed} 已人工确认 · {conflict} 此后读数有变',
  },
  failedChecks: { en: 'Equations of the form that do not hold: {count}', zh: '不成立的勾稽关系：{count}' },
  problemsTitle: { en: 'Problems: {count}', zh: '问题：{count}' },
  namesTitle: { en: 'Names', zh: '文件名' },
  attemptsTitle: { en: 'Attempts', zh: '提取记录' },
  optionsDigest: { en: 'options', zh: '选项' },
  vanished: { en: 'vanished', zh: '已不存在' },
  replaced: { en: 'replaced by another file', zh: '已被其他文件取代' },
  givenAs: { en: 'given: {columns}', zh: '清单：{columns}' },
  // diff
  diffCommand: {
    en: 'compare two attempts on one document: values, facts, checks and problems that differ',
    zh: '比较同一文档的两次提取：不同的数值、基本信息、勾稽和问题',
  },
  optFromAttempt: {
    en: 'the earlier attempt, as nianbao show numbers them (default: the one before the later)',
    zh: '较早的一次提取，编号见 nianbao show（默认为后者的前一次）',
  },
  optToAttempt: { en: 'the later attempt (default: the latest)', zh: '较晚的一次提取（默认为最近一次）' },
  attemptsTooFew: {
    en: '{path} has {count} attempt(s): {from} and {to} cannot be compared.',
    zh: '{path} 只有 {count} 次提取，无法比较第 {from} 次和第 {to} 次。',
  },
  diffOf: { en: 'attempt {from} ({before}) → {to} ({after})', zh: '第 {from} 次（{before}）→ 第 {to} 次（{after}）' },
  diffSame: { en: 'No difference.', zh: '没有差别。' },
  diffFacts: { en: 'Facts', zh: '基本信息' },
  diffValues: {
    en: 'Values: {count} differ, {numbers} of them in the number',
    zh: '数值：{count} 个不同，其中数字不同的 {numbers} 个',
  },
  diffChecks: { en: 'Equations: {count} differ', zh: '勾稽关系：{count} 个不同' },
  before: { en: 'before', zh: '之前' },
  after: { en: 'after', zh: '之后' },
  checkHolds: { en: 'holds', zh: '成立' },
  checkFails: { en: 'does not hold', zh: '不成立' },
  checkOpen: { en: 'not known', zh: '无法判断' },
  // Why a value is flagged
  flagNotFound: { en: 'no cell was found for it', zh: '未找到对应单元格' },
  flagUncertainColumn: { en: 'it is not sure which column it stands in', zh: '不能确定属于哪一列' },
  flagUncertainRow: { en: 'it is not sure which row it stands in', zh: '不能确定属于哪一行' },
  flagUnparsed: { en: 'what is printed is no number', zh: '所印内容不是数字' },
  flagLowConfidence: { en: 'recognised with little confidence', zh: '识别置信度低' },
  flagNotSure: { en: 'not read surely', zh: '读数不可靠' },
  flagRepaired: {
    en: 'repaired by the equations of the form (first read “{first}”)',
    zh: '按勾稽关系修正（最初读作“{first}”）',
  },
  flagUnitDiffers: { en: 'printed in another unit than the form’s', zh: '单位与法定表格不同' },
  flagUnbalanced: { en: 'stands in an equation that does not hold', zh: '所在勾稽关系不成立' },
  otherReadings: { en: 'other readings: {readings}', zh: '其他读法：{readings}' },
  factUncertain: { en: 'the report contradicts itself', zh: '报告前后不一致' },
  ...DOCTOR_MESSAGES,
  ...REPROCESS_MESSAGES,
  ...CORRECTION_MESSAGES,
} as const
