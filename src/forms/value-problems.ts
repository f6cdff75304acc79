import type { Cell } from '../model/block.js'
import { problem, type Problem } from '../model/problem.js'
import type { StatutoryTable, ValueRecord } from '../model/record.js'
import { sectionOf, valueOf } from '../vocabulary/forms.js'
import type { TriedCheck } from './checks.js'
import { failedEquations } from './failed-equations.js'
import { numeral } from '../vocabulary/labels.js'

const unitOf = (code: string): string => valueOf(code)?.unit ?? ''

/** A problem's sentence gives at most this many examples; the records have them all. */
const EXAMPLES = 6

const some = (texts: readonly string[]): string =>
  texts.slice(0, EXAMPLES).join(', ') + (texts.length > EXAMPLES ? ', …' : '')

/** One problem for each reason why value cells may not show what their text says. */
export function cellProblems(kind: StatutoryTable, cells: readonly Cell[], tableId: string | null): Problem[] {
  const reasons = new Set(cells.flatMap(({ doubt }) => doubt ?? []))
  const where = tableId === null ? {} : { table: tableId }
  return [...reasons].map((reason) => {
    const texts = cells
      .filter(({ doubt }) => doubt === reason)
      .map(({ text, rendered }) => (rendered === undefined ? `“${text}”` : `“${text}” ≠ “${rendered}”`))
    return problem(reason, { section: numeral(sectionOf(kind)), count: texts.length, text: some(texts) }, where)
  })
}

/** Reports on the values of one table and its failed equations, with one problem for each kind of trouble. */
export function valueProblems(
  kind: StatutoryTable,
  values: readonly ValueRecord[],
  tried: readonly TriedCheck[],
  tableId: string | null,
): Problem[] {
  const section = numeral(sectionOf(kind))
  const where = tableId === null ? {} : { table: tableId }
  const problems: Problem[] = []
  const failed = tried.filter(({ record }) => record.pass === false)
  const shifted = values.filter(({ flags }) => flags.includes('uncertain-column')).length
  if (shifted > 0) problems.push(problem('columns-uncertain', { section, count: shifted }, where))
  const strayed = values.filter(({ flags }) => flags.includes('uncertain-row')).length
  if (strayed > 0) problems.push(problem('rows-uncertain', { section, count: strayed }, where))
  const unparsed = values.filter(({ flags }) => flags.includes('unparsed'))
  if (unparsed.length > 0) {
    const text = some(unparsed.map(({ raw }) => `“${raw ?? ''}”`))
    problems.push(problem('value-unparsed', { section, count: unparsed.length, text }, where))
  }
  const lost = values.filter(({ state }) => state === 'not-found')
  if (lost.length > 0) problems.push(problem('value-not-found', { section, count: lost.length }, where))
  const doubtful = values.filter(({ flags }) => flags.includes('low-confidence'))
  if (doubtful.length > 0) {
    const text = some(doubtful.map(({ raw }) => `“${raw ?? ''}”`))
    problems.push(problem('value-doubtful', { section, count: doubtful.length, text }, where))
  }
  const mended = values.filter(({ flags }) => flags.includes('repaired'))
  if (mended.length > 0) {
    const text = some(mended.map(({ value, repairedFrom }) => `${repairedFrom ?? ''} → ${value ?? ''}`))
    problems.push(problem('value-repaired', { section, count: mended.length, text }, where))
  }
  const units = values.filter(({ flags }) => flags.includes('unit-differs'))
  const printed = new Map(
    units.map(({ raw, unit, code }) => [`${unit ?? ''} ${unitOf(code)}`, { text: raw ?? '', unit: unitOf(code) }]),
  )
  for (const details of printed.values()) problems.push(problem('unit-differs', details, where))
  if (failed.length > 0) {
    problems.push(problem('unbalanced', { count: failed.length, checks: failedEquations(tried) }, where))
  }
  return problems
}
