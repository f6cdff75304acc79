import { escapeHtml } from '../../model/html.js'
import { longHtml } from '../figure.js'
import { findGaps, findRepeated, type OrganGap, type Repeated } from '../gaps.js'
import type { Gathered } from '../gather.js'
import type { Leads } from '../links.js'
import type { Tell } from '../texts.js'

const MAX_ORGANS = 60
const MAX_REPEATED = 20

/** Organs with a year missing, their years as squares; and organs with two reports for one year. */
export function gapsHtml({ organYears }: Gathered, tell: Tell): string {
  const gaps = findGaps(organYears)
  const [first, last] = organYears.reduce(
    ([low, high], { year }) => [Math.min(low, year), Math.max(high, year)],
    [Infinity, -Infinity],
  )
  if (gaps.length === 0) return `<p class="none">${escapeHtml(tell('noMissing'))}</p>`
  const years = Array.from({ length: last - first + 1 }, (_, index) => first + index)
  const head = years.map((year) => `<th scope="col" class="year">${year}</th>`).join('')
  const table = (some: readonly OrganGap[]): string =>
    `<table class="gaps"><thead><tr><th scope="col">${escapeHtml(tell('organ'))}</th>${head}<th scope="col">${escapeHtml(tell('missingYears'))}</th></tr></thead><tbody>
${some.map((gap) => gapRow(gap, years)).join('\n')}
</tbody></table>`
  const list = longHtml({ items: gaps, first: MAX_ORGANS, table, name: tell('missing') }, tell)
  return `<p class="note">${escapeHtml(tell('missingNote'))}</p>
${list}`
}

function gapRow({ organ, first, last, missing, counts }: OrganGap, years: readonly number[]): string {
  const squares = years.map((year) => {
    const count = counts.get(year) ?? 0
    if (count > 0) return `<td class="year"><i class="there">${count > 1 ? count : ''}</i></td>`
    return `<td class="year">${year > first && year < last ? '<i class="gap"></i>' : ''}</td>`
  })
  return `<tr><th scope="row">${escapeHtml(organ)}</th>${squares.join('')}<td>${missing.join(', ')}</td></tr>`
}

export const missingCount = ({ organYears }: Gathered): number =>
  findGaps(organYears).reduce((sum, { missing }) => sum + missing.length, 0)

export function repeatedHtml({ organYears }: Gathered, leads: Leads, tell: Tell): string {
  const repeated = findRepeated(organYears)
  if (repeated.length === 0) return `<p class="none">${escapeHtml(tell('noRepeated'))}</p>`
  const row = ({ organ, year, reports }: Repeated): string => {
    const each = reports.map((report) => `<div>${leads(report)}</div>`)
    return `<tr><td>${escapeHtml(organ)}</td><td>${year}</td><td>${each.join('')}</td></tr>`
  }
  const head = [tell('organ'), tell('year'), tell('document')].map(
    (title) => `<th scope="col">${escapeHtml(title)}</th>`,
  )
  const table = (some: readonly Repeated[]): string =>
    `<table><thead><tr>${head.join('')}</tr></thead><tbody>${some.map(row).join('')}</tbody></table>`
  return longHtml({ items: repeated, first: MAX_REPEATED, table, name: tell('repeated') }, tell)
}
