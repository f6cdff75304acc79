import { escapeHtml } from '../model/html.js'
import type { Tell } from './texts.js'

/** A chart with the same in words and numbers: what a page shows of one thing. */
export interface Figure {
  readonly title: string
  /** A sentence that tells what the figure shows. */
  readonly summary?: string
  readonly svg: string
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
export function figureHtml({ title, summary, svg, head, rows }: Figure, numbers: string): string {
  const label = escapeHtml(summary === undefined ? title : `${title}. ${summary}`)
  return `<figure>
<figcaption><strong>${escapeHtml(title)}</strong>${summary === undefined ? '' : `<span>${escapeHtml(summary)}</span>`}</figcaption>
<div class="chart" role="img" aria-label="${label}">${svg}</div>
<details><summary>${escapeHtml(numbers)}</summary><div class="scroll">${tableHtml(head, rows)}</div></details>
</figure>`
}

/** Digits of a fingerprint that name a document on the command line. */
const DIGITS = 8

/** The command that shows a document, to copy. */
export function lookAt(sha256: string, tell: Tell): string {
  const command = `nianbao show ${sha256.slice(0, DIGITS)}`
  return `<button type="button" class="look" data-copy="${command}" title="${escapeHtml(tell('copy'))}"><code>${command}</code></button>`
}
