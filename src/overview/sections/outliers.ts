import { escapeHtml } from '../../model/html.js'
import type { Language } from '../../model/problem.js'
import { scatter } from '../charts/values.js'
import { figureHtml, longHtml } from '../figure.js'
import type { Gathered } from '../gather.js'
import type { Leads } from '../links.js'
import { shortLabel } from '../labels.js'
import { findOutliers, type Outlier } from '../outliers.js'
import { grouped, type Tell } from '../texts.js'

const MAX_SHOWN = 60

/** The outliers: a chart of all values, and a list of the furthest with the command that shows each. */
export function outliersHtml({ observations }: Gathered, leads: Leads, language: Language, tell: Tell): string {
  const outliers = findOutliers(observations)
  const note = `<p class="note">${escapeHtml(tell('outliersNote'))}</p>`
  if (outliers.length === 0) return `${note}<p class="none">${escapeHtml(tell('noOutliers'))}</p>`
  const names = {
    ...{ usual: tell('usual'), printed: tell('printed') },
    of: new Map([
      ['organ', tell('againstOrgan')],
      ['all', tell('againstAll')],
    ] as const),
  }
  const head = ['organ', 'year', 'value', 'printed', 'usual', 'factor', 'compared', 'document'] as const
  const figure = figureHtml(
    {
      title: tell('outlierChart'),
      chart: scatter(outliers, names),
      head: [tell('document'), tell('value'), tell('printed'), tell('usual')],
      rows: outliers.map(({ path, code, value, usual }) => [path, shortLabel(code, language), value, usual]),
    },
    tell('numbers'),
  )
  const titles = head.map((key) => `<th scope="col">${escapeHtml(tell(key))}</th>`)
  const table = (some: readonly Outlier[]): string =>
    `<table class="outliers"><thead><tr>${titles.join('')}</tr></thead><tbody>
${some.map((outlier) => rowHtml(outlier, leads, language, tell)).join('\n')}
</tbody></table>`
  const list = longHtml({ items: outliers, first: MAX_SHOWN, table, name: tell('outliers') }, tell)
  return `${note}${figure}
<div class="panel">${list}</div>`
}

function rowHtml(outlier: Outlier, leads: Leads, language: Language, tell: Tell): string {
  const { organ, year, code, value, usual, score, against, flagged } = outlier
  const compared = tell(against === 'organ' ? 'againstOrgan' : 'againstAll')
  const mark = flagged ? ` <span class="flag">${escapeHtml(tell('flaggedMark'))}</span>` : ''
  const deviations = `${score > 0 ? '+' : '−'}${Math.abs(score).toFixed(1)}`
  return `<tr><td>${escapeHtml(organ ?? '')}</td><td>${year ?? ''}</td><td>${escapeHtml(shortLabel(code, language))}</td><td class="number"><strong>${grouped(value)}</strong>${mark}</td><td class="number">${grouped(usual)}</td><td class="number">${deviations}</td><td>${escapeHtml(compared)}</td><td>${leads(outlier)}</td></tr>`
}
