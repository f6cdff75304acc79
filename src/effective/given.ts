import { problem, type Problem } from '../model/problem.js'
import type { ReportRecord } from '../model/record.js'
import type { Fact } from './correction.js'

/** Full names end so, and lists leave it out: 花石镇人民政府 is 花石镇. */
const GOVERNMENT = /(?:人民政府|政府)$/u

const folded = (name: string): string =>
  name
    .normalize('NFKC')
    .replace(/[\s“”"《》·]+/gu, '')
    .replace(GOVERNMENT, '')

/**
 * Whether two names may well be one organ: the same, or one with more of the places above it (湘潭县花石镇, 花石镇). An organ
 * below another one (湖南省教育厅, 湖南省) is another one.
 */
export function isSameOrgan(given: string, read: string): boolean {
  const [a, b] = [folded(given), folded(read)]
  return a !== '' && b !== '' && (a.endsWith(b) || b.endsWith(a))
}

const isSameYear = (given: string, read: number): boolean =>
  /\d{4}/u.exec(given.normalize('NFKC'))?.[0] === String(read)

/** Where the manifest contradicts the report; what a person vouches for is settled, what one of them leaves out too. */
export function givenProblems(
  given: Readonly<Record<string, string>> | null,
  report: ReportRecord | null,
  settled: readonly Fact[],
): readonly Problem[] {
  const differs = (column: 'organ' | 'year', read: string): Problem =>
    problem('given-differs', { column, given: given?.[column] ?? '', read })
  const organ = given?.organ?.trim() ?? ''
  const year = given?.year?.trim() ?? ''
  return [
    ...(organ !== '' && report?.organ && !settled.includes('report.organ') && !isSameOrgan(organ, report.organ)
      ? [differs('organ', report.organ)]
      : []),
    ...(year !== '' && report?.year && !settled.includes('report.year') && !isSameYear(year, report.year)
      ? [differs('year', String(report.year))]
      : []),
  ]
}
