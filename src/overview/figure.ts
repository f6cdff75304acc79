import { escapeHtml } from '../model/html.js'
import type { Chart } from './charts/look.js'
import { renderSvg } from './charts/render.js'
import type { Tell } from './texts.js'

/** A chart with the same in words and numbers: what a page shows of one thing. */
export interface Figure {
  readonly title: string
  /** A sentence that tells what the figure shows. */
  readonly summary?: string
  readonly chart: Chart
  readonly head: readonly string[]
  readonly rows: readonly (readonly (string | number)[])[]
}

const cell = (value: string | number): string =>
  typeof value === 'number'
    ? `<td class="number">${value.toLocaleString('en-US')}</td>`
    : `<td>${escapeHtml(value)}</td>`

const tableHtml = (head: readonly string[], rows: readonly (readonly (string | number)[])[]): string =>
  `<table><thead><tr>${head.map((title) => `<th scope="col">${escapeHtml(title)}</th>`).join('')}</tr></thead><tbody>${rows
    .map((row) => `<tr>${row.map(cell).join('')}</tr>`)
    .join('')}</tbody></table>`

/** The chart is read out as its title and summary; its numbers unfold below it. */
export function figureHtml({ title, summary, chart, head, rows }: Figure, numbers: string): string {
  const label = escapeHtml(summary === undefined ? title : `${title}. ${summary}`)
  return `<figure>
<figcaption><strong>${escapeHtml(title)}</strong>${summary === undefined ? '' : `<span>${escapeHtml(summary)}</span>`}</figcaption>
<div class="chart" role="img" aria-label="${label}">${renderSvg(chart)}</div>
<details><summary>${escapeHtml(numbers)}</summary>${scrolled(title, tableHtml(head, rows))}</details>
</figure>`
}

/** A box that scrolls, also by the keyboard; `name` is read out when it is reached. */
const scrolled = (name: string, html: string, size: '' | 'tall' = ''): string =>
  `<div class="scroll ${size}" tabindex="0" role="region" aria-label="${escapeHtml(name)}">${html}</div>`

/** A long list: its first items, and the others below them to unfold. */
export interface Long<T> {
  readonly items: readonly T[]
  /** The number that is shown at once. */
  readonly first: number
  readonly table: (items: readonly T[]) => string
  /** Read out for the boxes. */
  readonly name: string
}

/** Items that a page holds at most: more would make it too large to be opened. */
const MAX = 2_000

export function longHtml<T>({ items, first, table, name }: Long<T>, tell: Tell): string {
  const rest = items.slice(first, MAX)
  const beyond = items.length - first - rest.length
  const unfold =
    rest.length === 0
      ? ''
      : `<details class="more"><summary>${escapeHtml(tell('andMore', { count: rest.length }))}</summary>${scrolled(name, table(rest), 'tall')}</details>`
  const narrow = beyond > 0 ? `<p class="note">${escapeHtml(tell('beyond', { count: beyond }))}</p>` : ''
  return `${scrolled(name, table(items.slice(0, first)), 'tall')}${unfold}${narrow}`
}
