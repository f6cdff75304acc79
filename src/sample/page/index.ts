import { escapeHtml } from '../../model/html.js'
import type { Language } from '../../model/problem.js'
import type { TableRecord } from '../../model/record.js'
import type { Population } from '../draw.js'
import type { CellPlace } from '../picture.js'
import { RESULT_COLUMNS, type Shown } from '../results.js'
import { SCRIPT } from './script.js'
import { STYLE } from './style.js'
import { TEXTS, textsIn } from './texts.js'

/** One value to look at. */
export interface Item {
  readonly number: number
  readonly document: string
  /** The attempt that was looked at, and the latest statement on the document then: `correct --from` takes both. */
  readonly attempt: number | null
  readonly seen: number
  readonly path: string
  readonly organ: string | null
  readonly year: number | null
  readonly code: string
  /** From the outermost heading in, in the language of the page. */
  readonly label: readonly string[]
  /** The label in the other language. */
  readonly other: string
  readonly value: number | null
  /** The text that is shown where the value is no number. */
  readonly word: string
  readonly unit: string | null
  /** Why it is flagged, and what else it may be. */
  readonly doubts: readonly string[]
  readonly alternatives: readonly string[]
  /** Whether “right” confirms it. */
  readonly confirmable: boolean
  readonly stratum: string
  readonly stratum_values: number
  readonly drawn_from: Population
  readonly pageNumber: number | null
  readonly shown: Shown
  /** Files beside the page: the cell, and its whole page. */
  readonly close?: string
  readonly page?: string
  readonly place?: CellPlace
  /** HTML of the table, where there is no picture. */
  readonly grid?: string
  /** Files beside the page: the source as a browser shows it, or a copy of the original. */
  readonly source?: string
  readonly original?: string
  /** Why there is no picture of a document with pages. */
  readonly hint?: 'noPicture' | 'noCell'
}

/** The page, whole but for its pictures. `id` tells samples apart in one browser's storage. */
export function samplePage(
  items: readonly Item[],
  { id, language, population }: { readonly id: string; readonly language: Language; readonly population: Population },
): string {
  const tell = (key: keyof typeof TEXTS): string => escapeHtml(TEXTS[key][language])
  const data = JSON.stringify({ id, texts: textsIn(language), columns: RESULT_COLUMNS, items }).replace(/</g, '\\u003c')
  // The key is shown, but no part of the button's name.
  const button = (name: string, text: string, [shown, key]: readonly [string, string], attributes = ''): string =>
    `<button type="button" id="${name}" aria-keyshortcuts="${key}"${attributes}><span>${text}</span><kbd aria-hidden="true">${shown}</kbd></button>`
  const answer = (name: 'right' | 'wrong' | 'unclear', key: string): string =>
    button(name, tell(name), [key, key], ` class="answer ${name}" aria-pressed="false"`)
  const size = (name: 'larger' | 'smaller', sign: string, key: string): string =>
    `<button type="button" id="${name}" class="size" aria-label="${tell(name)}" aria-keyshortcuts="${key}">${sign}</button>`
  const field = (name: 'correct' | 'note', attributes: string): string =>
    `<input id="${name}" aria-label="${tell(name)}" placeholder="${tell(name)}" autocomplete="off"${attributes}>`
  return `<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${tell('title')} – nianbao</title>
<style>${STYLE}</style>
</head>
<body>
<header><h1>${tell('title')}</h1><p>${tell(population === 'unflagged' ? 'introUnflagged' : 'introFlagged')}</p></header>
<main>
<div class="bar" id="bar" role="progressbar" aria-label="${tell('progress')}" aria-valuemin="0" aria-valuemax="${items.length}" aria-valuenow="0"></div>
<div class="counts" aria-live="polite"><span id="counts"></span><span id="left"></span></div>
<p class="done" id="done" hidden>${tell('done')}</p>
<section class="card" aria-labelledby="path">
<div class="what">
<div><p class="path" id="path"></p><p class="other" id="other"></p><p class="from" id="from"></p><p class="doubts" id="doubts"></p></div>
<div class="value"><span>${tell('read')}</span><strong id="value"></strong> <small id="unit"></small></div>
</div>
<div class="picture" id="picture" role="region" aria-label="${tell('picture')}" tabindex="0"></div>
<div class="tools">
${size('smaller', '−', '-')}${size('larger', '+', '+')}${button('whole', tell('wholePage'), ['P', 'P'])}
<span class="gap"></span>
${button('back', tell('back'), ['←', 'ArrowLeft'])}${button('next', tell('next'), ['→', 'ArrowRight'])}
</div>
<div class="answers">
${answer('right', '1')}${answer('wrong', '2')}${answer('unclear', '3')}
${field('correct', ' hidden')}${field('note', ' aria-keyshortcuts="N"')}
</div>
</section>
<nav class="all" id="all" aria-label="${tell('progress')}"></nav>
</main>
<footer><button type="button" id="download">${tell('download')}</button><span>${tell('saved')}</span><span>${tell('keys')}</span></footer>
<script type="application/json" id="sample">${data}</script>
<script>${SCRIPT}</script>
</body>
</html>
`
}

/** A table of a document without pages, as HTML, with one of its cells marked. */
export function gridHtml(table: TableRecord, marked: { readonly row: number; readonly column: number }): string {
  const rows = Array.from({ length: table.rows }, (_, row) => {
    const cells = table.cells
      .filter((cell) => cell.row === row)
      .map((cell) => {
        const here = cell.row === marked.row && cell.column === marked.column
        const span = `${cell.rowSpan > 1 ? ` rowspan="${cell.rowSpan}"` : ''}${cell.columnSpan > 1 ? ` colspan="${cell.columnSpan}"` : ''}`
        return `<td${span}${here ? ' class="marked"' : ''}>${escapeHtml(cell.text)}</td>`
      })
    return `<tr>${cells.join('')}</tr>`
  })
  return `<table class="grid">${rows.join('')}</table>`
}
