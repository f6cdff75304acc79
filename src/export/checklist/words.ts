import type { ToldFinding } from '../../findings/index.js'
import { fillIn, type Language } from '../../model/sentences.js'

/** A list of problems as a document: what it says in both languages. */

/** One report with its findings in words. */
export interface CheckedReport {
  readonly path: string
  readonly organ: string | null
  readonly year: number | null
  /** The path of last year’s report; null for none. */
  readonly lastYear: string | null
  readonly findings: readonly ToldFinding[]
}

const TEXTS = {
  title: { en: 'List of problems', zh: '问题清单' },
  heading: { en: '{organ}, report on {year}', zh: '{organ} {year} 年度报告' },
  unknown: { en: 'unknown organ', zh: '（未识别机关）' },
  noYear: { en: '(unknown year)', zh: '（未识别）' },
  file: { en: 'File', zh: '文件' },
  lastYear: { en: 'Last year’s report', zh: '上年度报告' },
  none: { en: 'none given', zh: '未提供' },
  counts: {
    en: '{must} must be mended, {check} to be checked, {note} {note:note|notes}',
    zh: '必须改 {must} 项，请核对 {check} 项，提示 {note} 项',
  },
  clean: { en: 'No problem was found.', zh: '未发现问题。' },
  made: {
    en: 'Made by nianbao {version}. Only what can be told for sure is compared; this list does not replace reading.',
    zh: '由 nianbao {version} 生成。只比对能够确定的内容，不能代替人工审阅。',
  },
  number: { en: 'No.', zh: '序号' },
  severity: { en: 'Severity', zh: '程度' },
  problem: { en: 'Problem', zh: '问题' },
  where: { en: 'Where', zh: '位置' },
  row: { en: 'Row', zh: '行' },
  column: { en: 'Column', zh: '列' },
  printed: { en: 'In this report', zh: '本报告' },
  expected: { en: 'Held against', zh: '对照' },
  message: { en: 'What is the matter', zh: '说明' },
  basis: { en: 'Rule', zh: '依据' },
  remedy: { en: 'How to mend it', zh: '处理办法' },
} as const satisfies Record<string, Readonly<Record<Language, string>>>

export const checklistText = (
  key: keyof typeof TEXTS,
  language: Language,
  details: Readonly<Record<string, string | number>> = {},
): string => fillIn(TEXTS[key][language], details)

/** 柳林镇人民政府 2023 年度报告 */
export const headingOf = ({ organ, year }: CheckedReport, language: Language): string =>
  checklistText('heading', language, {
    organ: organ ?? checklistText('unknown', language),
    year: year ?? checklistText('noYear', language),
  })

/** 必须改 2 项，请核对 1 项，提示 0 项 */
export function countsOf({ findings }: CheckedReport, language: Language): string {
  if (findings.length === 0) return checklistText('clean', language)
  const count = (severity: string): number => findings.filter((each) => each.severity === severity).length
  return checklistText('counts', language, { must: count('must'), check: count('check'), note: count('note') })
}

/** Columns of the list, after the number, in the order of a table. */
export const COLUMNS = [
  ...(['severity', 'problem', 'where', 'row', 'column', 'printed', 'expected', 'message', 'basis', 'remedy'] as const),
] as const

export const cellsOf = (found: ToldFinding): readonly string[] => [
  ...[found.severityTitle, found.title, found.where, found.row, found.column],
  ...[found.printed, found.expected, found.message, found.basis, found.remedy],
]
