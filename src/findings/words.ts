import { fillIn, type Language } from '../model/sentences.js'
import { findingRule, type FindingSeverity } from '../vocabulary/findings.js'
import { formOf, CURRENT_FORM } from '../vocabulary/forms.js'
import type { Detail, Finding, Place } from './finding.js'

/** Findings in words, for people. */

export const SEVERITY_TITLES: Readonly<Record<FindingSeverity, Readonly<Record<Language, string>>>> = {
  must: { en: 'must be mended', zh: '必须改' },
  check: { en: 'to be checked', zh: '请核对' },
  note: { en: 'note', zh: '提示' },
}

/** A finding as a line of a list; empty where there is nothing to say. */
export interface ToldFinding {
  readonly rule: string
  readonly severity: FindingSeverity
  readonly severityTitle: string
  readonly title: string
  readonly message: string
  /** Why it should be otherwise. */
  readonly basis: string
  readonly remedy: string
  /** The part of the report, with its page. */
  readonly where: string
  readonly row: string
  readonly column: string
  /** The two sides: what the report prints, and what it is held against. */
  readonly printed: string
  readonly expected: string
}

const inWords = (detail: Detail, language: Language): string | number =>
  typeof detail === 'object' ? detail[language] : detail

export function toldFinding({ rule, severity, details, places }: Finding, language: Language): ToldFinding {
  const filled = Object.fromEntries(Object.entries(details).map(([name, each]) => [name, inWords(each, language)]))
  const [title, message, basis, remedy] = findingRule(rule)[language].map((each) => fillIn(each, filled).trim())
  const [place] = places
  const side = (name: 'printed' | 'expected'): string => String(filled[name] ?? '')
  return {
    ...{ rule, severity, severityTitle: SEVERITY_TITLES[severity][language] },
    ...{ title: title ?? '', message: message ?? '', basis: basis ?? '', remedy: remedy ?? '' },
    where: whereOf(place, language),
    ...{ row: place?.row?.[language] ?? '', column: place?.column?.[language] ?? '' },
    ...{ printed: side('printed'), expected: side('expected') },
  }
}

function whereOf(place: Place | undefined, language: Language): string {
  if (!place) return ''
  const { section, page, text } = place
  const printed = text === null ? '' : language === 'zh' ? `原文“${text}”` : `“${text}”`
  const heading = section === null ? printed : (formOf(CURRENT_FORM.year).sections[section - 1] ?? '')
  const shown = language === 'zh' || section === null ? heading : `section ${section}`
  if (page === null) return shown
  const on = language === 'zh' ? `第 ${page} 页` : `page ${page}`
  return shown === '' ? on : `${shown}${language === 'zh' ? `（${on}）` : ` (${on})`}`
}
