import { escapeHtml } from '../../model/html.js'
import { lookAt } from '../figure.js'
import { findGaps, findRepeated, type OrganGap } from '../gaps.js'
import type { Gathered } from '../gather.js'
import type { Tell } from '../texts.js'

const MOST_ORGANS = 60
const MOST_REPEATED = 20

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
  const rows = gaps.slice(0, MOST_ORGANS).map((gap) => gapRow(gap, years))
  return `<p class="note">${escapeHtml(tell('missingNote'))}</p>
<div class="scroll tall"><table class="gaps"><thead><tr><th scope="col">${escapeHtml(tell('organ'))}</th>${head}<th scope="col">${escapeHtml(tell('missingYears'))}</th></tr></thead><tbody>
${rows.join('\n')}
</tbody></table></div>${more(gaps.length - MOST_ORGANS, tell)}`
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

export function repeatedHtml({ organYears }: Gathered, tell: Tell): string {
  const repeated = findRepeated(organYears)
  if (repeated.length === 0) return `<p class="none">${escapeHtml(tell('noRepeated'))}</p>`
  const rows = repeated.slice(0, MOST_REPEATED).map(({ organ, year, reports }) => {
    const each = reports.map(({ sha256, path }) => `<div>${escapeHtml(path)} ${lookAt(sha256, tell)}</div>`)
    return `<tr><td>${escapeHtml(organ)}</td><td>${year}</td><td>${each.join('')}</td></tr>`
  })
  const head = [tell('organ'), tell('year'), tell('document')].map(
    (title) => `<th scope="col">${escapeHtml(title)}</th>`,
  )
  return `<div class="scroll tall"><table><thead><tr>${head.join('')}</tr></thead><tbody>${rows.join('')}</tbody></table></div>${more(repeated.length - MOST_REPEATED, tell)}`
}

const more = (count: number, tell: Tell): string =>
  count > 0 ? `<p class="note">${escapeHtml(tell('andMore', { count }))}</p>` : ''
