import { escapeHtml } from '../../model/html.js'
import type { OrganCoverage } from '../../panel/index.js'
import { longHtml } from '../figure.js'
import type { IdentityMatrix, OrganStates } from '../identities.js'
import type { Tell } from '../texts.js'

const MAX_ORGANS = 60

/** Every organ whose identity is settled, its years as squares. */
export function matrixHtml({ years, organs, open }: IdentityMatrix, tell: Tell): string {
  const note = `<p class="note">${escapeHtml(tell('matrixNote', { organs: organs.length, open }))}</p>`
  if (organs.length === 0) return note
  const head = years.map((year) => `<th scope="col" class="year">${year}</th>`).join('')
  const table = (some: readonly OrganStates[]): string =>
    `<table class="gaps"><thead><tr><th scope="col">${escapeHtml(tell('organ'))}</th>${head}</tr></thead><tbody>
${some.map((organ) => organRow(organ, tell)).join('\n')}
</tbody></table>`
  return `${note}\n${longHtml({ items: organs, first: MAX_ORGANS, table, name: tell('matrix') }, tell)}`
}

const organRow = ({ name, states }: OrganStates, tell: Tell): string =>
  `<tr><th scope="row">${escapeHtml(name)}</th>${states.map((state) => `<td class="year">${square(state, tell)}</td>`).join('')}</tr>`

/** A year in which the division was in no list any more stays empty. */
function square({ year, state, documents }: OrganCoverage, tell: Tell): string {
  if (state === 'ended') return ''
  const label = escapeHtml(tell('squareOf', { year: String(year), count: documents }))
  return documents === 0
    ? `<i class="gap" role="img" aria-label="${label}"></i>`
    : `<i class="there" role="img" aria-label="${label}">${documents > 1 ? documents : ''}</i>`
}
