import { text } from './text.js'

/** Findings of reports, and the check of a draft. */
export const FINDINGS_TEXTS = {
  findings: text('Findings', '问题清单'),
  findingsLead: text(
    'Where reports contradict themselves, their form, or last year’s report. Readings in doubt are not among them.',
    '报告自身前后不符、与法定格式不符、与上年度报告不符之处；不含识读存疑。',
  ),
  findingsTotal: text('{count} {count|finding|findings}', '共 {count} 个问题'),
  findingsNone: text('Nothing was found.', '未发现问题。'),
  findingsWaiting: text(
    '{count} {count|report|reports} that changed {count|is|are} still being checked.',
    '还有 {count} 份有变动的报告正在检查。',
  ),
  must: text('must be mended', '必须改'),
  check: text('to be checked', '请核对'),
  note: text('notes', '提示'),
  allRules: text('All rules', '全部规则'),
  rule: text('Rule', '规则'),
  severityLabel: text('Severity', '程度'),
  organPart: text('Part of the organ’s name', '机关名称（部分）'),
  yearOfReport: text('Year', '年度'),
  printedHere: text('in this report', '本报告'),
  heldAgainst: text('held against', '对照'),
  basisLabel: text('Rule:', '依据：'),
  remedyLabel: text('How to mend it:', '处理办法：'),
  toValue: text('See the cell', '查看单元格'),
  toLastValue: text('Last year’s cell', '上年度单元格'),
  lastYearReport: text('Last year’s report', '上年度报告'),
  noLastYear: text(
    'There is no report of the same organ on the year before: only the report itself was checked.',
    '没有同一机关的上年度报告，仅检查了报告本身。',
  ),
  more: text('Show more', '显示更多'),

  checkPage: text('Check a draft', '发布前检查'),
  checkLead: text(
    'Drop a report before it is published, and last year’s. It is checked against itself, its form and last year’s.',
    '放入待发布的年度报告和上年度报告，即检查报告自身、与法定格式、与上年度报告是否一致。',
  ),
  checkPrivate: text(
    'Drafts are confidential: nothing is stored, logged or kept; the files are deleted as soon as the answer is there.',
    '草稿保密：不保存、不入库、不记日志，得出结果后立即删除。',
  ),
  thisYear: text('Report to be published', '待发布的报告'),
  lastYearDraft: text('Last year’s report (if you have it)', '上年度报告（如有）'),
  dropHere: text('Drop the file here, or choose it', '把文件拖到这里，或点击选择'),
  formatsTaken: text('Word, PDF, web page, text or picture', 'Word、PDF、网页、文本或图片'),
  takeAway: text('Take away {name}', '移去 {name}'),
  checkNow: text('Check', '检查'),
  checking: text('Checking …', '正在检查……'),
  checkAgain: text('Check again', '重新检查'),
  checkClean: text('No problem was found.', '未发现问题。'),
  checkCleanHint: text(
    'Only what can be told for sure is compared; this does not replace reading.',
    '只比对能够确定的内容，不能代替人工审阅。',
  ),
  lastYearUnread: text(
    '{name} could not be read: nothing is compared with it.',
    '{name} 无法读取，未作年度间比较。',
  ),
  unknownOrgan: text('unknown organ', '（未识别机关）'),
  reportOn: text('{organ}, report on {year}', '{organ} {year} 年度报告'),
  asWord: text('Word', 'Word'),
  asExcel: text('Excel', 'Excel'),
  asPage: text('Web page', '网页'),
  listAs: text('Download the list:', '下载问题清单：'),
} as const
