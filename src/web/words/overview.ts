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
