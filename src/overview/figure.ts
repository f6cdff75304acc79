/** A chart with the same in words and numbers: what a page shows of one thing. */
export interface Figure {
  readonly title: string
  /** What there is to see, in a sentence. */
  readonly summary?: string
  readonly svg: string
  readonly head: readonly string[]
  readonly rows: readonly (readonly (string | number)[])[]
}

export const escapeHtml = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')

const cell = (value: string | number): string =>
  typeof value === 'number'
    ? `<td class="number">${value.toLocaleString('en-US')}</td>`
    : `<td>${escapeHtml(value)}</td>`

export const tableHtml = (head: readonly string[], rows: readonly (readonly (string | number)[])[]): string =>
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
