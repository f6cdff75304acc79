import type { Language } from '../model/problem.js'
import { inEnglish } from '../vocabulary/forms.js'
import { joinSteps, labelSteps } from '../vocabulary/value-labels.js'

/** Headings that say nothing beside the others: the column of totals, and the one above all columns. */
const PLAIN = new Set(['申请人情况', '总计'])

/** A main value's label, short: its rows without the column of totals. */
export function shortLabel(code: string, language: Language): string {
  const telling = labelSteps(code).filter((step, index) => index === 0 || !PLAIN.has(step))
  return joinSteps(telling.map((step) => (language === 'zh' ? step : inEnglish(step))))
}
