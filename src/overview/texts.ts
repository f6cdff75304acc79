import { fillIn, type Language } from '../model/sentences.js'

/** The sentences of an overview in both languages. */
const TEXTS = {
  title: { en: 'Yearly reports at a glance', zh: '年报数据概览' },
  subtitle: {
    en: '{documents} documents of {organs} organs, {first}–{last}',
    zh: '{documents} 份文档，{organs} 个机关，{first}–{last} 年',
  },
  subtitleNoYears: { en: '{documents} documents', zh: '{documents} 份文档' },
  gone: {
    en: '{count} replaced or vanished {count:document is|documents are} left out.',
    zh: '另有 {count} 份已被替换或消失的文档未计入。',
  },
  made: { en: 'Made by nianbao {version}.', zh: '由 nianbao {version} 生成。' },
  documents: { en: 'documents', zh: '文档' },
  organs: { en: 'organs', zh: '机关' },
  values: { en: 'values', zh: '数值' },
  valuesFlagged: { en: 'values flagged', zh: '存疑数值' },
  shareOk: { en: 'without any doubt', zh: '完全通过' },
  gapsCount: { en: 'organ-years missing', zh: '缺报年度' },
  contents: { en: 'Contents', zh: '目录' },
  coverage: { en: 'Coverage', zh: '覆盖情况' },
  byYear: { en: 'Documents by year and outcome', zh: '各年度文档及结果' },
  byForm: { en: 'Documents by year and form', zh: '各年度文档及格式' },
  byFolder: { en: 'Documents by folder and outcome', zh: '各文件夹文档及结果' },
  byFolderYear: { en: 'Documents by folder and year', zh: '各文件夹各年度文档数' },
  byFormat: { en: 'Documents by format and outcome', zh: '各文件格式及结果' },
  outcomes: { en: 'Outcomes and problems', zh: '结果与问题' },
  problems: { en: 'Documents by problem', zh: '各问题涉及的文档数' },
  missing: { en: 'Organ-years missing', zh: '缺报年度' },
  missingNote: {
    en: 'Organs seen in some years but not in all between. Each square is a year: filled where there is a report, hollow where one is missing.',
    zh: '在某些年度有报告、但中间年度缺失的机关。每格代表一年：实心为有报告，空心为缺失。',
  },
  noMissing: { en: 'No organ misses a year between its first and its last.', zh: '没有机关在首末年度之间缺报。' },
  matrix: { en: 'Organs by years', zh: '各机关各年度' },
  matrixNote: {
    en: '{organs} {organs:organ|organs} whose identity is settled, those that miss most years first. A filled square is a report (a number: so many documents), a hollow one is missing. Of {open} {open:document|documents} the organ or year is open: they are not among them, and may be what others miss (nianbao organs).',
    zh: '身份已确定的机关 {organs} 个，缺报多的在前。实心为有报告（数字为文档份数），空心为缺报。另有 {open} 份文档的机关或年度未确定，未计入，可能正是他处所缺（见 nianbao organs）。',
  },
  squareOf: { en: '{year}: {count} {count:document|documents}', zh: '{year} 年：{count} 份文档' },
  repeated: { en: 'Several reports of one organ and year', zh: '同一机关同一年度有多份报告' },
  noRepeated: { en: 'No organ has two reports for one year.', zh: '没有机关在同一年度有多份报告。' },
  distributions: { en: 'Main values', zh: '主要数值的分布' },
  distributionNote: {
    en: 'Left: how many reports print how much. Right: half of each year’s reports lie within the box, four fifths within the whiskers; the line is the median.',
    zh: '左：各数值区间的报告数。右：每年半数报告落在箱内，五分之四落在须内，横线为中位数。',
  },
  histogramOf: { en: '{label}: reports by size', zh: '{label}：按大小的报告数' },
  quartilesOf: { en: '{label}: by year', zh: '{label}：各年度' },
  outliers: { en: 'Documents that stick out', zh: '异常值（请核对）' },
  outliersNote: {
    en: 'Numbers far from what is usual in the other years of their organ (four years or more), else far above all reports: more than 3.5 (5 for all) robust deviations, median and median absolute deviation on a logarithmic scale. They may well be right; look before you use them.',
    zh: '与本机关其他年度（四年以上）相差悬殊、或远高于全部报告的数值：在对数尺度上偏离中位数超过 3.5 倍（与全部报告相比为 5 倍）稳健偏差（中位数绝对偏差）。它们可能是对的，使用前请核对。',
  },
  noOutliers: { en: 'Nothing sticks out.', zh: '没有异常值。' },
  outlierChart: { en: 'Printed against usual', zh: '报告值与中位数' },
  usual: { en: 'usual', zh: '通常' },
  printed: { en: 'printed', zh: '报告' },
  factor: { en: 'deviations', zh: '偏差倍数' },
  againstOrgan: { en: 'its other years', zh: '本机关其他年度' },
  againstAll: { en: 'all reports', zh: '全部报告' },
  compared: { en: 'compared with', zh: '相比于' },
  flaggedMark: { en: 'flagged', zh: '存疑' },
  look: { en: 'look', zh: '查看' },
  copy: { en: 'copy this command', zh: '复制此命令' },
  organ: { en: 'organ', zh: '机关' },
  year: { en: 'year', zh: '年度' },
  value: { en: 'value', zh: '数值' },
  document: { en: 'document', zh: '文档' },
  folder: { en: 'folder', zh: '文件夹' },
  form: { en: 'form', zh: '格式' },
  format: { en: 'file format', zh: '文件格式' },
  problem: { en: 'problem', zh: '问题' },
  code: { en: 'code', zh: '代码' },
  severity: { en: 'severity', zh: '程度' },
  count: { en: 'documents', zh: '文档数' },
  total: { en: 'total', zh: '合计' },
  range: { en: 'range', zh: '区间' },
  reports: { en: 'reports', zh: '报告数' },
  missingYears: { en: 'missing years', zh: '缺失年度' },
  median: { en: 'median', zh: '中位数' },
  ok: { en: 'ok', zh: '通过' },
  flagged: { en: 'flagged', zh: '待核对' },
  failed: { en: 'failed', zh: '失败' },
  pending: { en: 'pending', zh: '待提取' },
  info: { en: 'info', zh: '提示' },
  doubt: { en: 'doubt', zh: '存疑' },
  fault: { en: 'fault', zh: '报告有误' },
  severityError: { en: 'error', zh: '未能读取' },
  unknownYear: { en: 'unknown', zh: '未知' },
  noForm: { en: 'none', zh: '无' },
  topFolder: { en: '(no folder)', zh: '（无文件夹）' },
  rest: { en: '{count} others', zh: '其余 {count} 个' },
  andMore: { en: '… and {count} more', zh: '……另有 {count} 项' },
  beyond: {
    en: '{count} more are left out of this page: narrow it with --organ, --path or --year.',
    zh: '另有 {count} 项未列入本页：请用 --organ、--path 或 --year 缩小范围。',
  },
  openOriginal: { en: 'open the original', zh: '打开原件' },
  numbers: { en: 'The numbers', zh: '数据' },
  summaryYear: {
    en: 'Most documents are of {year} ({count}); {ok} of {documents} are ok.',
    zh: '{year} 年最多（{count} 份）；{documents} 份中 {ok} 份通过。',
  },
  summaryProblem: {
    en: 'The most frequent problem is {code}, in {count} {count:document|documents}.',
    zh: '最常见的问题是 {code}，涉及 {count} 份文档。',
  },
  noProblem: { en: 'No document has a problem.', zh: '没有文档有问题。' },
  summaryValue: {
    en: 'Median {median}, largest {most}; {zero} of {count} reports print 0.',
    zh: '中位数 {median}，最大 {most}；{count} 份报告中 {zero} 份为 0。',
  },
  nothingYet: { en: 'There is nothing to show yet.', zh: '尚无可展示的内容。' },
} as const satisfies Record<string, Readonly<Record<Language, string>>>

export type TextKey = keyof typeof TEXTS

/** One sentence in the language of the page; {placeholders} are filled. */
export type Tell = (key: TextKey, details?: Readonly<Record<string, string | number>>) => string

export const teller =
  (language: Language): Tell =>
  (key, details = {}) =>
    fillIn(
      TEXTS[key][language],
      Object.fromEntries(
        Object.entries(details).map(([name, detail]) => [name, typeof detail === 'number' ? grouped(detail) : detail]),
      ),
    )

/** 12,345: the same in both languages, whatever the machine's own. */
export const grouped = (value: number): string => value.toLocaleString('en-US')
