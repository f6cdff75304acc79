import type { EffectiveDocument } from '../effective/effective.js'
import { isSameOrgan } from '../effective/given.js'
import { FINDING_RULES, FINDING_SEVERITIES, findingRule } from '../vocabulary/findings.js'
import { copiedNumbers, copiedProse, jumps } from './copies.js'
import { dates } from './dates.js'
import { factPlace, type Evidence } from './evidence.js'
import { finding, type Finding } from './finding.js'
import { ofForm } from './form.js'
import { failing, units, unsure } from './own.js'
import { textAgainstTable } from './text/compare.js'
import { overYears } from './years.js'

/**
 * Finds where a report contradicts itself, its form, or last year’s report; worst first. Findings never touch a record. A
 * number or a sentence in doubt is named as such and compared with nothing.
 * @param lastYear the report of the same organ on the year before; null where there is none
 * @param sure somebody who knows the organs made the pair: their printed names may differ
 */
export function findingsOf(
  report: EffectiveDocument,
  lastYear: EffectiveDocument | null = null,
  { sure = false }: { readonly sure?: boolean } = {},
): readonly Finding[] {
  const alone: Evidence = { report, lastYear: null }
  if (report.record.status === 'failed') return unsure(alone)
  const strangers = lastYear && !sure ? strange(report, lastYear) : []
  const evidence: Evidence = { report, lastYear: strangers.length > 0 ? null : lastYear }
  const found = [
    ...strangers,
    ...failing(evidence),
    ...units(evidence),
    ...overYears(evidence),
    ...copiedNumbers(evidence),
    ...copiedProse(evidence),
    ...jumps(evidence),
    ...dates(evidence),
    ...ofForm(evidence),
    ...textAgainstTable(evidence),
    ...unsure(evidence),
  ]
  const rank = ({ rule }: Finding): number =>
    FINDING_SEVERITIES.indexOf(findingRule(rule).severity) * FINDING_RULES.length +
    FINDING_RULES.findIndex(({ id }) => id === rule)
  return found.toSorted((a, b) => rank(a) - rank(b))
}

/** Readings in doubt stand among the problems of a document already. */
const AMONG_PROBLEMS: ReadonlySet<string> = new Set(['unsure-reading', 'unreadable'])

/**
 * The findings that lists of many reports hold. A report on which the rules fail has a finding that says so: it must not keep
 * those of all others from being made.
 * @param lastYear paired by somebody who knows the organs
 */
export function listedFindings(report: EffectiveDocument, lastYear: EffectiveDocument | null): readonly Finding[] {
  try {
    return findingsOf(report, lastYear, { sure: true }).filter(({ rule }) => !AMONG_PROBLEMS.has(rule))
  } catch (error) {
    return [finding('internal-error', { reason: error instanceof Error ? error.message : String(error) })]
  }
}

/** Reports of other years or organs are not compared. */
function strange(report: EffectiveDocument, lastYear: EffectiveDocument): readonly Finding[] {
  const [own, old] = [report.report, lastYear.report]
  if (!own || !old) return []
  if (own.year !== null && old.year !== null && old.year !== own.year - 1)
    return [finding('last-year-other-year', { printed: own.year, expected: old.year }, [factPlace(report, 'year')])]
  if (own.organ !== null && old.organ !== null && !isSameOrgan(own.organ, old.organ))
    return [finding('last-year-other-organ', { printed: own.organ, expected: old.organ }, [factPlace(report, 'organ')])]
  return []
}
